using System.Text.Json;
using IngestWorker.Cli.Feeds;
using IngestWorker.Contracts;
using IngestWorker.Storage;

namespace IngestWorker.Cli.Operations;

/// <summary>The status for programs. What is unknown is null.</summary>
internal static class StatusJson
{
    public static void Write(InstallationStatus status) => FeedsText.WriteJson(writer =>
    {
        FeedsText.Time(writer, "now", status.Report.Now);
        WriteBroker(writer, status.Broker);
        WriteFeeds(writer, status.Report.Feeds);
        WriteFrontier(writer, status.Report.Frontier);
        WriteRate(writer, "last_hour", status.Report.LastHour);
        WriteRate(writer, "last_day", status.Report.LastDay);
        WriteLag(writer, "published_to_stored", status.Report.Published);
        WriteLag(writer, "found_to_stored", status.Report.Found);
        writer.WriteStartArray("failures");
        foreach (var failure in status.Report.Failures)
        {
            writer.WriteStartObject();
            writer.WriteString("stage", failure.Stage.ToName());
            writer.WriteString("outcome", failure.Outcome.ToName());
            writer.WriteNumber("last_hour", failure.LastHour);
            writer.WriteNumber("last_day", failure.LastDay);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        WriteTexts(writer, "needs_hand", status.NeedsHand);
    });

    private static void WriteBroker(Utf8JsonWriter writer, BrokerLook broker)
    {
        writer.WriteString("broker_failure", broker.Failure);
        writer.WriteString("broker_source", broker.Status?.Source);
        writer.WriteString("broker_note", broker.Status?.Note);
        if (broker.Status?.Alarms is { } alarms) WriteTexts(writer, "broker_alarms", alarms);
        else writer.WriteNull("broker_alarms");
        if (broker.Status is not { } status)
        {
            writer.WriteNull("queues");
            return;
        }
        writer.WriteStartArray("queues");
        foreach (var queue in status.Queues)
        {
            writer.WriteStartObject();
            writer.WriteString("name", queue.Name);
            writer.WriteString("kind", queue.Kind.ToName());
            writer.WriteBoolean("declared", queue.Exists);
            FeedsText.Number(writer, "ready", queue.Ready);
            FeedsText.Number(writer, "unacknowledged", queue.Unacknowledged);
            FeedsText.Number(writer, "consumers", queue.Consumers);
            FeedsText.Time(writer, "oldest_at", queue.OldestAt);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteFeeds(Utf8JsonWriter writer, FeedsReport feeds)
    {
        writer.WriteStartObject("feeds");
        foreach (var (state, count) in feeds.States.OrderBy(s => s.Key)) writer.WriteNumber(state.ToName(), count);
        writer.WriteEndObject();
        writer.WriteNumber("feeds_overdue", feeds.Overdue);
        writer.WriteNumber("feeds_failing_for_a_day", feeds.FailingLong);
        FeedsText.Time(writer, "last_new_at", feeds.LastNewAt);
    }

    private static void WriteFrontier(Utf8JsonWriter writer, FrontierReport frontier)
    {
        writer.WriteStartObject("frontier");
        writer.WriteNumber("pending", frontier.Pending);
        writer.WriteNumber("due", frontier.Due);
        writer.WriteNumber("leased", frontier.Leased);
        writer.WriteNumber("overdue", frontier.Overdue);
        writer.WriteNumber("revisits", frontier.Revisits);
        FeedsText.Number(writer, "oldest_due_seconds", frontier.OldestDue?.TotalSeconds);
        FeedsText.Number(writer, "oldest_overdue_seconds", frontier.OldestOverdue?.TotalSeconds);
        FeedsText.Number(writer, "oldest_fetched_seconds", frontier.OldestFetched?.TotalSeconds);
        writer.WriteEndObject();
    }

    private static void WriteRate(Utf8JsonWriter writer, string name, RateReport rate)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("items_found", rate.Discovered);
        writer.WriteNumber("articles_stored", rate.Articles);
        writer.WriteNumber("events_stored", rate.Events);
        writer.WriteNumber("items_finished", rate.Finished);
        writer.WriteEndObject();
    }

    private static void WriteLag(Utf8JsonWriter writer, string name, LagReport lag)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("articles", lag.Articles);
        FeedsText.Number(writer, "median_seconds", lag.Median?.TotalSeconds);
        FeedsText.Number(writer, "percentile_95_seconds", lag.Percentile95?.TotalSeconds);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
