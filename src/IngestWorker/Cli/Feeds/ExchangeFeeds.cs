using System.CommandLine;
using System.Text;
using IngestWorker.Feeds;
using IngestWorker.Fetching;
using IngestWorker.Storage;

namespace IngestWorker.Cli.Feeds;

/// <summary>`ingest feeds import` and `export`: lists of feeds as OPML, or as addresses one a line.</summary>
internal static class ExchangeFeeds
{
    private const string StandardInput = "-";

    public static Command CreateImport(FeedsOptions options)
    {
        var files = new Argument<string[]>("files") { HelpName = "FILE", Description = "OPML files, or files with one address a line; - reads standard input.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("import", "Add the feeds of lists, as they are. Known ones stay as they are.") { files };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var feeds = new List<NewFeed>();
            var rejected = 0;
            foreach (var file in parsed.GetValue(files)!)
            {
                var (found, bad) = Read(await ReadAsync(file, cancellationToken));
                foreach (var line in bad) await Console.Error.WriteLineAsync($"{file}: {line}");
                if (found.Count == 0) throw new UsageException($"There are no feeds in {file}.");
                feeds.AddRange(found);
                rejected += bad.Count;
            }
            await using var scope = await FeedsScope.OpenAsync(parsed, options, cancellationToken);
            var added = await scope.Feeds.AddAsync(feeds, cancellationToken);
            if (parsed.GetValue(options.Json))
                FeedsText.WriteJson(writer =>
                {
                    writer.WriteNumber("feeds", feeds.Count);
                    writer.WriteNumber("new", added);
                    writer.WriteNumber("rejected", rejected);
                });
            else
                Console.WriteLine($"{added} of {feeds.Count} feeds are new{(rejected > 0 ? $"; {rejected} lines were left out" : "")}.");
            return rejected == 0 ? CommandLine.Done : CommandLine.Failed;
        });
        return command;
    }

    public static Command CreateExport(FeedsOptions options)
    {
        var file = new Argument<string?>("file") { HelpName = "FILE", Description = "File to write. Default: standard output.", Arity = ArgumentArity.ZeroOrOne };
        var format = new Option<string>("--format") { Description = "opml, or urls: one address a line.", DefaultValueFactory = _ => "opml" };
        format.AcceptOnlyFromAmong("opml", "urls");
        var all = new Option<bool>("--all") { Description = "Feeds that are polled no more, too." };
        var command = new Command("export", "Write the list of feeds.") { file, format, all };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var scope = await FeedsScope.OpenAsync(parsed, options, cancellationToken);
            var feeds = (await scope.Feeds.ListAsync(cancellationToken)).Where(f => parsed.GetValue(all) || f.DueAt is not null).ToArray();
            if (parsed.GetValue(options.Json))
            {
                foreach (var feed in feeds) FeedsText.WriteJson(writer => FeedsText.Write(writer, feed));
                return CommandLine.Done;
            }
            var bytes = parsed.GetValue(format) == "urls"
                ? Encoding.UTF8.GetBytes(string.Concat(feeds.Select(f => f.Url + "\n")))
                : [.. OpmlWriter.Write("Feeds", feeds.Select(f => new OpmlFeed { XmlUrl = f.Url, Title = f.Title, HtmlUrl = f.SiteUrl })), (byte)'\n'];
            await WriteAsync(parsed.GetValue(file), bytes, cancellationToken);
            return CommandLine.Done;
        });
        return command;
    }

    internal static (IReadOnlyList<NewFeed> Feeds, IReadOnlyList<string> Rejected) Read(byte[] bytes)
    {
        var feeds = new List<NewFeed>();
        var rejected = new List<string>();
        var opml = OpmlReader.Read(bytes);
        if (opml.IsOpml)
        {
            foreach (var outline in opml.Feeds) Take(outline.XmlUrl, outline.Title, outline.XmlUrl);
            return (feeds, rejected);
        }
        var list = UrlListReader.Read(bytes);
        rejected.AddRange(list.Rejected.Select(line => $"line {line.Line}: '{line.Text}' left out: {line.Reason}"));
        foreach (var line in list.Urls) Take(line.Url, null, $"line {line.Line}: {line.Url}");
        return (feeds, rejected);

        void Take(string text, string? title, string what)
        {
            if (CanonicalUrl.TryParse(text, out var url, out var reason)) feeds.Add(new NewFeed(url.FetchUrl, title));
            else rejected.Add($"'{what}' left out: {reason}");
        }
    }

    private static async Task<byte[]> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            if (file != StandardInput) return await File.ReadAllBytesAsync(file, cancellationToken);
            using var buffer = new MemoryStream();
            await using var input = Console.OpenStandardInput();
            await input.CopyToAsync(buffer, cancellationToken);
            return buffer.ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file} cannot be read: {e.Message}");
        }
    }

    private static async Task WriteAsync(string? file, byte[] bytes, CancellationToken cancellationToken)
    {
        try
        {
            await using var output = file is null ? Console.OpenStandardOutput() : File.Create(file);
            await output.WriteAsync(bytes, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{file} cannot be written: {e.Message}");
        }
    }
}
