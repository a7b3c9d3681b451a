using System.Collections.Frozen;
using IngestWorker.Language;

namespace IngestWorker.Events.Words;

/// <summary>Habits of agency writing that the trees were hardly trained on: datelines, and the day between subject and verb.</summary>
internal static class NewsWriting
{
    private const int LongestDateline = 9;

    private static readonly FrozenSet<string> Lasting = FrozenSet.ToFrozenSet(["renewed", "continued", "increased", "sustained", "intensified", "prolonged", "repeated", "coordinated"]);

    public static void Straighten(Word[] words)
    {
        Dateline(words);
        Placeline(words);
        for (var i = 1; i < words.Length; i++)
        {
            if (IsWeekday(words[i].Lower)) Day(words, i);
            if (Lasting.Contains(words[i].Lower)) Renewed(words, i);
        }
    }

    private static bool IsWeekday(string lower) => lower is "monday" or "tuesday" or "wednesday" or "thursday" or "friday" or "saturday" or "sunday";

    // "ALGIERS, Algeria - Police have arrested", "BEIJING -- A court ordered": what stands before the dash does nothing.
    private static void Dateline(Word[] words)
    {
        if (words.Length < 6 || words[0].Text.Length < 3 || !words[0].Text.All(char.IsUpper)) return;
        var end = -1;
        for (var i = 1; i < words.Length && i <= LongestDateline; i++)
        {
            if (words[i].Text is "-" or "--" or "–" or "—" or ":" && i + 1 < words.Length && words[i + 1].IsCapitalized) { end = i; break; }
            if (words[i].Pos is Upos.Verb or Upos.Aux or Upos.Pron) return;
        }

        if (end < 0) return;
        foreach (var before in words.Take(end).Where(w => w.Head > end).ToList())
        {
            var clause = words[before.Head];
            // The subject was taken for a part of the dateline.
            if (before.Rel is "nsubj" && !words.Any(w => w.Head == clause.Index && w.Rel is "nsubj" && w.Index > end)
                && words.FirstOrDefault(w => w.Index > end && w.Index < clause.Index && w.Head >= 0 && w.Head <= end && w.IsNominal) is { } subject)
                (subject.Head, subject.Rel, subject.SubRel) = (clause.Index, "nsubj", before.SubRel);
            (before.Rel, before.SubRel) = ("dep", "");
        }
    }

    // "Washington - US President Donald Trump on Tuesday called on Iran", where all of it is one name: the place before the dash does nothing, and who stands behind it is the subject.
    private static void Placeline(Word[] words)
    {
        var end = words.Skip(1).Take(4).FirstOrDefault(w => w.Text is "-" or "--" or "–" or "—")?.Index ?? -1;
        if (end < 1 || end + 2 >= words.Length || words[end].Start == words[end - 1].End || words[end].End == words[end + 1].Start || !words[end + 1].IsCapitalized) return;
        if (words.Take(end).Any(w => w.Pos is not (Upos.Propn or Upos.Punct)) || words.FirstOrDefault(w => w.Head < 0) is not { } root || root.Index >= end) return;
        if (words.FirstOrDefault(w => w.Index > end && w.Head == root.Index && w is { Pos: Upos.Verb, Rel: "parataxis" or "acl" or "appos" or "conj" or "dep" }) is not { } verb) return;
        if (!words.Any(w => w.Head == verb.Index && w.Rel is "nsubj") && words.FirstOrDefault(w => w.Index > end && w.Index < verb.Index && w.Head <= end && w.IsNominal) is { } subject) (subject.Head, subject.Rel, subject.SubRel) = (verb.Index, "nsubj", words.Any(w => w.Head == verb.Index && w.SubRel is "pass") ? "pass" : "");
        foreach (var other in words.Where(w => w.Head == root.Index && w.Index > end && w.Index != verb.Index)) other.Head = verb.Index;
        (verb.Head, verb.Rel, verb.SubRel) = (-1, "root", "");
        (root.Head, root.Rel, root.SubRel) = (verb.Index, "dep", "");
    }

    // "Iraqi forces Monday recaptured", "A court on Tuesday freed a pastor": the day belongs to the verb, and what stands before it is the subject.
    private static void Day(Word[] words, int i)
    {
        if (i + 1 >= words.Length) return;
        var day = words[i];
        var at = i + 1;
        while (at < words.Length && words[at].Pos is Upos.Adv) at++;
        if (at >= words.Length || words[at] is not { Pos: Upos.Verb, IsPast: true } verb) return;
        var last = i - 1;
        if (last >= 0 && words[last].Lower is "on") last--;
        if (last < 0 || !words[last].IsNominal) return;
        var noun = words[last];
        while (noun.Head >= 0 && noun.Head < i && words[noun.Head].IsNominal && noun.Rel is "flat" or "compound" or "appos" or "nmod") noun = words[noun.Head];
        if (verb.Rel is "amod" or "compound" && verb.Head > at || verb.Rel is "nmod" or "acl" or "appos" or "conj" && verb.Head == noun.Index && day.Head == verb.Index)
        {
            // The verb was taken for a participle: it stands where its subject stood.
            var modified = words[verb.Head];
            if (words.Any(w => w.Head == at && w.Index < i && w.Rel is "nsubj") || noun.Head == at) return;
            if (verb.Head > at && (modified.Head == noun.Index || modified.Head == i || modified.Head < 0 || modified.Rel is "nmod" or "appos" or "flat" or "compound"))
            {
                if (modified.Head < 0) (noun.Head, noun.Rel) = (-1, "root");
                (modified.Head, modified.Rel, modified.SubRel) = (at, "obj", "");
            }
            else if (verb.Head > at)
            {
                return;
            }

            var isReported = noun.Rel is "nsubj" && noun.Head > at;
            (verb.Head, verb.Rel, verb.SubRel) = (noun.Head, isReported ? "ccomp" : noun.Rel, noun.SubRel);
            (noun.Head, noun.Rel, noun.SubRel) = (at, "nsubj", "");
        }

        // The day hangs on the subject, or is itself taken for it.
        if (noun.Head == at && noun.Rel is "nsubj" && day.Head != at && !TreeRepair.IsAbove(words, i, at) || day.Head == at && day.Rel is "nsubj" && noun.Head == at || noun.Head == at && day.Head == noun.Index)
            (day.Head, day.Rel, day.SubRel) = (at, "obl", words.Any(w => w.Head == i && w.Rel is "case") ? "" : "unmarked");
    }

    // "after renewed fighting", where "renewed" was taken for the verb of a clause.
    private static void Renewed(Word[] words, int i)
    {
        if (i + 1 >= words.Length || words[i] is not { Pos: Upos.Verb, Rel: "advcl" or "acl" or "obl" or "nmod" } adjective) return;
        var noun = words[i + 1];
        if (!noun.IsGerund && noun.Pos is not Upos.Noun || words.Any(w => w.Head == i && w.Rel is "nsubj" or "aux")) return;
        if (noun.Head != i && noun.Head != adjective.Head) return;
        (noun.Head, noun.Rel, noun.SubRel, noun.Pos) = (adjective.Head, "obl", "", Upos.Noun);
        foreach (var child in words.Where(w => w.Head == i && w != noun)) (child.Head, child.Rel) = (noun.Index, child.Rel is "mark" ? "case" : child.Rel);
        (adjective.Head, adjective.Rel, adjective.SubRel, adjective.Pos) = (noun.Index, "amod", "", Upos.Adj);
    }
}
