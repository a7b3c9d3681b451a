using System.Globalization;
using IngestWorker.Cli.Feeds;
using IngestWorker.Contracts;
using IngestWorker.Messaging.Broker;
using IngestWorker.Polling;
using IngestWorker.Storage;
using Spectre.Console;

namespace IngestWorker.Cli.Operations;

/// <summary>The status for people.</summary>
internal static class StatusText
{
    public static void Show(InstallationStatus status)
    {
        var console = ConsoleOutput.Create();
        ShowQueues(console, status.Broker, status.Report.Now);
        var (feeds, frontier) = (status.Report.Feeds, status.Report.Frontier);
        Line("Feeds", feeds.States.Count == 0 ? "none" : string.Join(", ", feeds.States.OrderBy(s => s.Key).Select(s => $"{Number(s.Value)} {s.Key.ToName()}")) + (feeds.Overdue > 0 ? $"; {Number(feeds.Overdue)} overdue" : ""));
        Line("", $"last new item {FeedsText.Relative(feeds.LastNewAt, status.Report.Now, "never")}");
        Line("Frontier", $"{Number(frontier.Pending)} pending, {Number(frontier.Due)} of them due{(frontier.OldestDue is { } due ? $" (the oldest for {Durations.InWords(due)})" : "")}; {Number(frontier.Leased)} leased; {Number(frontier.Overdue)} overdue{(frontier.OldestOverdue is { } late ? $" (the first for {Durations.InWords(late)})" : "")}; {Number(frontier.Revisits)} looked at again");
        if (frontier.OldestFetched is { } fetched) Line("", $"the oldest page that waits to be stored was fetched {Durations.InWords(fetched)} ago: no message to the consumer is older");
        Line("Last hour", Rate(status.Report.LastHour));
        Line("Last day", Rate(status.Report.LastDay));
        Line("Published to stored", Lag(status.Report.Published));
        Line("Found to stored", Lag(status.Report.Found));
        Console.WriteLine();
        ShowFailures(console, status.Report.Failures);
        foreach (var finding in status.NeedsHand) console.WriteLine("! " + finding);
        console.WriteLine(status.NeedsHand.Count == 0 ? "Nothing needs a hand." : $"{status.NeedsHand.Count} things need a hand.");
    }

    private static void ShowQueues(IAnsiConsole console, BrokerLook broker, DateTimeOffset now)
    {
        if (broker.Status is not { } status)
        {
            console.WriteLine(broker.Failure is { } failure ? $"Queues: unknown; {failure}" : "Queues: none; everything is in one process.");
            return;
        }
        var table = new Table().AddColumns("Queue", "Ready", "Unacknowledged", "Consumers", "Oldest");
        foreach (var queue in status.Queues.Where(q => q.Kind == QueueKind.Work || q.Ready > 0 || q.Unacknowledged > 0))
        {
            if (queue.Exists) table.AddRow(queue.Name, Known(queue.Ready), Known(queue.Unacknowledged), Known(queue.Consumers), queue.OldestAt is { } at ? Durations.InWords(now - at) : queue is { Ready: 0, Unacknowledged: 0 } ? "" : "unknown");
            else table.AddRow(queue.Name, "not declared yet", "", "", "");
        }
        console.Write(table);
        if (status.Note is not null) console.WriteLine(status.Note);
    }

    private static void ShowFailures(IAnsiConsole console, IReadOnlyList<FailureCount> failures)
    {
        if (failures.Count == 0) return;
        var table = new Table().AddColumns("Not ok", "Outcome", "Last hour", "Last day");
        foreach (var failure in failures) table.AddRow(failure.Stage.ToName(), failure.Outcome.ToName(), Number(failure.LastHour), Number(failure.LastDay));
        console.Write(table);
    }

    private static string Rate(RateReport rate) =>
        $"{Number(rate.Discovered)} items found, {Number(rate.Articles)} articles and {Number(rate.Events)} events stored, {Number(rate.Finished)} ended without an article";

    private static string Lag(LagReport lag) => lag is { Median: { } median, Percentile95: { } most }
        ? $"{Durations.InWords(median)} (median), {Durations.InWords(most)} (95 %), of {Number(lag.Articles)} articles of the last day"
        : "unknown: no article of the last day tells";

    private static string Known(long? number) => number is { } known ? Number(known) : "unknown";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static void Line(string name, string value) => Console.WriteLine($"{(name.Length > 0 ? name + ":" : ""),-21}{value}");
}
