using System.CommandLine;
using IngestWorker.Cli.Operations;
using IngestWorker.Contracts;
using IngestWorker.Fetching;
using IngestWorker.Polling;
using IngestWorker.Roles;
using IngestWorker.Storage;
using Spectre.Console;

namespace IngestWorker.Cli.Feeds;

/// <summary>`ingest feeds add`: feeds by their addresses, or by the address of a site whose feeds are looked for.</summary>
internal static class AddFeeds
{
    public static Command Create(FeedsOptions options)
    {
        var names = new Argument<string[]>("feeds") { HelpName = "URL|FILE", Description = "Feeds, or sites whose feeds are to be found.", Arity = ArgumentArity.ZeroOrMore };
        var opml = new Option<string?>("--opml") { Description = "OPML file with feeds.", HelpName = "FILE" };
        var urls = new Option<string?>("--urls") { Description = "File with addresses of single articles, one a line.", HelpName = "FILE" };
        var all = new Option<bool>("--all") { Description = "Add every feed that is found, not the best alone." };
        var asIs = new Option<bool>("--as-is") { Description = "Add the addresses without asking anybody: they are polled as they are." };
        var command = new Command("add", "Add feeds, or single articles by their addresses; known ones stay as they are. What is no feed is searched for feeds.") { names, opml, urls, all, asIs };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var scope = await FeedsScope.OpenAsync(parsed, options, cancellationToken);
            var given = parsed.GetValue(names) ?? [];
            var rules = UrlRules.Of(scope.Settings.Fetching);
            // Files and lists are taken as they are, and everything is checked before anything is asked for or written.
            var input = await RunInput.ReadAsync(given, parsed.GetValue(urls), parsed.GetValue(opml), rules, cancellationToken);
            if (input.Feeds.Count + input.Items.Count == 0) throw new UsageException("Name at least one URL, or use --opml or --urls.");
            var adding = new Adding(scope, parsed.GetValue(options.Json), parsed.GetValue(all));
            var exit = CommandLine.Done;
            foreach (var feed in input.Feeds.Take(given.Length).Where(f => !LocalFeed.Is(f.Url) && !parsed.GetValue(asIs)))
                if (!await adding.FindAsync(feed.Url, cancellationToken)) exit = CommandLine.Failed;
            var rest = input.Feeds.Where((f, i) => i >= given.Length || LocalFeed.Is(f.Url) || parsed.GetValue(asIs)).ToArray();
            await adding.AddAsync(rest, cancellationToken);
            var items = input.Items.Count == 0 ? 0 : await scope.Items.AddAsync(input.Items, null, new ItemOrigin(Operator.Name, RoleContext.Version), cancellationToken);
            if (!adding.IsJson) Console.WriteLine($"{adding.Added} of {adding.Named} feeds and {items} of {input.Items.Count} articles are new.");
            return exit;
        });
        return command;
    }

    private sealed class Adding(FeedsScope scope, bool json, bool all)
    {
        public bool IsJson => json;

        public int Named { get; private set; }

        public int Added { get; private set; }

        public async Task AddAsync(IReadOnlyList<NewFeed> feeds, CancellationToken cancellationToken)
        {
            Named += feeds.Count;
            Added += await scope.Feeds.AddAsync(feeds, cancellationToken);
        }

        /// <returns>False where there is no feed.</returns>
        public async Task<bool> FindAsync(string name, CancellationToken cancellationToken)
        {
            // Nobody is asked for what is known, and what was taken out is polled again.
            if (await scope.Feeds.FindAsync(name, cancellationToken) is { } known)
            {
                await AddAsync([new NewFeed(known.Url)], cancellationToken);
                return true;
            }
            CanonicalUrl.TryParse(name, out var url, out _);
            var result = await scope.Get<FeedDiscovery>().FindAsync(url!, FetchKind.Feed, cancellationToken);
            if (result.Feeds.Count == 0)
            {
                await Console.Error.WriteLineAsync($"No feed found. {result.Detail}. To poll it all the same: ingest feeds add --as-is {name}");
                return false;
            }
            var chosen = all ? result.Feeds : [result.Feeds[0]];
            await AddAsync([.. chosen.Select(f => new NewFeed(f.Url, f.Title))], cancellationToken);
            Show(name, result.Feeds, chosen);
            return true;
        }

        private void Show(string name, IReadOnlyList<FoundFeed> found, IReadOnlyList<FoundFeed> chosen)
        {
            if (json)
            {
                foreach (var feed in found)
                    FeedsText.WriteJson(writer =>
                    {
                        writer.WriteString("url", feed.Url);
                        writer.WriteString("title", feed.Title);
                        writer.WriteString("format", feed.Format.ToName());
                        writer.WriteNumber("entries", feed.Entries);
                        writer.WriteString("found", feed.Found);
                        writer.WriteBoolean("added", chosen.Contains(feed));
                    });
                return;
            }
            if (found is [{ Found: "the address itself" }]) return;
            var console = ConsoleOutput.Create();
            console.WriteLine($"{name} has {(found.Count == 1 ? "a feed" : $"{found.Count} feeds")}:");
            var table = new Table().AddColumns("", "Feed", "Format", "Entries", "Found");
            table.Columns[3].RightAligned();
            foreach (var feed in found)
                table.AddRow(FeedsText.Cell(chosen.Contains(feed) ? "added" : ""), FeedsText.Cell(feed.Title is { } title ? $"{title}\n{feed.Url}" : feed.Url), FeedsText.Cell(feed.Format.ToName()),
                    FeedsText.Cell($"{feed.Entries}"), FeedsText.Cell(feed.Found));
            console.Write(table);
            if (chosen.Count < found.Count) console.WriteLine("The first is added. The others: by their addresses, or all of them with --all.");
        }
    }
}
