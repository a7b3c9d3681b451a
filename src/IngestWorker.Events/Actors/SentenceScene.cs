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

    /// <summary>The names in it, as Language tells people, organizations and places apart.</summary>
    public required IReadOnlyList<NameSpan> Names { get; init; }

    /// <summary>The numbers of people in it.</summary>
    public IReadOnlyList<PeopleCount> Counts { get; init; } = [];

    /// <summary>The pronouns and short phrases in it, with what they stand for.</summary>
    public IReadOnlyList<Reference> References { get; init; } = [];

    /// <summary>The article's sentences up to this one, by their index.</summary>
    public IReadOnlyList<SentenceScene> Read { get; init; } = [];

    /// <summary>The day of the post that the sentence stands in; null where it stands in none or the post has no day.</summary>
    public TimeExpression? PostDay { get; init; }

    /// <summary>Who wrote the block; null in the paper's own text.</summary>
    public Party? Author { get; init; }

    /// <summary>Who says a quotation of several sentences that this one belongs to.</summary>
    public Party? QuoteSpeaker { get; set; }

    /// <summary>Who stands at a word, as resolved so far; null while what is remembered of the sentences before can still change.</summary>
    public Dictionary<int, Party[]>? Parties { get; set; }

    /// <summary>The two phrases that the caller named; null where he named none.</summary>
    public PhrasePair? Pair { get; init; }

    /// <summary>True where a word belongs to one of the phrases that the caller named.</summary>
    public bool IsGiven(int word) => Pair is { } pair && (IsIn(word, pair.ActorStart, pair.ActorEnd) || IsIn(word, pair.RecipientStart, pair.RecipientEnd));

    private bool IsIn(int word, int start, int end) => Clause[word].Start < end && start < Clause[word].End;

    /// <summary>What kind of name covers a word; null where none does.</summary>
    public NameKind? KindAt(int word)
    {
        foreach (var name in Names)
        {
            if (name.FirstToken <= word && word <= name.LastToken) return name.Kind;
        }

        return null;
    }

    public bool Contains(IReadOnlySet<string> lemmas)
    {
        foreach (var word in Clause.Words)
        {
            if (lemmas.Contains(word.Lemma) || lemmas.Contains(word.Lower)) return true;
        }

        return false;
    }
}
