using IngestWorker.Contracts;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Lexicon;
using IngestWorker.Events.Ontology;

namespace IngestWorker.Events.Coding;

/// <summary>Makes the record of an event from its draft.</summary>
internal sealed class EventWriter(PloverTables plover)
{
    public CodedEvent Write(Guid articleId, Draft draft)
    {
        var clause = draft.Scene.Clause;
        var (start, end) = (clause[draft.Match.First].Start, clause[draft.Match.Last].End);
        var contexts = plover.Contexts(clause);
        string[] modes = [.. draft.Modes.Distinct()];
        return new CodedEvent
        {
            EventId = DeterministicId.ForEvent(articleId, start, end, draft.Type),
            Type = draft.Type,
            Modes = modes,
            Contexts = contexts,
            Quad = plover.Quad(draft.Type),
            Score = plover.Score(draft.Type, modes),
            Cameo = plover.Cameo(draft.Type, modes, contexts),
            Trigger = new Span(start, end, draft.Scene.Text.Slice(start, end)),
            Sentence = new Span(clause.Start, clause.End, draft.Scene.Text.Slice(clause.Start, clause.End)),
            Actors = [.. draft.Actors.Select(ToActor)],
            Recipients = [.. draft.Recipients.Select(ToActor)],
            Status = draft.Status,
            Date = draft.Date,
            Place = draft.Place,
            AccordingTo = draft.AccordingTo is { } source ? ToActor(source) : null,
            Claim = draft.AccordingTo is null ? null : draft.Claim ?? Claim.Stated,
            Dead = draft.Dead,
            Injured = draft.Injured,
            Confidence = draft.Probability ?? Confidence(draft),
            Rule = draft.Rule,
        };
    }

    private static Actor ToActor(Party party) => new() { Text = party.Text, Start = party.Start, End = party.End, Country = party.Country, Sectors = party.Sectors };

    private static double Confidence(Draft draft)
    {
        var points = 0.45;
        if (draft.Actors.Any(a => a.Country is not null)) points += 0.15;
        if (draft.Recipients.Any(r => r.IsKnown)) points += 0.1;
        if (draft.Match.Length > 1) points += 0.1;
        if (draft.Entry.Kind == TriggerKind.Verb) points += 0.05;
        if (draft.Date is not null || draft.Place is not null) points += 0.05;
        if (draft.Actors.Any(a => a.IsPronoun)) points -= 0.05;
        if (draft.Status is EventStatus.Hypothetical) points -= 0.1;
        return Math.Round(Math.Clamp(points, 0.05, 0.95), 2);
    }
}
