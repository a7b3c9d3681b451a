using IngestWorker.Contracts;
using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>An event as it stands in its table.</summary>
internal sealed record EventRow(EventsExtracted Message, CodedEvent Event)
{
    public static readonly RowSet<EventRow> Set = new(
        Column<EventRow>.Id("event_id", r => r.Event.EventId),
        Column<EventRow>.Id("article_id", r => r.Message.Article.ArticleId),
        Column<EventRow>.Text("type", r => r.Event.Type.ToName()),
        Column<EventRow>.Words("modes", r => r.Event.Modes),
        Column<EventRow>.Words("contexts", r => r.Event.Contexts),
        Column<EventRow>.Integer("quad", r => r.Event.Quad),
        Column<EventRow>.Real("score", r => r.Event.Score),
        Column<EventRow>.Text("cameo", r => r.Event.Cameo),
        Column<EventRow>.Text("status", r => r.Event.Status.ToName()),
        Column<EventRow>.Text("trigger_text", r => r.Event.Trigger.Text),
        Column<EventRow>.Integer("trigger_start", r => r.Event.Trigger.Start),
        Column<EventRow>.Integer("trigger_end", r => r.Event.Trigger.End),
        Column<EventRow>.Text("sentence_text", r => r.Event.Sentence.Text),
        Column<EventRow>.Integer("sentence_start", r => r.Event.Sentence.Start),
        Column<EventRow>.Integer("sentence_end", r => r.Event.Sentence.End),
        Column<EventRow>.Day("date_start", r => r.Event.Date?.Start),
        Column<EventRow>.Day("date_end", r => r.Event.Date?.End),
        Column<EventRow>.Text("date_text", r => r.Event.Date?.Text),
        Column<EventRow>.Text("place_text", r => r.Event.Place?.Text),
        Column<EventRow>.Integer("place_start", r => r.Event.Place?.Start),
        Column<EventRow>.Integer("place_end", r => r.Event.Place?.End),
        Column<EventRow>.Text("place_country", r => r.Event.Place?.Country),
        Column<EventRow>.Text("place_kind", r => r.Event.Place?.Kind),
        Column<EventRow>.Real("place_latitude", r => r.Event.Place?.Latitude),
        Column<EventRow>.Real("place_longitude", r => r.Event.Place?.Longitude),
        Column<EventRow>.Text("according_to_text", r => r.Event.AccordingTo?.Text),
        Column<EventRow>.Text("according_to_country", r => r.Event.AccordingTo?.Country),
        Column<EventRow>.Text("claim", r => r.Event.Claim?.ToName()),
        Column<EventRow>.Text("relayed_by_text", r => r.Event.RelayedBy?.Text),
        Column<EventRow>.Integer("relayed_by_start", r => r.Event.RelayedBy?.Start),
        Column<EventRow>.Integer("relayed_by_end", r => r.Event.RelayedBy?.End),
        Column<EventRow>.Text("relayed_by_country", r => r.Event.RelayedBy?.Country),
        Column<EventRow>.Words("relayed_by_sectors", r => r.Event.RelayedBy?.Sectors ?? []),
        Column<EventRow>.Integer("dead_value", r => r.Event.Dead?.Value),
        Column<EventRow>.Integer("dead_min", r => r.Event.Dead?.Min),
        Column<EventRow>.Integer("dead_max", r => r.Event.Dead?.Max),
        Column<EventRow>.Text("dead_text", r => r.Event.Dead?.Text),
        Column<EventRow>.Integer("injured_value", r => r.Event.Injured?.Value),
        Column<EventRow>.Integer("injured_min", r => r.Event.Injured?.Min),
        Column<EventRow>.Integer("injured_max", r => r.Event.Injured?.Max),
        Column<EventRow>.Text("injured_text", r => r.Event.Injured?.Text),
        Column<EventRow>.Integer("arrested_value", r => r.Event.Arrested?.Value),
        Column<EventRow>.Integer("arrested_min", r => r.Event.Arrested?.Min),
        Column<EventRow>.Integer("arrested_max", r => r.Event.Arrested?.Max),
        Column<EventRow>.Text("arrested_text", r => r.Event.Arrested?.Text),
        Column<EventRow>.Integer("displaced_value", r => r.Event.Displaced?.Value),
        Column<EventRow>.Integer("displaced_min", r => r.Event.Displaced?.Min),
        Column<EventRow>.Integer("displaced_max", r => r.Event.Displaced?.Max),
        Column<EventRow>.Text("displaced_text", r => r.Event.Displaced?.Text),
        Column<EventRow>.Integer("participants_value", r => r.Event.Participants?.Value),
        Column<EventRow>.Integer("participants_min", r => r.Event.Participants?.Min),
        Column<EventRow>.Integer("participants_max", r => r.Event.Participants?.Max),
        Column<EventRow>.Text("participants_text", r => r.Event.Participants?.Text),
        Column<EventRow>.Real("confidence", r => r.Event.Confidence),
        Column<EventRow>.Text("rule", r => r.Event.Rule),
        Column<EventRow>.Text("coder", r => r.Message.Coder),
        Column<EventRow>.Time("fetched_at", r => r.Message.Article.FetchedAt));
}

/// <summary>An actor, a recipient or a source of an event.</summary>
internal sealed record ActorRow(EventRow Event, string Role, int Position, Actor Actor)
{
    public static readonly RowSet<ActorRow> Set = new(
        Column<ActorRow>.Id("event_id", r => r.Event.Event.EventId),
        Column<ActorRow>.Text("role", r => r.Role),
        Column<ActorRow>.Integer("position", r => r.Position),
        Column<ActorRow>.Text("text", r => r.Actor.Text),
        Column<ActorRow>.Integer("text_start", r => r.Actor.Start),
        Column<ActorRow>.Integer("text_end", r => r.Actor.End),
        Column<ActorRow>.Text("country", r => r.Actor.Country),
        Column<ActorRow>.Words("sectors", r => r.Actor.Sectors),
        Column<ActorRow>.Time("fetched_at", r => r.Event.Message.Article.FetchedAt));

    public static IEnumerable<ActorRow> Of(EventRow row)
    {
        var coded = row.Event;
        for (var i = 0; i < coded.Actors.Count; i++)
            yield return new ActorRow(row, "actor", i, coded.Actors[i]);
        for (var i = 0; i < coded.Recipients.Count; i++)
            yield return new ActorRow(row, "recipient", i, coded.Recipients[i]);
        if (coded.AccordingTo is { } source)
            yield return new ActorRow(row, "according_to", 0, source);
    }
}
