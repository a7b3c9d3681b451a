using System.Collections.Frozen;
using IngestWorker.Contracts;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Lexicon;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Coding;

/// <summary>The arrested, the displaced and the participants of a sentence's events, and who says so of each of their figures.</summary>
internal sealed class PeopleFigures(DraftReader reader, Attribution attribution)
{
    // Who is counted as object, and who as subject.
    private static readonly FrozenSet<string> Displacing = FrozenSet.ToFrozenSet(["displace", "uproot", "evacuate", "expel", "dislocate"]);
    private static readonly FrozenSet<string> Fleeing = FrozenSet.ToFrozenSet(["flee", "escape"]);
    private static readonly FrozenSet<string> Forcing = FrozenSet.ToFrozenSet(["force", "drive", "push", "chase", "compel"]);
    private static readonly FrozenSet<string> Homes = FrozenSet.ToFrozenSet(["home", "house", "village", "town", "country", "camp", "flee", "leave", "evacuate"]);

    public void Complete(List<Draft> drafts, SentenceScene scene)
    {
        foreach (var draft in drafts)
        {
            if (draft.Type is PloverType.Coerce && draft.Modes.Contains("arrest")) draft.Arrested = Sum(draft, FigureKind.Arrested, draft.Recipients);
            if (draft.Type is PloverType.Protest) draft.Participants = Sum(draft, FigureKind.Participants, draft.Actors);
        }

        Displaced(drafts, scene);
        foreach (var draft in drafts)
        {
            AddSides(draft);
            for (var i = 0; i < draft.Figures.Count; i++) draft.Figures[i] = Attributed(draft, draft.Figures[i]);
        }
    }

    // "detained 12 activists and three journalists": each of them a figure, their sum the event's.
    private static Quantity? Sum(Draft draft, FigureKind kind, IEnumerable<Party> people)
    {
        List<DraftFigure> found = [];
        foreach (var party in people.Where(p => p.Head >= 0 && !p.IsPlace))
        {
            if (Casualties.Of(draft.Scene, [party]) is { } quantity && found.All(f => f.Person != party.Head)) found.Add(new DraftFigure(kind, quantity, draft.Head, party.Head));
        }

        draft.Figures.AddRange(found);
        return found.Count == 0 ? null : found.Skip(1).Aggregate(found[0].Quantity, (sum, f) => Plus(sum, f.Quantity, draft.Scene));
    }

    private static Quantity Plus(Quantity a, Quantity b, SentenceScene scene)
    {
        var (start, _) = Words(scene, a.Text, 0);
        var (_, end) = Words(scene, b.Text, 0);
        return new Quantity(a.Value + b.Value, (a.Min ?? a.Value) + (b.Min ?? b.Value), a.Max + b.Max, start < end ? scene.Text.Slice(start, end) : a.Text);
    }

    // "killing 12 soldiers and four rebels": the other side's loss beside the one that the verb counts.
    private static void AddSides(Draft draft)
    {
        foreach (var figure in draft.Figures.Where(f => f.Kind is FigureKind.Dead or FigureKind.Injured && f.Person != f.At).ToList())
        {
            var isFirst = true;
            foreach (var other in draft.Scene.Clause.Coordinated(figure.Person))
            {
                if (draft.Figures.Exists(f => f.Person == other) || Casualties.CountAt(draft.Scene, other) is not { } count || count.HeadToken != other) continue;
                // The sum of the sides is the event's; here each stands by itself.
                if (isFirst && Casualties.CountAt(draft.Scene, figure.Person) is { } own)
                    draft.Figures[draft.Figures.IndexOf(figure)] = figure with { Quantity = new Quantity(own.Value, own.Min, own.Max, draft.Scene.Text.Slice(own.Start, Math.Max(own.End, draft.Scene.Clause[figure.Person].End))) };
                isFirst = false;
                draft.Figures.Add(figure with { Person = other, Quantity = new Quantity(count.Value, count.Min, count.Max, draft.Scene.Text.Slice(count.Start, Math.Max(count.End, draft.Scene.Clause[other].End))) });
            }
        }
    }

    private void Displaced(List<Draft> drafts, SentenceScene scene)
    {
        var clause = scene.Clause;
        foreach (var word in clause.Words)
        {
            if (Uprooted(clause, word) is not (>= 0 and var person) || Casualties.At(scene, person, word.Index) is not { } quantity || quantity.Value == 1) continue;
            if (Owner(drafts, clause, word.Index) is not { } owner) continue;
            owner.Displaced ??= quantity;
            owner.Figures.Add(new DraftFigure(FigureKind.Displaced, quantity, word.Index, person));
        }
    }

    // The people who a word says have to leave; -1 where it says so of nobody.
    private static int Uprooted(Clause clause, Word word)
    {
        if (word.Lower is "homeless" or "displaced" && word.Head >= 0 && word.Rel is "xcomp" or "amod") return word.Rel is "amod" ? word.Head : clause.ChildWith(word.Head, "obj");
        if (word.Pos is not Upos.Verb || !Fleeing.Contains(word.Lemma) && !Displacing.Contains(word.Lemma) && !Forcing.Contains(word.Lemma)) return -1;
        var roles = Roles.OfVerb(clause, word.Index);
        // "shelled the town, sending 8,000 civilians fleeing to the border"
        if (Fleeing.Contains(word.Lemma) && word.IsGerund && clause.ChildWith(word.Index, "nsubj") < 0 && word.Head >= 0 && (clause[word.Head].Lemma is "send" ? clause.ChildWith(word.Head, "obj") : word.Rel is "acl" && clause[word.Head] is { Head: >= 0 } sent && clause[sent.Head].Lemma is "send" ? word.Head : -1) is >= 0 and var driven) return driven;
        if (Fleeing.Contains(word.Lemma) && !roles.Passive) return clause.ChildWith(word.Index, "nsubj");
        if (Displacing.Contains(word.Lemma)) return roles.Passive ? roles.Subject : roles.Object;
        var leaves = roles.Obliques.Any(o => o.Preposition is "from" or "out" or "out of" && Homes.Contains(clause[o.Word].Lemma)) || clause.ChildrenOf(word.Index).Any(c => clause[c].Rel is "xcomp" or "advcl" && Homes.Contains(clause[c].Lemma));
        return Forcing.Contains(word.Lemma) && leaves ? roles.Passive ? roles.Subject : roles.Object : -1;
    }

    // The event of the word itself, or the violence or expulsion nearest to it.
    private static Draft? Owner(List<Draft> drafts, Clause clause, int at) =>
        drafts.Where(d => d.Head == at || d.Type is PloverType.Assault or PloverType.Coerce or PloverType.Sanction or PloverType.Retreat && d.Status is not (EventStatus.Hypothetical or EventStatus.Negated))
            .MinBy(d => d.Head == at ? -1 : Math.Abs(d.Head - at) + (clause.IsUnder(at, d.Head) ? 0 : 6));

    private DraftFigure Attributed(Draft draft, DraftFigure figure)
    {
        var scene = draft.Scene;
        var (start, end) = Words(scene, figure.Quantity.Text, figure.At);
        var people = figure.Person == figure.At && scene.Clause[figure.Person].Pos is not Upos.Noun ? null : reader.Parties(scene, figure.Person).FirstOrDefault(p => p.Country is not null || p.Sectors.Count > 0);
        // "12 officials said": nobody is the source of a figure that counts him.
        var own = attribution.Of(scene, figure.At) is { } said && said.Speaker.Head != figure.Person ? said : (Attributed?)null;
        return own is { } o
            ? figure with { Start = start, End = end, Of = people, AccordingTo = o.Speaker, Claim = o.Claim, RelayedBy = attribution.Relay(scene, figure.At, o) }
            : figure with { Start = start, End = end, Of = people, AccordingTo = draft.AccordingTo, Claim = draft.AccordingTo is null ? null : draft.Claim ?? Claim.Stated, RelayedBy = draft.RelayedBy };
    }

    // Where the words stand, nearest to the word that they belong to.
    private static (int Start, int End) Words(SentenceScene scene, string words, int near)
    {
        var length = words.EnumerateRunes().Count();
        var at = scene.Clause.Words.Where(w => scene.Text.StandsAt(w.Start, words)).MinBy(w => Math.Abs(w.Index - near));
        return at is null ? (scene.Clause.Start, scene.Clause.End) : (at.Start, at.Start + length);
    }
}
