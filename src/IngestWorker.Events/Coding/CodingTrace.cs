using IngestWorker.Events.Actors;
using IngestWorker.Events.Lexicon;

namespace IngestWorker.Events.Coding;

/// <summary>What became of each match of the lexicon, for those who ask why; null where nobody asks.</summary>
internal sealed class CodingTrace
{
    internal sealed record Step(SentenceScene Scene, Match Match, string? Reason)
    {
        public string? Reason { get; set; } = Reason;
    }

    public List<Step> Steps { get; } = [];

    public List<SentenceScene> Scenes { get; } = [];

    /// <param name="scene">The sentence.</param>
    /// <param name="match">Where the entry's words stand.</param>
    /// <param name="reason">Why it is no event; null while it is one.</param>
    public void Add(SentenceScene scene, Match match, string? reason) => Steps.Add(new Step(scene, match, reason));

    /// <summary>Gives all drafts that a step took out its reason.</summary>
    public void Dropped(IEnumerable<Draft> before, IReadOnlyCollection<Draft> after, string reason)
    {
        foreach (var draft in before.Except(after))
        {
            foreach (var step in Steps.Where(s => s.Scene == draft.Scene && s.Match == draft.Match && s.Reason is null)) step.Reason = reason;
        }
    }
}
