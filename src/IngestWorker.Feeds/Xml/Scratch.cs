using IngestWorker.Feeds.Text;

namespace IngestWorker.Feeds.Xml;

/// <summary>The buffers one document is read with.</summary>
internal sealed class Scratch : IDisposable
{
    public TextBuffer Attribute { get; } = new();

    public TextBuffer Value { get; } = new();

    public void Dispose()
    {
        Attribute.Dispose();
        Value.Dispose();
    }
}
