using IngestWorker.Language;

namespace IngestWorker.Events.Words;

/// <summary>A word as the coder sees it: lower-case form and lemma, and its place in the sentence's tree.</summary>
internal sealed class Word
{
    public required int Index { get; init; }

    public required string Text { get; init; }

    public required string Lower { get; init; }

    /// <summary>First code point in the article's text.</summary>
    public required int Start { get; init; }

    public required int End { get; init; }

    public required string Lemma { get; set; }

    public Upos Pos { get; set; }

    /// <summary>Index of the head; -1 for the root.</summary>
    public int Head { get; set; } = -1;

    /// <summary>The relation to the head without its subtype ("nsubj").</summary>
    public string Rel { get; set; } = "dep";

    /// <summary>The relation's subtype ("pass", "poss", "relcl"); empty where there is none.</summary>
    public string SubRel { get; set; } = "";

    /// <summary>True inside quotation marks.</summary>
    public bool Quoted { get; set; }

    /// <summary>True for a past participle or past tense form; which of the two the tree tells.</summary>
    public bool IsPast { get; set; }

    /// <summary>True for a past tense form as the tagger sees it, not a participle.</summary>
    public bool IsFinitePast { get; init; }

    public bool IsGerund { get; set; }

    public bool IsNominal => Pos is Upos.Noun or Upos.Propn or Upos.Pron or Upos.Num;

    public bool IsCapitalized => Text.Length > 0 && char.IsUpper(Text[0]);

    public override string ToString() => $"{Index}:{Text}/{Lemma}/{Pos} {Head}:{Rel}:{SubRel}";
}
