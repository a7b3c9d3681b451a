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
            Spare(i);
        }
    }

    // "No casualties were reported", "Nobody was hurt": of the act before.
    private void Spare(int index)
    {
        var scene = sentences[index].Scene;
        var clause = scene.Clause;
        if (sentences[index].Drafts.Exists(d => d.IsViolent)) return;
        foreach (var word in clause.Words)
        {
            if (word.Lemma is not ("casualty" or "fatality" or "death" or "injury") && !(word.Lower is "nobody" or "one" && word.SubRel is "pass")) continue;
            var top = clause.ConjunctionHead(word.Index);
            var isNobody = word.Lower is "nobody" || word.Lower is "one" && clause.HasChild(word.Index, "det", "no");
            var verb = isNobody && word.Head >= 0 ? clause[word.Head].Lemma : "";
            if (!isNobody && (!clause.HasChild(top, "det", "no") || clause.ChildWith(word.Index, "nmod") >= 0 || clause.ChildWith(top, "nmod") >= 0 || word.Rel is "nmod") || isNobody && verb is not ("hurt" or "injure" or "wound" or "harm" or "kill")) continue;
            if (Act(index) is not { } act) return;
            var (start, end) = (clause[Math.Max(0, top - 1)].Start, clause[isNobody ? word.Head : word.Index].End);
            Quantity none = new(0, 0, 0, scene.Text.Slice(start, end));
            if (word.Lemma is "casualty" or "fatality" or "death" || verb is "kill" or "hurt" or "harm") Add(act, FigureKind.Dead, none, word.Index, start, end);
            if (word.Lemma is "casualty" or "injury" || verb is "hurt" or "injure" or "wound" or "harm") Add(act, FigureKind.Injured, none, word.Index, start, end);
        }
    }

    private static void Add(Draft act, FigureKind kind, Quantity none, int at, int start, int end)
    {
        if ((kind is FigureKind.Dead ? act.Dead : act.Injured) is not null) return;
        if (kind is FigureKind.Dead) act.Dead = none;
        else act.Injured = none;
        act.Figures.Add(new DraftFigure(kind, none, at, at) { Start = start, End = end });
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
