using System.CommandLine;
using System.Globalization;
using IngestWorker.Configuration;
using IngestWorker.Contracts;
using IngestWorker.Demo;
using IngestWorker.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

namespace IngestWorker.Cli;

/// <summary>`ingest demo`: a small bundled news site on a loopback port, ingested before the newcomer's eyes. No network.</summary>
internal static class DemoCommand
{
    private const int Samples = 10;

    public static Command Create()
    {
        var database = new Option<string?>("--database") { Description = "SQLite file to keep. Default: a new file in the temporary folder.", HelpName = "FILE" };
        var command = new Command("demo", "Serve a small bundled news site on a loopback port, ingest it, and look at ten of its events. Needs no network.") { database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var file = parsed.GetValue(database) ?? Path.Combine(Directory.CreateTempSubdirectory("ingest-demo-").FullName, "demo.db");
            await using var site = await DemoSite.StartAsync(cancellationToken);
            Console.WriteLine($"A demo site with {site.Feeds.Count} feeds is served on {site.BaseUrl}.");
            var settings = LoadSettings(file);
            var exit = await RunSession.RunAsync(settings, new RunInput { Feeds = [.. site.Feeds.Select(f => new NewFeed(f.AbsoluteUri))] }, once: true, cancellationToken);
            await ShowEventsAsync(settings, cancellationToken);
            return exit;
        });
        return command;
    }

    // The private-network guard has to be opened for the site's own address, and a site of one's own needs no politeness.
    private static IngestSettings LoadSettings(string file) => SettingsLoader.Load(ProcessKind.Everything,
        new Dictionary<string, string?>
        {
            ["Transport"] = nameof(TransportKind.InMemory),
            ["Database:Provider"] = "Sqlite",
            ["Database:File"] = file,
            ["Fetching:AllowedNetworks:0"] = "127.0.0.0/8",
            ["Worker:HostInterval"] = "0s",
        },
        new Dictionary<string, string?> { ["Logging:Level"] = nameof(LogLevel.Warning) });

    private static async Task ShowEventsAsync(IngestSettings settings, CancellationToken cancellationToken)
    {
        await using var database = StorageRegistration.Open(settings.Database, NullLoggerFactory.Instance);
        await database.MigrateAsync(cancellationToken);
        var console = ConsoleOutput.Create();
        console.WriteLine();
        console.WriteLine($"{Samples} of the events, each with the sentence that proves it:");
        foreach (var sample in await new Reports(database).SampleAsync(Samples, DateTimeOffset.MinValue, cancellationToken))
        {
            console.WriteLine();
            Show(console, sample);
        }
        console.WriteLine();
        console.WriteLine($"All of them: sqlite3 {settings.Database.File} 'select type, sentence_text from events'");
    }

    private static void Show(IAnsiConsole console, EventSample e)
    {
        console.MarkupLineInterpolated($"[bold]{e.Type.ToName()}[/]  {Names(e.Actors, "somebody")} -> {Names(e.Recipients, "-")}");
        var facts = new List<string>();
        if (e.Status != EventStatus.Actual) facts.Add(e.Status.ToName());
        if (e.DateStart is { } start) facts.Add(e.DateEnd is { } end && end != start ? $"{Day(start)} to {Day(end)}" : Day(start));
        if (e.Place is { } place) facts.Add("in " + place);
        if (e.Dead is { } dead) facts.Add($"dead: {dead.Text}");
        if (e.Injured is { } injured) facts.Add($"injured: {injured.Text}");
        if (e.AccordingTo is { } source) facts.Add($"according to {Name(source)}{(e.Claim is { } claim ? $" ({claim.ToName()})" : "")}");
        if (facts.Count > 0) console.WriteLine("  " + string.Join("; ", facts));
        console.MarkupLineInterpolated($"  [italic]\"{e.Sentence}\"[/]");
    }

    private static string Names(IReadOnlyList<Actor> actors, string none) => actors.Count == 0 ? none : string.Join(", ", actors.Select(Name));

    private static string Name(Actor actor) => $"{actor.Text}{Code(actor)}";

    private static string Code(Actor actor) => string.Join('/', actor.Sectors.Prepend(actor.Country ?? "").Where(s => s.Length > 0)) is { Length: > 0 } code ? $" [{code}]" : "";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
