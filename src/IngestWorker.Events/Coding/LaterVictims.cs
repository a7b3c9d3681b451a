using IngestWorker.Contracts;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Words;

namespace IngestWorker.Events.Coding;

/// <summary>Whom an act killed or wounded, where only a later sentence counts them: "Gunmen attacked a bus. Two passengers died and nine people were taken to hospital."</summary>
internal sealed class LaterVictims(IReadOnlyList<SentenceEvents> sentences, WordClasses classes, DraftReader reader)
{
    // How many sentences back the act may stand: one may lie between that tells of something else.
    private const int Reach = 2;

    public void Complete(List<Draft> drafts)
    {
        for (var i = 1; i < sentences.Count; i++)
        {
            if (TellsOfHarmAlone(sentences[i]) && Act(i) is { } act) Give(act, sentences[i], drafts);
        }
    }

    private bool TellsOfHarmAlone(SentenceEvents here)
    {
        var clause = here.Scene.Clause;
        if (here.Scene.Contains(classes["accident"]) || here.Drafts.Any(d => d.IsViolent && !IsHarmOnly(d))) return false;
        // "Hundreds have been killed since May": a sum, and not what this act did.
        return !clause.Words.Any(w => w.Lower is "since" or "year" or "years" or "month" or "months" or "decade" or "weeks" or "total" or "overall" or "annually");
    }

    private static bool IsHarmOnly(Draft draft) => draft.Status is EventStatus.Actual && draft.Actors.Count == 0 && (draft.IsHarm || Continuation.IsRetold(draft));

    private Draft? Act(int index)
    {
        var line = sentences[index].Scene.Clause.Line;
        for (var i = index - 1; i >= 0 && i >= index - Reach; i--)
        {
            if (sentences[i].Scene.Clause.Line + 1 < line) return null;
            if (sentences[i].Drafts.FindLast(d => (d.IsViolent || d.Type is PloverType.Protest && d.Modes.Contains("riot")) && d.Status is EventStatus.Actual && IsOpen(d) && !HarmMerger.HitsAttackers(d)) is { } act) return act;
        }

        return null;
    }

    // Of what is told of without a side, a place or a day nobody is said to have died next; and who counts his dead has done so.
    private static bool IsOpen(Draft draft) =>
        (draft.Dead is null || draft.Injured is null) && (draft.Actors.Count > 0 || draft.Recipients.Count > 0 || draft.Place is not null || draft.Date is not null) && !draft.Entry.IsClaim && (draft.Entry.Kind is Lexicon.TriggerKind.Verb || draft.Roles.LightVerb >= 0 || draft.Scene.Clause[draft.Head].Rel is "nsubj" or "root" or "obj") && draft.Scene.Clause[draft.Head].SubRel is not "relcl";

    private void Give(Draft act, SentenceEvents here, List<Draft> drafts)
    {
        var counts = Casualties.Find(here.Scene).Where(c => c.Quantity.Value is not 0 && here.Scene.Clause[c.Person].Lower is not "one" && (c.Dead ? act.Dead is null : act.Injured is null)).ToList();
        var harms = here.Drafts.Where(IsHarmOnly).ToList();
        if (counts.Count == 0 || harms.Exists(h => h.Place is { } p && act.Place is { } q && PlaceFinder.IsName(p) && p.Text != q.Text)) return;
        if (here.Scene.Dates.FirstOrDefault(d => d.First is not null) is { } day)
        {
            if (act.Date is { Start: { } start } && start != day.First) return;
            act.Date ??= new EventDate(day.First, day.Last, day.Text);
        }

        foreach (var count in counts)
        {
            if (count.Dead) act.Dead ??= count.Quantity;
            else act.Injured ??= count.Quantity;
            var victims = act.Entry.Symmetric || !act.IsViolent ? [] : Victims(here.Scene, count, act);
            act.Recipients.AddRange(victims);
            var clause = here.Scene.Clause;
            var source = harms.Find(h => h.Head == count.At) ?? harms.FirstOrDefault();
            act.Figures.Add(new DraftFigure(count.Dead ? FigureKind.Dead : FigureKind.Injured, count.Quantity, count.At, count.Person)
            {
                Start = clause[Math.Min(count.At, count.Person)].Start,
                End = clause[Math.Max(count.At, count.Person)].End,
                Of = victims.FirstOrDefault(),
                AccordingTo = source?.AccordingTo,
                Claim = source?.Claim,
                RelayedBy = source?.RelayedBy,
            });
        }

        foreach (var harm in harms)
        {
            act.Place ??= harm.Place;
            here.Drafts.Remove(harm);
            drafts.Remove(harm);
        }
    }

    private List<Party> Victims(SentenceScene scene, Casualties.Count count, Draft act)
    {
        var victims = reader.Parties(scene, count.Person).Where(p => p.Sectors.Count > 0 || p.Country is not null).ToList();
        if (victims.Count == 0 && scene.Clause[count.Person] is { Pos: Language.Upos.Noun } && Casualties.IsOfPeople(scene.Clause, count.Person)) victims = [DraftReader.Civilian(scene, count.Person)];
        // "Six people were killed": the same as the villagers whom the act names already.
        var isVague = scene.Clause[count.Person].Lemma is "people" or "person" or "other" || scene.Clause[count.Person].Pos is Language.Upos.Num;
        return isVague && (act.Recipients.Exists(r => r.Is("CVL")) || scene.Clause[count.Person].Pos is Language.Upos.Num && act.Recipients.Count > 0) ? [] : [.. victims.Where(v => act.Actors.Concat(act.Recipients).All(p => p.Start != v.Start)).Select(v => v with { Head = -1 })];
    }
}
