using IngestWorker.Contracts;
using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>A figure of an event as it stands in its table.</summary>
internal sealed record FigureRow(EventRow Event, int Position, Figure Figure)
{
    public static readonly RowSet<FigureRow> Set = new(
        Column<FigureRow>.Id("event_id", r => r.Event.Event.EventId),
        Column<FigureRow>.Integer("position", r => r.Position),
        Column<FigureRow>.Text("kind", r => r.Figure.Kind.ToName()),
        Column<FigureRow>.Integer("value", r => r.Figure.Quantity.Value),
        Column<FigureRow>.Integer("min", r => r.Figure.Quantity.Min),
        Column<FigureRow>.Integer("max", r => r.Figure.Quantity.Max),
        Column<FigureRow>.Text("text", r => r.Figure.Quantity.Text),
        Column<FigureRow>.Integer("text_start", r => r.Figure.Start),
        Column<FigureRow>.Integer("text_end", r => r.Figure.End),
        Column<FigureRow>.Text("of_text", r => r.Figure.Of?.Text),
        Column<FigureRow>.Integer("of_start", r => r.Figure.Of?.Start),
        Column<FigureRow>.Integer("of_end", r => r.Figure.Of?.End),
        Column<FigureRow>.Text("of_country", r => r.Figure.Of?.Country),
        Column<FigureRow>.Words("of_sectors", r => r.Figure.Of?.Sectors ?? []),
        Column<FigureRow>.Text("according_to_text", r => r.Figure.AccordingTo?.Text),
        Column<FigureRow>.Integer("according_to_start", r => r.Figure.AccordingTo?.Start),
        Column<FigureRow>.Integer("according_to_end", r => r.Figure.AccordingTo?.End),
        Column<FigureRow>.Text("according_to_country", r => r.Figure.AccordingTo?.Country),
        Column<FigureRow>.Words("according_to_sectors", r => r.Figure.AccordingTo?.Sectors ?? []),
        Column<FigureRow>.Text("claim", r => r.Figure.Claim?.ToName()),
        Column<FigureRow>.Text("relayed_by_text", r => r.Figure.RelayedBy?.Text),
        Column<FigureRow>.Integer("relayed_by_start", r => r.Figure.RelayedBy?.Start),
        Column<FigureRow>.Integer("relayed_by_end", r => r.Figure.RelayedBy?.End),
        Column<FigureRow>.Text("relayed_by_country", r => r.Figure.RelayedBy?.Country),
        Column<FigureRow>.Words("relayed_by_sectors", r => r.Figure.RelayedBy?.Sectors ?? []),
        Column<FigureRow>.Time("fetched_at", r => r.Event.Message.Article.FetchedAt));

    public static IEnumerable<FigureRow> Of(EventRow row) => row.Event.Figures.Select((f, i) => new FigureRow(row, i, f));
}

/// <summary>A mention of an event as it stands in its table.</summary>
internal sealed record MentionRow(EventRow Event, int Position, Mention Mention)
{
    public static readonly RowSet<MentionRow> Set = new(
        Column<MentionRow>.Id("event_id", r => r.Event.Event.EventId),
        Column<MentionRow>.Integer("position", r => r.Position),
        Column<MentionRow>.Text("trigger_text", r => r.Mention.Trigger.Text),
        Column<MentionRow>.Integer("trigger_start", r => r.Mention.Trigger.Start),
        Column<MentionRow>.Integer("trigger_end", r => r.Mention.Trigger.End),
        Column<MentionRow>.Integer("sentence_start", r => r.Mention.SentenceStart),
        Column<MentionRow>.Integer("sentence_end", r => r.Mention.SentenceEnd),
        Column<MentionRow>.Time("fetched_at", r => r.Event.Message.Article.FetchedAt));

    public static IEnumerable<MentionRow> Of(EventRow row) => row.Event.Mentions.Select((m, i) => new MentionRow(row, i, m));
}
