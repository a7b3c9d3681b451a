using System.CommandLine;
using System.Globalization;
using IngestWorker.Configuration;
using IngestWorker.Contracts;
using IngestWorker.Messaging;
using IngestWorker.Roles;
using IngestWorker.Storage;

namespace IngestWorker.Cli;

/// <summary>`ingest reprocess`: extraction and coding again, from the pages that are kept.</summary>
internal static class ReprocessCommand
{
    private const int Examples = 12;

    public static Command Create()
    {
        var selection = new PageSelectionOptions();
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would change; store nothing." };
        var anew = new Option<bool>("--restart") { Description = "From the first page, even where an earlier run with the same selection was ended on its way." };
        var examples = new Option<int>("--examples") { Description = $"How many articles to show. Default {Examples}.", HelpName = "N", DefaultValueFactory = _ => Examples };
        var threads = Filter.Threads();
        var database = ConfiguredDatabase.Option();
        var command = new Command("reprocess", "Extracts and codes kept pages again, shows how many articles and events change, appear and vanish, and stores them as new revisions.")
        {
            selection.Since, selection.Feed, dryRun, anew, examples, threads, database,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = ConfiguredDatabase.Settings(parsed.GetValue(database));
            await using var storage = await ConfiguredDatabase.OpenAsync(settings, cancellationToken);
            var pages = await selection.ReadAsync(parsed, storage, settings, cancellationToken) with { LatestOnly = true };
            var report = new ReprocessReport(parsed.GetValue(examples));
            var run = new Run(storage, settings, pages, report);
            await run.RunAsync(parsed.GetValue(dryRun), parsed.GetValue(anew), parsed.GetValue(threads), cancellationToken);
            return CommandLine.Done;
        });
        return command;
    }

    private sealed class Run(IDatabase storage, IngestSettings settings, PageSelection selection, ReprocessReport report)
    {
        private readonly JobStore _jobs = new(storage);
        private readonly RoleContext _context = new(settings, TimeProvider.System);
        private readonly string _job = string.Create(CultureInfo.InvariantCulture, $"reprocess since {selection.Since:O} feed {selection.FeedId}");

        public async Task RunAsync(bool isDryRun, bool anew, int threads, CancellationToken cancellationToken)
        {
            var after = isDryRun || anew ? null : Position(await _jobs.PositionAsync(_job, cancellationToken));
            if (after is not null) await Console.Error.WriteLineAsync($"Going on after the pages of {after.FetchedAt:u}, where an earlier run was ended (--restart: from the first).");
            var pages = new PageStore(storage);
            var all = await pages.CountAsync(selection, after, cancellationToken);
            var reprocessing = new Reprocessing(pages, new CodedArticles(storage), ArticleCoding.From(settings), TimeProvider.System);
            await using var sink = isDryRun ? null : await ReprocessSink.OpenAsync(storage, settings, _context, cancellationToken);
            try
            {
                await foreach (var batch in reprocessing.RunAsync(selection, after, threads, cancellationToken))
                {
                    foreach (var one in batch) report.Add(one);
                    if (sink is not null && batch.Count > 0) await StoreAsync(sink, batch, cancellationToken);
                    if (!Console.IsErrorRedirected) await Console.Error.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"\r{report.Pages:N0} of {all:N0} pages"));
                }
                if (!isDryRun) await _jobs.SetPositionAsync(_job, null, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                await Console.Error.WriteLineAsync($"{Environment.NewLine}Ended on its way{(isDryRun ? "" : "; the same command goes on from here")}.");
            }
            if (!Console.IsErrorRedirected) await Console.Error.WriteLineAsync();
            report.Print(isDryRun);
        }

        private async Task StoreAsync(ReprocessSink sink, IReadOnlyList<Reprocessed> batch, CancellationToken cancellationToken)
        {
            var changed = batch.Where(r => r.Change.IsAny).ToList();
            var facts = changed.Select(r => r.Fact).OfType<EventsExtracted>().ToList();
            var tooLarge = facts.Where(f => MessagePublisher.IsTooLarge(f, out _)).ToHashSet();
            report.TooLarge += tooLarge.Count;
            await sink.StoreAsync([.. facts.Where(f => !tooLarge.Contains(f))], cancellationToken);
            foreach (var gone in changed.Where(r => r.Change.Article == ArticleChange.Vanishes))
                await sink.WithdrawAsync(_context.Disposition(gone.Before.Command, Stage.Extracted, gone.Extracted.Outcome, "read anew from the kept page"), cancellationToken);
            if (batch[^1].Position is { } position)
                await _jobs.SetPositionAsync(_job, string.Create(CultureInfo.InvariantCulture, $"{position.FetchedAt:O} {position.PageId:D}"), cancellationToken);
        }

        private static PagePosition? Position(string? text) => text?.Split(' ') is [var time, var page]
            ? new PagePosition(DateTimeOffset.ParseExact(time, "O", CultureInfo.InvariantCulture), Guid.Parse(page))
            : null;
    }
}
