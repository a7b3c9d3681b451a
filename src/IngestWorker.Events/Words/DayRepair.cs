using IngestWorker.Language;

namespace IngestWorker.Events.Words;

/// <summary>What stands behind a day ("fired tear gas on Wednesday at students") goes with the verb, as the day itself does; trees hang it on the day.</summary>
internal static class DayRepair
{
    public static void Apply(Word[] words)
    {
        foreach (var word in words)
        {
            if (word.Rel is "compound" && IsDay(word)) Part(words, word);
            if (word.Head >= 0 && word.Rel is "obl" && (IsDay(word) || IsMonth(word))) Describe(words, word);
            if (word.Head < 0 || word.Rel is not "nmod" || CaseOf(words, word) is not { } preposition) continue;
            var above = words[word.Head];
            if (above.Index > word.Index) continue;
            // "on Sunday at the market" is said of the verb, and so is the Sunday of "in the town on Sunday"; "the night of Sunday" is one phrase.
            if (IsDay(above) ? preposition is "of" : !(IsDay(word) && above.Pos is Upos.Propn && preposition is "on")) continue;
            if (VerbAbove(words, above) is not { } verb || verb.Index > word.Index) continue;
            (word.Head, word.Rel, word.SubRel) = (verb.Index, "obl", "");
        }
    }

    // "said on Tuesday Chadian soldiers had fled", where the soldiers are Tuesday's and what was said is on them: the day is the verb's before it.
    private static void Part(Word[] words, Word day)
    {
        if (day.Index < 2 || words[day.Index - 1] is not { Lower: "on", Rel: "case" } preposition || preposition.Head != day.Head || words[day.Index - 2] is not { Pos: Upos.Verb, IsPast: true } verb || words[day.Head] is not { Rel: "nsubj" }) return;
        (day.Head, day.Rel, day.SubRel, preposition.Head) = (verb.Index, "obl", "", day.Index);
    }

    // "were abducted by men wearing uniforms in August": the month is that of the deed, and not of what they wore.
    private static void Describe(Word[] words, Word day)
    {
        if (words[day.Head] is not { Pos: Upos.Verb, IsGerund: true, Rel: "acl" or "advcl", Head: >= 0, Lemma: "wear" or "carry" or "ride" or "use" or "drive" or "hold" or "wield" or "chant" or "wave" or "travel" or "live" or "work" } description || day.Index < description.Index) return;
        if (CaseOf(words, day) is "on" or "in" && (words[description.Head].Pos is Upos.Verb ? words[description.Head] : VerbAbove(words, words[description.Head])) is { } verb && verb.Index < day.Index) day.Head = verb.Index;
    }

    private static bool IsMonth(Word word) =>
        word.Lower is "january" or "february" or "march" or "april" or "may" or "june" or "july" or "august" or "september" or "october" or "november" or "december" && word.IsCapitalized;

    private static bool IsDay(Word word) => word.Lower is "monday" or "tuesday" or "wednesday" or "thursday" or "friday" or "saturday" or "sunday";

    private static string? CaseOf(Word[] words, Word word)
    {
        for (var i = word.Index - 1; i >= 0 && i >= word.Index - 6; i--)
        {
            if (words[i].Head == word.Index && words[i].Rel is "case") return words[i].Lower;
        }

        return null;
    }

    private static Word? VerbAbove(Word[] words, Word word)
    {
        for (var (at, steps) = (word, 0); at.Head >= 0 && steps < 6; at = words[at.Head], steps++)
        {
            if (words[at.Head].Pos is Upos.Verb) return words[at.Head];
            if (at.Rel is not ("nmod" or "obl" or "obj" or "conj" or "compound" or "appos")) return null;
        }

        return null;
    }
}
