using System.CommandLine;
using System.Globalization;
using IngestWorker.Cli.Feeds;
using IngestWorker.Storage;
using Spectre.Console;

namespace IngestWorker.Cli.Operations;

/// <summary>`ingest failures list`: the causes, each with how often and since when; or the single failures of one.</summary>
internal static class ListFailures
{
    public static Command Create(FailuresOptions options)
    {
        var names = FailuresCommand.Names(ArgumentArity.ZeroOrMore);
        names.Description = "Ids of groups: lists their failures one by one.";
        var command = new Command("list", "What failed, grouped by its cause; of a group that is named, one by one.") { names };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var scope = await FailuresScope.OpenAsync(parsed, options, cancellationToken);
            var failures = await ReadAsync(scope, FailuresCommand.Since(parsed, options), parsed.GetValue(options.Limit), cancellationToken);
            var wanted = parsed.GetValue(names)!.ToHashSet(StringComparer.Ordinal);
            var json = parsed.GetValue(options.Json);
            if (wanted.Count == 0) ShowGroups(failures, json);
            else ShowSingly([.. failures.Where(f => f.IsNamed(wanted))], json);
            return CommandLine.Done;
        });
        return command;
    }

    public static async Task<IReadOnlyList<Failure>> ReadAsync(FailuresScope scope, TimeSpan since, int limit, CancellationToken cancellationToken)
    {
        var failures = new List<Failure>();
        await foreach (var held in scope.MessagesAsync(limit, cancellationToken)) failures.Add(Failure.Of(held.Message));
        var items = await scope.Failures.ListAsync(since, FailureStore.Outcomes, limit, cancellationToken);
        if (items.Count == limit) await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"More than {limit} items failed; the older ones are not listed."));
        failures.AddRange(items.Select(Failure.Of));
        return failures;
    }

    private static void ShowGroups(IReadOnlyList<Failure> failures, bool json)
    {
        var groups = failures.GroupBy(f => f.Group).OrderByDescending(g => g.First().IsMessage).ThenByDescending(g => g.Count()).ToList();
        if (json)
        {
            foreach (var group in groups) WriteJson(group.Key, [.. group]);
            return;
        }
        var console = ConsoleOutput.Create();
        if (groups.Count == 0)
        {
            console.WriteLine("Nothing is set aside, and no item failed.");
            return;
        }
        var now = TimeProvider.System.GetUtcNow();
        var table = new Table().AddColumns("Group", "Count", "What", "Where", "Reason", "First", "Last");
        foreach (var group in groups)
        {
            var first = group.First();
            table.AddRow(FeedsText.Cell(group.Key), FeedsText.Cell(group.Count().ToString("N0", CultureInfo.InvariantCulture)), FeedsText.Cell(first.IsMessage ? "message" : "item"), FeedsText.Cell(first.Where),
                FeedsText.Cell(first.Pattern.Length > 0 ? $"{first.Reason}: {first.Pattern}" : first.Reason),
                FeedsText.Cell(FeedsText.Relative(group.Min(f => f.At), now, "")), FeedsText.Cell(FeedsText.Relative(group.Max(f => f.At), now, "")));
        }
        console.Write(table);
        console.WriteLine("`ingest failures show GROUP` shows one whole; `retry GROUP` and `drop GROUP --reason TEXT` act on all of a group.");
    }

    private static void WriteJson(string id, IReadOnlyList<Failure> group) => FeedsText.WriteJson(writer =>
    {
        writer.WriteString("group", id);
        writer.WriteNumber("count", group.Count);
        writer.WriteString("what", group[0].IsMessage ? "message" : "item");
        writer.WriteString("where", group[0].Where);
        writer.WriteString("reason", group[0].Reason);
        writer.WriteString("text", group[0].Pattern);
        FeedsText.Time(writer, "first_at", group.Min(f => f.At));
        FeedsText.Time(writer, "last_at", group.Max(f => f.At));
    });

    private static void ShowSingly(IReadOnlyList<Failure> failures, bool json)
    {
        foreach (var failure in failures)
        {
            if (json) FeedsText.WriteJson(writer => Write(writer, failure));
            else Console.WriteLine($"{failure.Id}  {failure.At?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)}  {failure.Url ?? failure.ItemId?.ToString()}  {failure.Text?.ReplaceLineEndings(" ")}");
        }
        if (!json && failures.Count == 0) Console.WriteLine("There is no such group.");
    }

    public static void Write(System.Text.Json.Utf8JsonWriter writer, Failure failure)
    {
        writer.WriteString("id", failure.Id);
        writer.WriteString("group", failure.Group);
        writer.WriteString("what", failure.IsMessage ? "message" : "item");
        writer.WriteString("where", failure.Where);
        writer.WriteString("reason", failure.Reason);
        writer.WriteString("text", failure.Text);
        FeedsText.Time(writer, "at", failure.At);
        writer.WriteString("item_id", failure.ItemId?.ToString());
        writer.WriteString("url", failure.Url);
    }
}
