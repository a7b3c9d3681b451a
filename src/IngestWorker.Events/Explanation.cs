using IngestWorker.Contracts;

namespace IngestWorker.Events;

/// <summary>How a text's events came about.</summary>
/// <param name="Outcome">As of <see cref="CodingResult"/>.</param>
/// <param name="Sentences">In the order of the text.</param>
/// <param name="Events">As <see cref="EventCoder.Code"/> gives them.</param>
public sealed record Explanation(Outcome Outcome, IReadOnlyList<ExplainedSentence> Sentences, IReadOnlyList<CodedEvent> Events);

/// <param name="Words">The tree as the coder sees it, after it was mended.</param>
/// <param name="Names">The names that the tables know, with what they stand for.</param>
/// <param name="Matches">Every place where words of the lexicon stand.</param>
public sealed record ExplainedSentence(IReadOnlyList<ExplainedWord> Words, IReadOnlyList<string> Names, IReadOnlyList<ExplainedMatch> Matches);

/// <param name="Index">From 1, as in CoNLL-U.</param>
/// <param name="Text">As written.</param>
/// <param name="Lemma">Dictionary form.</param>
/// <param name="Tag">Part of speech.</param>
/// <param name="Head">Index of the head; 0 for the root.</param>
/// <param name="Relation">Relation to the head.</param>
public sealed record ExplainedWord(int Index, string Text, string Lemma, string Tag, int Head, string Relation);

/// <param name="Trigger">The words.</param>
/// <param name="Type">The entry's type.</param>
/// <param name="Rule">The entry's file and line.</param>
/// <param name="Rejected">Why it gave no event; null where it did.</param>
public sealed record ExplainedMatch(string Trigger, PloverType Type, string Rule, string? Rejected);
