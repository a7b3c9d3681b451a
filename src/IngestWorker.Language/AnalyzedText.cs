namespace IngestWorker.Language;

/// <summary>Whether a text could be read.</summary>
public enum TextOutcome
{
    /// <summary>English: everything in the result is filled.</summary>
    English,

    /// <summary>Another language or script: only sentences and words are given, without tags, trees, names or dates.</summary>
    NotEnglish,

    /// <summary>Nothing in it but white space.</summary>
    Empty,
}

/// <summary>
/// What was read from a text. All offsets are Unicode code points of the text that was given, the end exclusive; a lone
/// surrogate counts as one code point.
/// </summary>
public sealed record AnalyzedText
{
    public required TextOutcome Outcome { get; init; }

    /// <summary>In the order of the text. A sentence never crosses a line break ("\n").</summary>
    public required IReadOnlyList<Sentence> Sentences { get; init; }

    /// <summary>Names of people, organizations and places, in order, none overlapping.</summary>
    public IReadOnlyList<NameSpan> Names { get; init; } = [];

    /// <summary>Time expressions, in order, none overlapping.</summary>
    public IReadOnlyList<TimeExpression> Dates { get; init; } = [];

    /// <summary>Numbers of people, in order, none overlapping.</summary>
    public IReadOnlyList<PeopleCount> Counts { get; init; } = [];

    /// <summary>Pronouns, descriptions and short names with what they stand for, in order.</summary>
    public IReadOnlyList<Reference> References { get; init; } = [];
}

/// <summary>What kind of thing a name names.</summary>
public enum NameKind
{
    Person,
    Organization,
    Place,
}

/// <summary>A name in the text, without determiners or possessive endings.</summary>
public sealed record NameSpan
{
    public required int Start { get; init; }

    public required int End { get; init; }

    public required NameKind Kind { get; init; }

    /// <summary>Index into <see cref="AnalyzedText.Sentences"/>.</summary>
    public required int SentenceIndex { get; init; }

    /// <summary>First token of the name in its sentence.</summary>
    public required int FirstToken { get; init; }

    /// <summary>Last token of the name in its sentence, inclusive.</summary>
    public required int LastToken { get; init; }

    public required string Text { get; init; }
}

/// <summary>How exact a time expression is: a day, or the period of which <see cref="TimeExpression.First"/> is the first day.</summary>
public enum TimeGranularity
{
    Day,
    Week,
    Month,
    Season,
    Year,
    Decade,
    Century,

    /// <summary>A stretch that the text bounds itself: "from 3 to 5 May", "since 1991", "in the past six days".</summary>
    Range,

    /// <summary>A time expression that cannot be resolved to days ("for six days", "12:30").</summary>
    None,
}

/// <summary>A time expression, resolved against the publication date and the tense of its clause.</summary>
public sealed record TimeExpression
{
    public required int Start { get; init; }

    public required int End { get; init; }

    /// <summary>As written.</summary>
    public required string Text { get; init; }

    /// <summary>First day meant; null where the text names none that can be resolved.</summary>
    public DateOnly? First { get; init; }

    /// <summary>Last day meant, inclusive.</summary>
    public DateOnly? Last { get; init; }

    public required TimeGranularity Granularity { get; init; }

    /// <summary>Index into <see cref="AnalyzedText.Sentences"/>.</summary>
    public required int SentenceIndex { get; init; }

    /// <summary>First token of the expression in its sentence.</summary>
    public required int FirstToken { get; init; }

    /// <summary>Last token of the expression in its sentence, inclusive.</summary>
    public required int LastToken { get; init; }
}

/// <summary>A number of people: "nearly 200" is value 200, max 200; "at least 86" value 86, min 86; "dozens" min 24 and no value.</summary>
public sealed record PeopleCount
{
    public required int Start { get; init; }

    public required int End { get; init; }

    /// <summary>As written, with what qualifies the number ("at least 86").</summary>
    public required string Text { get; init; }

    public int? Value { get; init; }

    public int? Min { get; init; }

    public int? Max { get; init; }

    /// <summary>Index into <see cref="AnalyzedText.Sentences"/>.</summary>
    public required int SentenceIndex { get; init; }

    /// <summary>First token of the expression in its sentence.</summary>
    public required int FirstToken { get; init; }

    /// <summary>Last token of the expression in its sentence, inclusive.</summary>
    public required int LastToken { get; init; }

    /// <summary>The token that is counted ("people" in "54 more people"); the number itself where nothing follows.</summary>
    public required int HeadToken { get; init; }
}
