using System.CommandLine;
using System.Globalization;
using IngestWorker.Contracts;
using IngestWorker.Polling;
using IngestWorker.Storage;

namespace IngestWorker.Cli.Feeds;

/// <summary>`ingest feeds show`: all that is known of a feed.</summary>
internal static class ShowFeed
{
    public static Command Create(FeedsOptions options)
    {
        var names = new Argument<string[]>("feeds") { HelpName = "URL|ID", Description = "Addresses or ids of feeds.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("show", "All that is known of a feed: state and reason, habit, next poll and why then, failures, gaps, hub.") { names };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var scope = await FeedsScope.OpenAsync(parsed, options, cancellationToken);
            var exit = CommandLine.Done;
            foreach (var name in parsed.GetValue(names)!)
            {
                if (await scope.FindAsync(name, cancellationToken) is not { } feed)
                {
                    await Console.Error.WriteLineAsync($"There is no feed {name}.");
                    exit = CommandLine.Failed;
                    continue;
                }
                var subscription = await scope.Subscriptions.OfFeedAsync(feed.FeedId, cancellationToken);
                if (parsed.GetValue(options.Json)) WriteJson(feed, subscription);
                else Show(feed, subscription, TimeProvider.System.GetUtcNow());
            }
            return exit;
        });
        return command;
    }

    private static void Show(FeedStatus feed, Subscription? subscription, DateTimeOffset now)
    {
        Console.WriteLine(feed.Url);
        Line("Title", feed.Title);
        Line("Site", feed.SiteUrl);
        Line("State", feed.State.ToName() + (feed.Reason is { } reason ? ": " + reason : ""));
        Line("Last poll", feed.PolledAt is null ? "never" : $"{FeedsText.Absolute(feed.PolledAt, now, "")}, {feed.Outcome?.ToName()}{(feed.Detail is { } detail ? ": " + detail : "")}");
        Line("Last read", FeedsText.Absolute(feed.ReadAt, now, "never"));
        Line("Last new item", FeedsText.Absolute(feed.LastNewAt, now, "never"));
        Line("Next poll", feed.Worker is { } worker ? $"now, by {worker}" : FeedsText.Absolute(feed.DueAt, now, "never"));
        Line("Interval", (feed.PollInterval is { } interval ? Durations.InWords(interval) : "") + (feed.IntervalReason is { } why ? $" ({why})" : ""));
        Line("Habit", Habit(feed.Habit));
        Line("Items carried", feed.Items.ToString("N0", CultureInfo.InvariantCulture));
        if (feed.Failures > 0) Line("Failures", $"{feed.Failures} in a row, since {FeedsText.Absolute(feed.FailingSince, now, "")}");
        if (feed.Gaps > 0) Line("Gaps", $"{feed.Gaps}, the last {FeedsText.Absolute(feed.GapAt, now, "")}");
        if (feed.MovedTo is not null) Line("Says it moved to", $"{feed.MovedTo} ({feed.MovedSeen} of {PollPolicy.MovesToBelieve} polls)");
        if (feed.MovedFrom is not null) Line("Moved from", feed.MovedFrom);
        if (subscription is not null) ShowSubscription(subscription, now);
        Line("Added", FeedsText.Absolute(feed.AddedAt, now, ""));
        Line("Id", feed.FeedId.ToString());
        Console.WriteLine();
    }

    private static void ShowSubscription(Subscription subscription, DateTimeOffset now)
    {
        Line("Hub", $"{subscription.Hub}, {subscription.State.ToName()}{(subscription.Reason is { } reason ? ": " + reason : "")}");
        if (subscription.ExpiresAt is not null) Line("", $"lease until {FeedsText.Absolute(subscription.ExpiresAt, now, "")}, renewed from {FeedsText.Absolute(subscription.DueAt, now, "never")}");
        if (subscription.Pushes > 0) Line("", $"{subscription.Pushes} pushes, the last {FeedsText.Absolute(subscription.PushedAt, now, "")}");
    }

    private static string Habit(FeedHabit? habit) => habit is null ? "not known yet"
        : FeedRate.HabitPerDay(habit) is not { } usual ? $"about {PollInterval.Number(habit.Entries)} entries in the document"
        : $"about {PollInterval.Number(usual)} new items a day, {PollInterval.Number(FeedRate.PerDay(habit) ?? usual)} of late; about {PollInterval.Number(habit.Entries)} entries in the document";

    private static void Line(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) Console.WriteLine($"  {(name.Length > 0 ? name + ":" : ""),-18}{value}");
    }

    private static void WriteJson(FeedStatus feed, Subscription? subscription) => FeedsText.WriteJson(writer =>
    {
        FeedsText.Write(writer, feed);
        writer.WriteNumber("items", feed.Items);
        if (subscription is null) return;
        writer.WriteStartObject("hub");
        writer.WriteString("url", subscription.Hub);
        writer.WriteString("topic", subscription.Topic);
        writer.WriteString("state", subscription.State.ToName());
        writer.WriteString("reason", subscription.Reason);
        FeedsText.Time(writer, "expires_at", subscription.ExpiresAt);
        FeedsText.Time(writer, "due_at", subscription.DueAt);
        FeedsText.Time(writer, "pushed_at", subscription.PushedAt);
        writer.WriteNumber("pushes", subscription.Pushes);
        writer.WriteEndObject();
    });
}
