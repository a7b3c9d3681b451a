using IngestWorker.Contracts;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Coding;

/// <summary>The day of what is told on: "Crowds marched on Sunday. Police used water cannon", "A day later soldiers came".</summary>
internal static class StoryDays
{
    // A month or a year is the frame of a story and not the day of each thing in it.
    private const int LongestSpan = 3;

    /// <summary>The day that the sentence before gives an event; null where it has its own, or the story does not go on.</summary>
    public static EventDate? Of(Draft draft, IReadOnlyList<SentenceEvents> sentences, int index)
    {
        var shift = Shift(draft.Scene.Clause, draft.Head);
        if (draft.Date is not null && !(shift is not null && IsRelative(draft.Date.Text)) || draft.Status is not EventStatus.Actual || draft.Scene.Clause[draft.Head].Quoted || draft.Entry.IsClaim || !IsToldOn(draft)) return null;
        if (shift is null && (draft.Scene.Dates.Count > 0 || !HappensOnTheGround(draft) && !(draft.Actors.Exists(a => a.IsSide || a.IsPronoun) && IsSameSide(draft, sentences[index - 1])))) return null;
        if (Base(draft, sentences, index) is not { } day) return null;
        if (shift is null or (0, _)) return day;
        return day is { Start: { } start } && shift is (var days, var text) ? new EventDate(start.AddDays(days), (day.End ?? start).AddDays(days), text) : null;
    }

    /// <summary>The day of what another day of the sentence is counted from: "fired rockets on Thursday, a day after police raided the mosque".</summary>
    public static EventDate? Counted(Draft draft)
    {
        var clause = draft.Scene.Clause;
        if (draft.Date is not null || draft.Entry.Kind is not Lexicon.TriggerKind.Verb) return null;
        for (var i = 2; i < draft.Head; i++)
        {
            if (clause[i].Lower is not "after" || clause[i - 1].Lemma is not ("day" or "week") || Number(clause[i - 2].Lower) is not { } number) continue;
            if (clause.Words.FirstOrDefault(w => w.Index > i && w.Pos is Upos.Verb)?.Index != draft.Head) continue;
            if (draft.Scene.Dates.LastOrDefault(d => d.LastToken < i - 2 && d.First is not null && d.Last == d.First) is not { First: { } first }) continue;
            var day = first.AddDays(-number * (clause[i - 1].Lemma is "week" ? 7 : 1));
            return new EventDate(day, day, $"{clause[i - 2].Text} {clause[i - 1].Text} {clause[i].Text}");
        }

        return null;
    }

    private static int? Number(string word) => word switch { "a" or "one" => 1, "two" => 2, "three" => 3, "four" => 4, "five" => 5, "six" => 6, "ten" => 10, _ => null };

    private static EventDate? Base(Draft draft, IReadOnlyList<SentenceEvents> sentences, int index)
    {
        for (var i = index - 1; i >= 0 && i >= index - 2; i--)
        {
            var before = sentences[i];
            // What stands in the next paragraph goes on only where it speaks of the same people.
            var gap = draft.Scene.Clause.Line - before.Scene.Clause.Line;
            if (gap > 1 || gap == 1 && !IsSameSide(draft, before)) return null;
            if (before.Drafts.FindLast(d => d is { Status: EventStatus.Actual, Date: not null } && IsShort(d.Date) && Agrees(draft, d) && !IsBackground(d) && (HappensOnTheGround(d) || !HappensOnTheGround(draft)) && !IsCause(draft, d)) is { } other) return other.Date;
            // "Explosions were heard late on Thursday. Missiles had hit a building": a day told with no event of ours.
            if (i == index - 1 && gap == 0 && HappensOnTheGround(draft) && before.Drafts.Count == 0 && draft.Actors.Count + draft.Recipients.Count > 0 && before.Scene.Dates is [{ First: { } first } day] && before.Scene.Clause.Words.Any(w => w.Rel is "root" && w.IsPast) && IsShort(new EventDate(first, day.Last, day.Text))) return new EventDate(first, day.Last, day.Text);
            if (before.Drafts.Count > 0 || before.Scene.Dates.Count > 0) return null;
        }

        return null;
    }

    // A day that cannot be resolved is one all the same: "Sunday", and not "recent months".
    private static bool IsShort(EventDate date) => date.Start is { } start ? (date.End ?? start).DayNumber - start.DayNumber <= LongestSpan
        : !date.Text.Contains("week", StringComparison.OrdinalIgnoreCase) && !date.Text.Contains("month", StringComparison.OrdinalIgnoreCase) && !date.Text.Contains("year", StringComparison.OrdinalIgnoreCase) && date.Text.Any(char.IsLetter) && !date.Text.Contains("recent", StringComparison.OrdinalIgnoreCase);

    // "were arrested on Monday. They killed a guard": for what one is arrested was done before.
    internal static bool IsCause(Draft draft, Draft arrest) => draft.IsViolent && arrest.Type is PloverType.Coerce && arrest.Modes.Contains("arrest");

    private static bool IsBackground(Draft draft) => draft.Scene.Clause[draft.Scene.Clause.PredicateOf(draft.Head)] is { SubRel: "relcl" };

    // Told in the past of the story, neither before it ("had fled") nor as its sum so far ("have killed").
    private static bool IsToldOn(Draft draft)
    {
        var clause = draft.Scene.Clause;
        var predicate = draft.Entry.Kind is Lexicon.TriggerKind.Verb ? draft.Head : draft.Roles.LightVerb >= 0 ? draft.Roles.LightVerb : clause.PredicateOf(draft.Head);
        // "charged in three recent assaults": what a noun beside the verb tells of has its own day.
        if (draft.Entry.Kind is Lexicon.TriggerKind.Noun && draft.Roles.LightVerb < 0 && clause[draft.Head].Rel is not ("nsubj" or "root")) return false;
        for (var (at, steps) = (predicate, 0); at >= 0 && steps < 6; steps++)
        {
            var word = clause[at];
            // "threw firecrackers at police, who used pepper spray": the story goes on.
            if (word.SubRel is "relcl" && !(word.Head >= 0 && clause[word.Head].Rel is "obl" or "obj" or "nmod" && clause.ChildrenWith(at, "nsubj").Any(c => c > 0 && clause[c].Lower is "who" or "which" && clause[c - 1].Text is ","))) return false;
            var isReported = word.Rel is "ccomp" or "parataxis" && word.Head >= 0;
            if (clause.ChildrenWith(at, "aux").Any(c => clause[c].Lower is not ("was" or "were" or "did" or "been" or "being") && !(clause[c].Lower is "had" && isReported))) return false;
            if (word.Rel is "root" or "ccomp" or "parataxis") return word.Pos is Upos.Verb && (word.IsPast || clause.HasChild(at, "aux", "had", "was", "were")) && !clause.Words.Any(w => w.Lower is "previously" or "earlier" or "since" or "often" or "repeatedly" or "usually" or "ago" or "once" or "before" && w.Rel is "advmod");
            at = word.Rel is "advcl" or "acl" && !word.IsGerund && clause.HasChild(at, "mark", "after", "since", "because", "if", "until", "before") ? -1 : word.Head;
        }

        return false;
    }

    // Where a text says it in days from the one before; null where it does not.
    private static (int Days, string Text)? Shift(Clause clause, int head)
    {
        for (var i = 0; i + 1 < clause.Count; i++)
        {
            if (i > 0 && clause[i].Lower is "day" or "night" or "morning" or "evening" or "afternoon")
            {
                var (before, behind) = (clause[i - 1].Lower, clause[i + 1].Lower);
                var days = before is "next" or "following" ? 1 : before is "previous" ? -1 : before is "that" or "same" ? 0 : before is "a" or "one" && behind is "later" ? 1 : before is "a" or "one" && behind is "earlier" or "before" || before is "the" && behind is "before" ? -1 : (int?)null;
                if (days is { } by && Math.Abs(i - head) < 30) return (by, $"{before} {clause[i].Lower}" + (behind is "later" or "earlier" or "before" ? $" {behind}" : ""));
            }

            if (clause[i].Lower is "hours" or "minutes" or "moments" or "hour" && clause[i + 1].Lower is "later" or "afterwards") return (0, $"{clause[i].Lower} {clause[i + 1].Lower}");
        }

        return null;
    }

    private static bool IsRelative(string text) => text.EndsWith("later", StringComparison.Ordinal) || text.EndsWith("earlier", StringComparison.Ordinal) || text.EndsWith("before", StringComparison.Ordinal) || text.Contains("next day", StringComparison.OrdinalIgnoreCase) || text.Contains("following", StringComparison.OrdinalIgnoreCase) || text.Contains("same", StringComparison.OrdinalIgnoreCase) || text.StartsWith("that ", StringComparison.OrdinalIgnoreCase);

    private static bool HappensOnTheGround(Draft draft) => draft.Type is PloverType.Assault or PloverType.Protest or PloverType.Mobilize or PloverType.Coerce or PloverType.Retreat;

    private static bool IsSameSide(Draft draft, SentenceEvents before) =>
        before.Drafts.Exists(d => d.Actors.Concat(d.Recipients).Any(p => draft.Actors.Concat(draft.Recipients).Any(o => o.Country is not null && o.Country == p.Country && o.Sectors.SequenceEqual(p.Sectors) || o.Text == p.Text)));

    // Of two countries that have nothing in common another story is told.
    private static bool Agrees(Draft draft, Draft other)
    {
        if (draft.Place?.Country is { } here && other.Place?.Country is { } there && here != there) return false;
        var own = Countries(draft);
        return own.Count == 0 || Countries(other) is var theirs && (theirs.Count == 0 || own.Overlaps(theirs));
    }

    private static HashSet<string> Countries(Draft draft) => [.. draft.Actors.Concat(draft.Recipients).Select(p => p.Country).Append(draft.Place?.Country).OfType<string>()];
}
