using IngestWorker.Contracts;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Lexicon;
using IngestWorker.Events.Ontology;

namespace IngestWorker.Events.Coding;

/// <summary>Makes the record of an event from its draft.</summary>
internal sealed class EventWriter(PloverTables plover, ConfidenceMap confidence)
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
            RelayedBy = draft.AccordingTo is not null && draft.RelayedBy is { } medium ? ToActor(medium) : null,
            Dead = draft.Dead,
            Injured = draft.Injured,
            Arrested = draft.Arrested,
            Displaced = draft.Displaced,
            Participants = draft.Participants,
            Figures = [.. draft.Figures.Select(ToFigure)],
            Mentions = [.. draft.Retellings.OrderBy(d => d.Scene.Clause[d.Match.First].Start).Prepend(draft).Select(ToMention)],
            Confidence = draft.Probability ?? Math.Round(confidence.Of(Points(draft)), 2),
            Rule = draft.Rule,
        };
    }

    private static Actor ToActor(Party party) => new() { Text = party.Text, Start = party.Start, End = party.End, Country = party.Country, Sectors = party.Sectors };

    private static Mention ToMention(Draft draft)
    {
        var clause = draft.Scene.Clause;
        var (start, end) = (clause[draft.Match.First].Start, clause[draft.Match.Last].End);
        return new Mention(new Span(start, end, draft.Scene.Text.Slice(start, end)), clause.Start, clause.End);
    }

    private static Figure ToFigure(DraftFigure figure) => new()
    {
        Kind = figure.Kind,
        Quantity = figure.Quantity,
        Start = figure.Start,
        End = figure.End,
        Of = figure.Of is { } people ? ToActor(people) : null,
        AccordingTo = figure.AccordingTo is { } source ? ToActor(source) : null,
        Claim = figure.AccordingTo is null ? null : figure.Claim ?? Claim.Stated,
        RelayedBy = figure.AccordingTo is not null && figure.RelayedBy is { } medium ? ToActor(medium) : null,
    };

    private static double Points(Draft draft)
    {
        var points = 0.45;
        if (draft.Actors.Any(a => a.Country is not null)) points += 0.15;
        if (draft.Recipients.Any(r => r.IsKnown)) points += 0.1;
        if (draft.Match.Length > 1) points += 0.1;
        if (draft.Entry.Kind == TriggerKind.Verb) points += 0.05;
        if (draft.Date is not null || draft.Place is not null) points += 0.05;
        // A text about public affairs means what its words say more often than one about films or firms.
        points += 0.3 * (Math.Min(draft.Density, 0.8) - 0.6);
        if (draft.Actors.Any(a => a.IsPronoun)) points -= 0.05;
        if (draft.Status is EventStatus.Hypothetical) points -= 0.1;
        return Math.Round(Math.Clamp(points, 0.05, 0.95), 2);
    }
}
