using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using IngestWorker.Contracts;
using IngestWorker.Polling;
using IngestWorker.Storage;
using Spectre.Console;

namespace IngestWorker.Cli.Feeds;

/// <summary>Feeds for people and for programs.</summary>
internal static class FeedsText
{
    public static Text Cell(string? text) => new(text ?? "");

    public static string Name(FeedStatus feed) => feed.Title is { } title ? $"{title}\n{feed.Url}" : feed.Url;

    /// <summary>"3 h ago", "in 12 min"; <paramref name="none"/> where there is no time.</summary>
    public static string Relative(DateTimeOffset? time, DateTimeOffset now, string none) => time switch
    {
        null => none,
        { } past when past <= now => Durations.InWords(now - past) + " ago",
        { } coming => "in " + Durations.InWords(coming - now),
    };

    public static string Absolute(DateTimeOffset? time, DateTimeOffset now, string none) =>
        time is { } known ? $"{known.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)} ({Relative(time, now, none)})" : none;

    public static string NextPoll(FeedStatus feed, DateTimeOffset now) => feed switch
    {
        { Worker: { } worker } => $"now, by {worker}",
        { DueAt: { } due } when due <= now => "due",
        _ => Relative(feed.DueAt, now, "never"),
    };

    /// <summary>Bad news in one word before the words.</summary>
    public static string State(FeedStatus feed) => feed.State.ToName() + (feed.Gaps > 0 && feed.State != FeedState.Gap ? string.Create(CultureInfo.InvariantCulture, $"\n{feed.Gaps} gap{(feed.Gaps == 1 ? "" : "s")}") : "");

    public static void WriteJson(Action<Utf8JsonWriter> properties)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, JsonLines.Compact))
        {
            writer.WriteStartObject();
            properties(writer);
            writer.WriteEndObject();
        }
        Console.Out.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    public static void Write(Utf8JsonWriter writer, FeedStatus feed)
    {
        writer.WriteString("feed_id", feed.FeedId);
        writer.WriteString("url", feed.Url);
        writer.WriteString("title", feed.Title);
        writer.WriteString("state", feed.State.ToName());
        writer.WriteString("reason", feed.Reason);
        writer.WriteString("outcome", feed.Outcome?.ToName());
        writer.WriteString("detail", feed.Detail);
        writer.WriteNumber("failures", feed.Failures);
        Time(writer, "failing_since", feed.FailingSince);
        Time(writer, "added_at", feed.AddedAt);
        Time(writer, "polled_at", feed.PolledAt);
        Time(writer, "read_at", feed.ReadAt);
        Time(writer, "last_new_at", feed.LastNewAt);
        Time(writer, "due_at", feed.DueAt);
        Number(writer, "interval_seconds", feed.PollInterval?.TotalSeconds);
        writer.WriteString("interval_reason", feed.IntervalReason);
        Number(writer, "items_per_day", FeedRate.PerDay(feed.Habit));
        Number(writer, "habit_items_per_day", FeedRate.HabitPerDay(feed.Habit));
        Number(writer, "habit_entries", feed.Habit?.Entries);
        writer.WriteNumber("gaps", feed.Gaps);
        Time(writer, "gap_at", feed.GapAt);
        writer.WriteString("site_url", feed.SiteUrl);
        writer.WriteString("moved_to", feed.MovedTo);
        writer.WriteString("moved_from", feed.MovedFrom);
    }

    public static void Time(Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is { } known) writer.WriteString(name, known.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        else writer.WriteNull(name);
    }

    public static void Number(Utf8JsonWriter writer, string name, double? number)
    {
        if (number is { } known) writer.WriteNumber(name, Math.Round(known, 3));
        else writer.WriteNull(name);
    }
}
