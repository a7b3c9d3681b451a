using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using IngestWorker.Cli.Feeds;
using IngestWorker.Contracts;
using IngestWorker.Fetching;
using IngestWorker.Storage;
using Spectre.Console;

namespace IngestWorker.Cli;

/// <summary>`ingest trail`: what became of one article, stage by stage.</summary>
internal static class TrailCommand
{
    public static Command Create()
    {
        var item = new Argument<string>("article") { HelpName = "URL|ID", Description = "The article's address, or the id of an item, page, article or event." };
        var database = ConfiguredDatabase.Option();
        var json = new Option<bool>("--json") { Description = "One JSON object, for programs." };
        var command = new Command("trail", "What became of one article: every stage with its time, outcome, and the version that did it.") { item, database, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetValue(item)!;
            var settings = ConfiguredDatabase.Settings(parsed.GetValue(database));
            await using var storage = await ConfiguredDatabase.OpenAsync(settings, cancellationToken);
            var trail = await ReadAsync(new TrailStore(storage), name, UrlRules.Of(settings.Fetching), cancellationToken);
            if (trail is null)
            {
                await Console.Error.WriteLineAsync($"Nothing is known of {name}: no feed and no list brought it.");
                return CommandLine.Failed;
            }
            if (parsed.GetValue(json)) WriteJson(trail);
            else Show(trail);
            return CommandLine.Done;
        });
        return command;
    }

    private static Task<ItemTrail?> ReadAsync(TrailStore trails, string name, UrlRules rules, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(name, out var id)) return trails.ReadAsync(id, cancellationToken);
        return CanonicalUrl.TryParse(name, rules, out var url, out var reason)
            ? trails.ReadAsync(url.Value, cancellationToken)
            : throw new UsageException($"'{name}' is neither an id nor a URL: {reason}");
    }

    public static void Show(ItemTrail trail)
    {
        var console = ConsoleOutput.Create();
        console.WriteLine($"{trail.Url}");
        console.WriteLine($"item {trail.ItemId}, {trail.State.ToName()}{(trail.Outcome is { } outcome ? $" ({outcome.ToName()})" : "")}, attempt {trail.Attempt}{Due(trail)}");
        var table = new Table().AddColumns("Time", "Attempt", "Stage", "Outcome", "By", "Version");
        foreach (var entry in trail.Entries)
            table.AddRow(new Text(Time(entry.At)), new Text(entry.Attempt.ToString(CultureInfo.InvariantCulture)), new Text(entry.Stage.ToName()),
                new Text(entry.Outcome.ToName() + (entry.Detail is { Length: > 0 } detail ? ": " + detail : "")), new Text(entry.Worker ?? ""), new Text(entry.Version ?? ""));
        console.Write(table);
    }

    public static void WriteEntries(Utf8JsonWriter writer, ItemTrail trail)
    {
        writer.WriteStartArray("trail");
        foreach (var entry in trail.Entries)
        {
            writer.WriteStartObject();
            writer.WriteString("at", Time(entry.At));
            writer.WriteNumber("attempt", entry.Attempt);
            writer.WriteString("stage", entry.Stage.ToName());
            writer.WriteString("outcome", entry.Outcome.ToName());
            writer.WriteString("detail", entry.Detail);
            writer.WriteString("worker", entry.Worker);
            writer.WriteString("version", entry.Version);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteJson(ItemTrail trail) => FeedsText.WriteJson(writer =>
    {
        writer.WriteString("item_id", trail.ItemId);
        writer.WriteString("url", trail.Url);
        writer.WriteString("state", trail.State.ToName());
        writer.WriteString("outcome", trail.Outcome?.ToName());
        writer.WriteString("detail", trail.Detail);
        writer.WriteNumber("attempt", trail.Attempt);
        writer.WriteString("worker", trail.Worker);
        writer.WriteString("due_at", trail.DueAt is { } due ? Time(due) : null);
        WriteEntries(writer, trail);
    });

    // A claim that runs leaves no row before its worker takes it up: who has it, and until when, is the item's own state.
    private static string Due(ItemTrail trail) => (trail.DueAt, trail.State) switch
    {
        ({ } due, ItemState.Claimed) => $", leased until {Time(due)}{(trail.Worker is { } worker ? $" by {worker}" : "")}",
        ({ } due, _) => ", due " + Time(due),
        _ => "",
    };

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
