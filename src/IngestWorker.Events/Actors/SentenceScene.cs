using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Actors;

/// <summary>A sentence with what is known about it while it is coded.</summary>
internal sealed class SentenceScene
{
    public required Clause Clause { get; init; }

    public required ArticleText Text { get; init; }

    public required List<Hit> Hits { get; init; }

    public required ActorMemory Memory { get; init; }

    /// <summary>The time expressions in it.</summary>
    public required IReadOnlyList<TimeExpression> Dates { get; init; }

    /// <summary>Who wrote the block; null in the paper's own text.</summary>
    public Party? Author { get; init; }

    public bool Contains(IReadOnlySet<string> lemmas)
    {
        foreach (var word in Clause.Words)
        {
            if (lemmas.Contains(word.Lemma) || lemmas.Contains(word.Lower)) return true;
        }

        return false;
    }
}
