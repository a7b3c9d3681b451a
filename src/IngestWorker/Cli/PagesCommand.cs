using System.CommandLine;
using System.Globalization;
using System.Reflection;
using IngestWorker.Fetching;
using IngestWorker.Storage;

namespace IngestWorker.Cli;

/// <summary>`ingest pages`: the archive of what servers sent.</summary>
internal static class PagesCommand
{
    private const int Batch = 50;

    public static Command Create()
    {
        var database = ConfiguredDatabase.Option();
        database.Recursive = true;
        return new Command("pages", "The archive of fetched pages.") { database, Export(database) };
    }

    private static Command Export(Option<string?> database)
    {
        var selection = new PageSelectionOptions();
        var file = new Argument<string>("file") { HelpName = "FILE", Description = "WARC file to write; with the ending .gz each record is compressed by itself." };
        var command = new Command("export", "Writes kept pages as WARC 1.1, oldest first, for the tools that read it.") { file, selection.Since, selection.Feed, selection.Host };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = ConfiguredDatabase.Settings(parsed.GetValue(database));
            await using var storage = await ConfiguredDatabase.OpenAsync(settings, cancellationToken);
            var pages = await selection.ReadAsync(parsed, storage, settings, cancellationToken);
            var path = parsed.GetValue(file)!;
            var (count, bytes) = await WriteAsync(new PageStore(storage), pages, path, settings.Fetching.Contact, cancellationToken);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:N0} pages, {bytes:N0} bytes: {path}"));
            return CommandLine.Done;
        });
        return command;
    }

    // Beside its place first: a file with the name that was asked for is always a whole one.
    private static async Task<(long Pages, long Bytes)> WriteAsync(PageStore pages, PageSelection selection, string path, string? contact, CancellationToken cancellationToken)
    {
        var unfinished = path + ".part";
        try
        {
            long count;
            await using (var output = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
                count = await WriteAsync(pages, selection, new WarcWriter(output, path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)), Info(path, contact), cancellationToken);
            File.Move(unfinished, path, overwrite: true);
            return (count, new FileInfo(path).Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{path} cannot be written: {e.Message}");
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static async Task<long> WriteAsync(PageStore pages, PageSelection selection, WarcWriter writer, WarcInfo info, CancellationToken cancellationToken)
    {
        await writer.WriteInfoAsync(info, cancellationToken);
        var count = 0L;
        for (PagePosition? at = null; await pages.ReadAsync(selection, at, Batch, cancellationToken) is { Count: > 0 } some; at = PagePosition.Of(some[^1]))
        {
            foreach (var page in some) await writer.WritePageAsync(page, cancellationToken);
            count += some.Count;
            if (!Console.IsErrorRedirected) await Console.Error.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"\r{count:N0} pages"));
        }
        if (!Console.IsErrorRedirected) await Console.Error.WriteLineAsync();
        return count;
    }

    private static WarcInfo Info(string path, string? contact) => new()
    {
        FileName = Path.GetFileName(path),
        WrittenAt = TimeProvider.System.GetUtcNow(),
        Software = "IngestWorker/" + Assembly.GetExecutingAssembly().GetName().Version?.ToString(3),
        Operator = contact,
    };
}
