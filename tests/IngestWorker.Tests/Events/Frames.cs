using IngestWorker.Contracts;

namespace IngestWorker.Tests.Events;

/// <summary>Sentences with slots, and the share of them that must be coded right.</summary>
internal static class Frames
{
    // A Wednesday.
    private static readonly DateOnly s_published = new(2024, 3, 6);

    public static IReadOnlyList<CodedEvent> Code(string text) => CodedActors.Code(text, s_published);

    public static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>"{a}" becomes the words of slot "a", "{A}" the same with a capital.</summary>
    public static string Fill(string frame, params ReadOnlySpan<(string Slot, string Words)> slots)
    {
        foreach (var (slot, words) in slots) frame = frame.Replace($"{{{slot}}}", words, StringComparison.Ordinal).Replace($"{{{Capital(slot)}}}", Capital(words), StringComparison.Ordinal);
        return frame;
    }

    /// <summary>Names a few of those that failed, from all parts of the list.</summary>
    public static void ShouldReach(double least, int total, IReadOnlyList<string> failed) =>
        (1.0 - ((double)failed.Count / total)).ShouldBeGreaterThanOrEqualTo(least, string.Join('\n', failed.Where((_, i) => i % Math.Max(1, failed.Count / 30) == 0)));
}
