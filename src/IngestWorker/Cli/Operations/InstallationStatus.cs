using System.Globalization;
using IngestWorker.Messaging.Broker;
using IngestWorker.Polling;
using IngestWorker.Storage;

namespace IngestWorker.Cli.Operations;

/// <summary>What database and broker say, and what of it does not get better by waiting.</summary>
internal sealed class InstallationStatus
{
    // Work that is due is taken within seconds; a lease that ran out is taken up by the next claim.
    private static readonly TimeSpan s_late = TimeSpan.FromMinutes(10);

    // A feed that brings nothing at night is well; all of them together for a day are not.
    private static readonly TimeSpan s_silence = TimeSpan.FromDays(1);

    public InstallationStatus(StatusReport report, BrokerLook broker)
    {
        (Report, Broker) = (report, broker);
        NeedsHand = [.. BrokerFindings(), .. FeedFindings(), .. FrontierFindings()];
    }

    public StatusReport Report { get; }

    public BrokerLook Broker { get; }

    /// <summary>One line each, with what to do. Empty: nothing.</summary>
    public IReadOnlyList<string> NeedsHand { get; }

    private IEnumerable<string> BrokerFindings()
    {
        if (Broker.Failure is { } failure) yield return failure;
        if (Broker.Status is not { } status) yield break;
        foreach (var alarm in status.Alarms ?? []) yield return alarm;
        foreach (var queue in status.Queues)
        {
            var waiting = (queue.Ready ?? 0) + (queue.Unacknowledged ?? 0);
            if (queue.Kind != QueueKind.Work && waiting > 0) yield return Line($"{waiting} messages are set aside in {queue.Name}: `ingest failures list`");
            if (queue is { Kind: QueueKind.Work, Ready: > 0, Consumers: 0 }) yield return Line($"{queue.Ready} messages wait in {queue.Name} and nobody consumes it: is the {(queue.Name.EndsWith("fetch-article", StringComparison.Ordinal) ? "worker" : "consumer")} running?");
        }
    }

    private IEnumerable<string> FeedFindings()
    {
        var feeds = Report.Feeds;
        if (feeds.Overdue > 0) yield return Line($"{feeds.Overdue} feeds are due for a poll since more than 5 minutes: is a worker running?");
        foreach (var state in (FeedState[])[FeedState.BotWall, FeedState.LoginPage, FeedState.HtmlPage])
            if (feeds.States.GetValueOrDefault(state) is > 0 and var count) yield return Line($"{count} feeds are {Contracts.EnumNames.ToName(state)}: `ingest feeds list --state {Contracts.EnumNames.ToName(state)}`");
        if (feeds.FailingLong > 0) yield return Line($"{feeds.FailingLong} feeds cannot be read since more than a day: `ingest feeds list --state failing`");
        if (feeds.Polled > 0 && feeds.LastNewAt is { } last && Report.Now - last > s_silence) yield return Line($"no feed brought anything new for {Durations.InWords(Report.Now - last)}");
    }

    private IEnumerable<string> FrontierFindings()
    {
        if (Report.Frontier.OldestFetched is { } fetched && fetched > s_late) yield return Line($"an article waits to be stored for {Durations.InWords(fetched)}: is a consumer running?");
        if (Report.Frontier.OldestOverdue is { } overdue && overdue > s_late)
            yield return Line($"{Report.Frontier.Overdue} leases ran out, the first {Durations.InWords(overdue)} ago, and no worker takes the items up");
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
