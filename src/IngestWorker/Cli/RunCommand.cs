using System.CommandLine;
using IngestWorker.Configuration;
using IngestWorker.Fetching;

namespace IngestWorker.Cli;

/// <summary>`ingest run`: all roles in this process, one SQLite file, no server.</summary>
internal static class RunCommand
{
    public const string DefaultDatabase = "ingest.db";

    public static Command Create()
    {
        var feeds = new Option<string[]>("--feed") { Description = "Feed to poll: a URL, or a file with a feed in it. May be repeated.", HelpName = "URL|FILE", DefaultValueFactory = _ => [] };
        var urls = new Option<string?>("--urls") { Description = "File with addresses of articles, one a line.", HelpName = "FILE" };
        var opml = new Option<string?>("--opml") { Description = "OPML file whose feeds are polled.", HelpName = "FILE" };
        var once = new Option<bool>("--once") { Description = "Poll every feed once and end when everything found is stored." };
        var database = new Option<string?>("--database") { Description = $"SQLite file, made where it is not there. Default: {DefaultDatabase}", HelpName = "FILE" };
        var command = new Command("run", "Everything in one process: polls feeds, fetches articles, codes events, and stores them in an SQLite file. Runs until Ctrl-C, or with --once until all is stored.")
        {
            feeds, urls, opml, once, database,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = LoadSettings(parsed.GetValue(database));
            var input = await RunInput.ReadAsync(parsed.GetValue(feeds) ?? [], parsed.GetValue(urls), parsed.GetValue(opml), UrlRules.Of(settings.Fetching), cancellationToken);
            return await RunSession.RunAsync(settings, input, parsed.GetValue(once), cancellationToken);
        });
        return command;
    }

    private static IngestSettings LoadSettings(string? database)
    {
        var overrides = new Dictionary<string, string?> { ["Transport"] = nameof(TransportKind.InMemory), ["Database:Provider"] = "Sqlite" };
        if (database is not null) overrides["Database:File"] = database;
        // On a terminal the progress bar tells what happens; the log tells what is wrong.
        return SettingsLoader.Load(ProcessKind.Everything, overrides, new Dictionary<string, string?> { ["Logging:Level"] = nameof(LogLevel.Warning) });
    }
}
