using System.CommandLine;

namespace IngestWorker.Cli.Feeds;

/// <summary>`ingest feeds`: the feeds of the configured database, which workers poll.</summary>
internal static class FeedsCommand
{
    public static Command Create()
    {
        var database = ConfiguredDatabase.Option();
        database.Recursive = true;
        var json = new Option<bool>("--json") { Description = "One JSON object a line, for programs.", Recursive = true };
        var common = new FeedsOptions(database, json);
        return new Command("feeds", "The feeds that are polled.")
        {
            database, json,
            ListFeeds.Create(common),
            ShowFeed.Create(common),
            AddFeeds.Create(common),
            RemoveFeeds.Create(common),
            ExchangeFeeds.CreateImport(common),
            ExchangeFeeds.CreateExport(common),
            CheckFeeds.Create(common),
        };
    }
}

/// <summary>The options of all the subcommands.</summary>
internal sealed record FeedsOptions(Option<string?> Database, Option<bool> Json);
