namespace IngestWorker.Language;

/// <summary>How a reference names what it stands for.</summary>
public enum ReferenceKind
{
    /// <summary>"he", "its".</summary>
    Pronoun,

    /// <summary>"the president", "the ministry", "the two countries".</summary>
    Description,

    /// <summary>A name that was given in full before ("Erdogan" after "Recep Tayyip Erdogan", "UN" after "United Nations").</summary>
    Name,
}

/// <summary>A word or phrase that stands for something the text named before.</summary>
public sealed record Reference
{
    public required ReferenceKind Kind { get; init; }

    public required int Start { get; init; }

    public required int End { get; init; }

    /// <summary>Index into <see cref="AnalyzedText.Sentences"/>.</summary>
    public required int SentenceIndex { get; init; }

    /// <summary>First token of the phrase in its sentence.</summary>
    public required int FirstToken { get; init; }

    /// <summary>Last token of the phrase in its sentence, inclusive.</summary>
    public required int LastToken { get; init; }

    /// <summary>As written.</summary>
    public required string Text { get; init; }

    /// <summary>What it stands for, as the text named it best: one phrase, or those of "the two countries".</summary>
    public required IReadOnlyList<Antecedent> Antecedents { get; init; }

    /// <summary>0 to 1: the share of references of this confidence whose antecedent is right.</summary>
    public required double Confidence { get; init; }
}

/// <summary>The phrase that a reference stands for: a name without its titles, or a noun with what stands before it.</summary>
public sealed record Antecedent
{
    public required int Start { get; init; }

    public required int End { get; init; }

    /// <summary>Index into <see cref="AnalyzedText.Sentences"/>.</summary>
    public required int SentenceIndex { get; init; }

    /// <summary>First token of the phrase in its sentence.</summary>
    public required int FirstToken { get; init; }

    /// <summary>Last token of the phrase in its sentence, inclusive.</summary>
    public required int LastToken { get; init; }

    /// <summary>As written.</summary>
    public required string Text { get; init; }

    /// <summary>What kind of name it is; null for a phrase without a name.</summary>
    public NameKind? Kind { get; init; }
}
