using System.CommandLine;
using System.Globalization;
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
        var command = new Command("trail", "What became of one article: every stage with its time and outcome.") { item, database };
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
            Show(trail);
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

    private static void Show(ItemTrail trail)
    {
        var console = ConsoleOutput.Create();
        console.WriteLine($"{trail.Url}");
        console.WriteLine($"item {trail.ItemId}, {trail.State.ToName()}{(trail.Outcome is { } outcome ? $" ({outcome.ToName()})" : "")}, attempt {trail.Attempt}{(trail.DueAt is { } due ? ", due " + Time(due) : "")}");
        var table = new Table().AddColumns("Time", "Attempt", "Stage", "Outcome", "By");
        foreach (var entry in trail.Entries)
            table.AddRow(new Text(Time(entry.At)), new Text(entry.Attempt.ToString(CultureInfo.InvariantCulture)), new Text(entry.Stage.ToName()),
                new Text(entry.Outcome.ToName() + (entry.Detail is { Length: > 0 } detail ? ": " + detail : "")), new Text(string.Join(' ', new[] { entry.Worker, entry.Version }.OfType<string>())));
        console.Write(table);
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
