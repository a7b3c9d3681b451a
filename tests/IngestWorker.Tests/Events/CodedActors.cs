using IngestWorker.Contracts;
using IngestWorker.Events;

namespace IngestWorker.Tests.Events;

/// <summary>The coder as the tests of actors ask it.</summary>
internal static class CodedActors
{
    private static readonly EventCoder s_coder = new();

    public static IReadOnlyList<CodedEvent> Code(string text, DateOnly? published) =>
        s_coder.Code(new CodingInput { ArticleId = Guid.Empty, Text = text, Published = published }).Events;

    /// <summary>The one actor of the one event of a text.</summary>
    public static Actor Actor(string text, DateOnly? published) => Code(text, published).ShouldHaveSingleItem().Actors.ShouldHaveSingleItem();

    /// <summary>The first event whose trigger holds the words.</summary>
    public static CodedEvent Find(IReadOnlyList<CodedEvent> events, string trigger) =>
        events.FirstOrDefault(e => e.Trigger.Text.Contains(trigger, StringComparison.Ordinal)) ?? throw new InvalidOperationException($"no '{trigger}' in: {string.Join("; ", events.Select(e => $"{e.Type} {e.Trigger.Text}"))}");
}
