using IngestWorker.Contracts;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Coding;

/// <summary>What a sentence leaves to the one before: the place that "the town" is, where it goes on, whose the dead are.</summary>
internal sealed class Continuation(IReadOnlyList<SentenceEvents> sentences, WordClasses classes)
{
    // How many sentences back "the town" is looked for.
    private const int Reach = 3;

    /// <summary>Completes the drafts and drops those that only tell what came of an act of the sentence before.</summary>
    public void Complete(List<Draft> drafts)
    {
        for (var i = 0; i < sentences.Count; i++)
        {
            if (i > 0) GiveHarm(i, drafts);
            foreach (var draft in sentences[i].Drafts)
            {
                draft.Date ??= InheritedDate(draft, i) ?? SaidOn(draft, i);
                if (draft.Place is null) draft.Place = Inherited(draft, i);
                else if (!PlaceFinder.IsName(draft.Place) && IsDefinite(draft)) draft.Place = Named(draft, i) ?? draft.Place;
            }
        }
    }

    // "A bomb exploded at a market. Twelve people died.": the dead of the act before.
    private void GiveHarm(int index, List<Draft> drafts)
    {
        var (here, before) = (sentences[index], sentences[index - 1]);
        if (here.Drafts.Any(d => d.IsViolent && !(d.IsHarm && d.Status is EventStatus.Actual && d.Actors.Count == 0 && d.Entry.Kind is Lexicon.TriggerKind.Verb) && !IsRetold(d))) return;
        if (before.Drafts.LastOrDefault(d => d is { IsViolent: true, Status: EventStatus.Actual } && !HarmMerger.HitsAttackers(d)) is not { } act || act.Scene.Clause.Line + 1 < here.Scene.Clause.Line) return;
        if (here.Scene.Contains(classes["accident"]) || here.Drafts.Any(d => !IsSame(d.Place, act.Place) || d.Date is not null && act.Date is not null && d.Date.Text != act.Date.Text)) return;
        var counts = Casualties.Find(here.Scene).Where(c => c.Dead ? act.Dead is null : act.Injured is null).ToList();
        if (counts.Count == 0 || here.Scene.Dates.Any(d => d.First is not null && act.Date?.Start != d.First)) return;
        foreach (var count in counts)
        {
            if (count.Dead) act.Dead ??= count.Quantity;
            else act.Injured ??= count.Quantity;
        }

        foreach (var harm in here.Drafts.Where(d => d.IsHarm || IsRetold(d)).ToList())
        {
            if (!act.Entry.Symmetric && (act.Recipients.Count == 0 || act.Recipients.All(r => r.Sectors.Count == 0))) act.Recipients.AddRange(harm.Recipients);
            if (act.AccordingTo is null) (act.AccordingTo, act.Claim) = (harm.AccordingTo, harm.Claim);
            act.Date ??= harm.Date;
            act.Place ??= harm.Place;
            here.Drafts.Remove(harm);
            drafts.Remove(harm);
        }
    }

    // "The blast left two people dead": the act before by another name.
    internal static bool IsRetold(Draft draft) =>
        draft is { IsViolent: true, Entry.Kind: Lexicon.TriggerKind.Noun, Actors.Count: 0, Status: EventStatus.Actual } && draft.Scene.Clause.HasChild(draft.Head, "det", "the", "this") && draft.Match.Length == 1
        && draft.Scene.Clause[draft.Head] is { Rel: "nsubj" or "obl", Lower: "blast" or "explosion" or "attack" or "assault" or "bombing" or "shooting" or "strike" or "airstrike" or "raid" or "ambush" or "shelling" or "violence" or "attacks" or "strikes" };

    private static bool IsSame(Place? a, Place? b) => a is null || b is null || a.Text == b.Text || !PlaceFinder.IsName(a);

    private static bool IsDefinite(Draft draft)
    {
        var clause = draft.Scene.Clause;
        var first = clause.Words.FirstOrDefault(w => w.Start >= draft.Place!.Start);
        return first is not null && (first.Lower is "the" or "this" or "that" or "its" || first.Index > 0 && clause[first.Index - 1].Lower is "the" or "this" or "that" or "its");
    }

    // "Militants attacked the district of Qala-e Zal. They took the district on Friday."
    private Place? Named(Draft draft, int index)
    {
        for (var i = index; i >= 0 && i > index - Reach; i--)
        {
            foreach (var other in sentences[i].Drafts.AsEnumerable().Reverse())
            {
                if (other != draft && other.Place is { } place && other.Scene.Clause[other.Head].Start < draft.Place!.Start && PlaceFinder.IsName(place) && IsLevel(place.Kind, draft.Place.Kind)) return place;
            }
        }

        return null;
    }

    // A building stands in a town, a town is no province.
    private static bool IsLevel(string? named, string? generic) => generic is null or "site" || named == generic || named is null || (generic is "region" && named is "province") || (generic is "province" && named is "region");

    // What goes on in the next sentence goes on there.
    private Place? Inherited(Draft draft, int index)
    {
        if (!HappensOnTheGround(draft) || draft.Status is not EventStatus.Actual) return null;
        for (var i = index; i >= 0 && i >= index - 1; i--)
        {
            foreach (var other in sentences[i].Drafts.AsEnumerable().Reverse())
            {
                if (other == draft || other.Place is not { } place || IsLoose(place) || IsOrigin(other, place) || !HappensOnTheGround(other) || other.Status is not EventStatus.Actual || other.Scene.Clause[other.Head].Start > draft.Scene.Clause[draft.Head].Start) continue;
                return Fits(draft, place) ? place : null;
            }
        }

        return null;
    }

    // "attacks from the Gorus region": where it came from is not where it goes on.
    private static bool IsOrigin(Draft draft, Place place)
    {
        var first = draft.Scene.Clause.Words.FirstOrDefault(w => w.Start >= place.Start);
        return first is { Index: > 0 } && draft.Scene.Clause[first.Index - 1] is var before && (before.Lower is "from" || before.Lower is "the" && before.Index > 0 && draft.Scene.Clause[before.Index - 1].Lower is "from");
    }

    // "a university", "more than 100 cities", "its cities": nothing that a next event could be placed at.
    private static bool IsLoose(Place place) =>
        !PlaceFinder.IsName(place) && (place.Kind is "site" || place.Text.Any(char.IsDigit) || place.Text.StartsWith("its ", StringComparison.Ordinal) || place.Text.StartsWith("their ", StringComparison.Ordinal));

    // "Troops shelled the town on Friday. They fired forty rockets.": the same people, told on without a day of its own, did it on the same day.
    private EventDate? InheritedDate(Draft draft, int index)
    {
        if (index == 0 || !HappensOnTheGround(draft) || draft.Status is not EventStatus.Actual || draft.Scene.Dates.Count > 0) return null;
        var before = sentences[index - 1];
        var clause = draft.Scene.Clause;
        if (before.Scene.Clause.Line != clause.Line || clause.Words.FirstOrDefault(w => w.Pos is not Upos.Punct) is not { Lower: "they" or "he" or "she" or "it", Rel: "nsubj" }) return null;
        return before.Drafts.LastOrDefault(d => d is { Status: EventStatus.Actual, Date: not null } && HappensOnTheGround(d) && !StoryDays.IsCause(draft, d))?.Date ?? OnlyDate(before);
    }

    // "On Friday the president vowed to help. He praised the army": who speaks on without another day speaks on the same one.
    private EventDate? SaidOn(Draft draft, int index)
    {
        if (index == 0 || !IsSaid(draft) || draft.Scene.Dates.Count > 0) return null;
        var clause = draft.Scene.Clause;
        if (clause[draft.Head] is not { IsPast: true, Quoted: false, Rel: "root" } || draft.Actors is not [{ IsPerson: true, Country: not null } speaker]) return null;
        var before = sentences[index - 1].Drafts.Where(IsSaid).ToList();
        return before.Find(d => d is { Status: EventStatus.Actual, Date: not null, Actors: [{ IsPerson: true } same] } && same.Country == speaker.Country && same.Sectors.SequenceEqual(speaker.Sectors))?.Date;
    }

    private static bool IsSaid(Draft draft) =>
        draft is { Status: EventStatus.Actual, Entry.Kind: Lexicon.TriggerKind.Verb, Type: PloverType.Support or PloverType.Accuse or PloverType.Request or PloverType.Reject or PloverType.Threaten or PloverType.Agree or PloverType.Concede };

    // Where the day of the sentence before stands with an act that is no event of ours ("made another provocation on Thursday").
    private static EventDate? OnlyDate(SentenceEvents before)
    {
        if (before.Drafts.Exists(HappensOnTheGround) || before.Scene.Dates is not [{ First: { } first } date]) return null;
        return before.Drafts.TrueForAll(d => d.Date is null || d.Date.Start == first) ? new EventDate(first, date.Last, date.Text) : null;
    }

    private static bool HappensOnTheGround(Draft draft) => draft.Type is PloverType.Assault or PloverType.Protest or PloverType.Mobilize or PloverType.Coerce;

    private static bool Fits(Draft draft, Place place)
    {
        var countries = draft.Actors.Concat(draft.Recipients).Select(p => p.Country).Where(c => c is { Length: 3 } and not ("IGO" or "UNO" or "EUR" or "NGO" or "IMG" or "ISM" or "MNC")).ToList();
        return place.Country is null || countries.Count == 0 || countries.Contains(place.Country);
    }
}

/// <summary>A sentence and its events.</summary>
internal sealed record SentenceEvents(Actors.SentenceScene Scene, List<Draft> Drafts);
