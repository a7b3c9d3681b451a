using IngestWorker.Contracts;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Lexicon;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Coding;

/// <summary>Fills a match's actors and recipients from the roles around its trigger.</summary>
internal sealed class DraftReader(ActorResolver resolver, WordClasses classes)
{
    public Draft Read(SentenceScene scene, Match match)
    {
        var clause = scene.Clause;
        var roles = match.Entry.Kind == TriggerKind.Verb ? Roles.OfVerb(clause, match.Head) : Roles.OfNoun(clause, match.Head, classes);
        Draft draft = new() { Scene = scene, Match = match, Roles = roles, Type = match.Entry.Type, Modes = [.. match.Entry.Modes], Rule = match.Entry.Source };
        if (match.Entry.Kind == TriggerKind.Verb) FillFromVerb(draft);
        else FillFromNoun(draft);
        // Troops that "were deployed", by whomever, are the ones who moved.
        if (draft.Type is PloverType.Mobilize && draft.Actors.Count == 0 && roles.Passive && match.Entry.Kind == TriggerKind.Verb)
            draft.Actors.AddRange(Parties(scene, roles.Subject).Where(p => p.IsArmed || p.Country is not null));
        draft.Recipients.RemoveAll(r => draft.Actors.Any(a => a.Start == r.Start && a.Country == r.Country));
        return draft;
    }

    public List<Party> Parties(SentenceScene scene, int head) =>
        head < 0 ? [] : resolver.ResolveAll(scene, head).Where(p => !IsThing(scene.Clause, p)).ToList();

    private void FillFromVerb(Draft draft)
    {
        var (clause, roles, entry, match) = (draft.Scene.Clause, draft.Roles, draft.Entry, draft.Match);
        var obj = roles.Object;
        if (match.Length > 1)
        {
            if (obj >= match.First && obj <= match.Last && !match.HasGap) obj = -1;
            if (clause[match.Last].Rel is "case" or "mark" && clause[match.Last].Head > match.Last) obj = clause[match.Last].Head;
            for (var i = match.First; i <= match.Last; i++)
            {
                if (i == match.Head) continue;
                foreach (var child in clause.ChildrenOf(i))
                {
                    if (child > match.Last && clause[child].Rel is "nmod" or "obl" && clause.CaseOf(child) is { Length: > 0 } preposition) roles.Obliques.Add((preposition, child));
                }
            }
        }

        if (roles.Passive)
        {
            Give(draft, entry.Object, roles.Subject);
            foreach (var (preposition, word) in roles.Obliques)
            {
                if (preposition == "by") Give(draft, entry.Subject, word);
            }
        }
        else
        {
            Give(draft, entry.Subject, roles.Subject);
            Give(draft, entry.Object, obj);
        }

        foreach (var (preposition, word) in roles.Obliques)
        {
            if (entry.Prepositions.TryGetValue(preposition, out var role) && word != obj) Give(draft, role, word);
        }
    }

    private void FillFromNoun(Draft draft)
    {
        var (clause, roles, entry) = (draft.Scene.Clause, draft.Roles, draft.Entry);
        foreach (var modifier in roles.Modifiers)
        {
            var named = draft.Scene.Hits.Any(h => h.First <= modifier && h.Last >= modifier && h.Entity.Country is not null && h.Entity.Kind is not EntityKind.Place);
            var against = modifier > 0 && (clause[modifier - 1].Lower == "anti" || (modifier > 1 && clause[modifier - 1].Text == "-" && clause[modifier - 2].Lower == "anti"));
            if (against) Give(draft, Role.Recipient, modifier);
            else if (clause[modifier].SubRel == "poss") Give(draft, Role.Actor, modifier);
            else if (named) Give(draft, Role.Actor, modifier);
        }

        foreach (var (preposition, word) in roles.Obliques)
        {
            var role = entry.Prepositions.TryGetValue(preposition, out var own) ? own : preposition switch
            {
                "by" => Role.Actor,
                "against" or "on" or "at" when entry.Type is PloverType.Assault or PloverType.Coerce or PloverType.Protest or PloverType.Sanction => Role.Recipient,
                "between" => Role.Actor,
                "with" when entry.Symmetric => Role.Actor,
                _ => Role.None,
            };
            if (role == Role.Either) role = EitherRole(draft, word);
            Give(draft, role, word);
        }

        if (draft.Actors.Count == 0 || (entry.Symmetric && roles.LightVerb >= 0)) Give(draft, Role.Actor, roles.Subject);
    }

    private Role EitherRole(Draft draft, int word)
    {
        var parties = Parties(draft.Scene, word);
        return parties.Any(p => p.IsArmed && !p.IsState) && draft.Actors.Count == 0 ? Role.Actor : Role.Recipient;
    }

    private void Give(Draft draft, Role role, int head)
    {
        if (head < 0 || role is Role.None or Role.Place) return;
        if (head >= draft.Match.First && head <= draft.Match.Last && draft.Match.Length == 1) return;
        var parties = role == Role.Territory && draft.Scene.Clause[head].Lower == "it" && PlaceBefore(draft.Scene, head) is { } place ? [place] : Parties(draft.Scene, head);
        var target = role == Role.Actor ? draft.Actors : draft.Recipients;
        foreach (var party in parties)
        {
            // A town is where it happens; who is hit there are its people.
            if (role is not Role.Territory && party.IsPlace && !party.IsState && draft.Type is PloverType.Assault or PloverType.Protest or PloverType.Mobilize or PloverType.Retreat && !party.Text.Contains(' ', StringComparison.Ordinal)) continue;
            if (target.Count < 12 && !target.Any(p => p.Start == party.Start && p.Country == party.Country)) target.Add(party);
        }
    }

    // "Karabakh, after it was occupied"
    private static Party? PlaceBefore(SentenceScene scene, int head)
    {
        for (var i = scene.Hits.Count - 1; i >= 0; i--)
        {
            var hit = scene.Hits[i];
            if (hit.Last >= head || hit.Entity.Kind is not EntityKind.Place) continue;
            var (start, end) = (scene.Clause[hit.First].Start, scene.Clause[hit.Last].End);
            return new Party { Text = scene.Text.Slice(start, end), Start = start, End = end, Head = hit.First, Country = hit.Entity.Country, IsPlace = true };
        }

        return null;
    }

    // Someone is a name, a role or a pronoun; a thing ("the proposal", "Monday") is no party.
    private static bool IsThing(Clause clause, Party party)
    {
        if (party.IsPronoun) return clause[party.Head].Lower is "it" or "that" or "this" or "which" or "what" or "there" or "who" && party.Country is null;
        if (party.IsKnown) return clause[party.Head].Pos is Upos.Num && party.Country is null && clause[party.Head].Text.Length == 4;
        var word = clause[party.Head];
        return !(word.Pos is Upos.Propn && word.IsCapitalized) || CalendarWords.Contains(word.Lower);
    }
}
