using System.CommandLine;
using IngestWorker.Configuration;

namespace IngestWorker.Cli.Operations;

/// <summary>`ingest failures`: what was set aside, and what is done about it.</summary>
internal static class FailuresCommand
{
    public static Command Create()
    {
        var database = ConfiguredDatabase.Option();
        database.Recursive = true;
        var json = new Option<bool>("--json") { Description = "One JSON object a line, for programs.", Recursive = true };
        var since = new Option<string>("--since") { Description = "How far back failed items are looked for. Messages are looked at however old they are.", HelpName = "TIME", Recursive = true, DefaultValueFactory = _ => "7d" };
        since.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !SettingsReader.TryParseDuration(result.Tokens[0].Value, out _)) result.AddError($"--since: '{result.Tokens[0].Value}' is no duration such as 6h or 7d.");
        });
        var limit = new Option<int>("--limit") { Description = "Most messages of a queue and most items that are looked at.", HelpName = "N", Recursive = true, DefaultValueFactory = _ => 10_000 };
        var common = new FailuresOptions(database, json, since, limit);
        return new Command("failures", "Messages that were set aside and items that ended in a failure: grouped by their cause, shown whole, retried, dropped.")
        {
            database, json, since, limit,
            ListFailures.Create(common),
            ShowFailures.Create(common),
            ActOnFailures.CreateRetry(common),
            ActOnFailures.CreateDrop(common),
        };
    }

    public static TimeSpan Since(ParseResult parsed, FailuresOptions options) =>
        SettingsReader.TryParseDuration(parsed.GetValue(options.Since)!, out var time) ? time : throw new UsageException("--since is no duration such as 6h or 7d.");

    public static Argument<string[]> Names(ArgumentArity arity) => new("names") { HelpName = "ID", Description = "Ids of groups, messages or items, as the list shows them.", Arity = arity };
}
