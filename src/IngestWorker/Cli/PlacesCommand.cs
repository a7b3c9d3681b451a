using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using IngestWorker.Language.Places;

namespace IngestWorker.Cli;

/// <summary>`ingest places`: the file of places beside the built-in gazetteer.</summary>
internal static class PlacesCommand
{
    public static Command Create() => new("places", "The gazetteer.") { CreateImport() };

    public static Gazetteer Open(string path)
    {
        try
        {
            return Gazetteer.Open(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UsageException(e.Message);
        }
    }

    private static Command CreateImport()
    {
        var dump = new Argument<string>("FILE") { Description = "A dump of GeoNames: allCountries.txt, a country's, cities15000.txt; packed with gzip if it ends in .gz." };
        var output = new Option<string>("--output") { Description = "The file to write.", HelpName = "FILE", DefaultValueFactory = _ => "places.gaz" };
        var command = new Command("import", "Makes a compact file of places from a GeoNames dump, for \"ingest text places --gazetteer\".") { dump, output };
        command.SetAction((parsed, cancellationToken) =>
        {
            Import(parsed.GetValue(dump)!, parsed.GetValue(output)!, cancellationToken);
            return Task.FromResult(CommandLine.Done);
        });
        return command;
    }

    private static void Import(string dump, string output, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var file = new FileStream(dump, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
            using var stream = dump.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
            using var reader = new StreamReader(stream, new UTF8Encoding(false), true, 1 << 16);
            var progress = Console.IsErrorRedirected ? null : new LineProgress(file);
            var count = PlaceFile.Import(reader, output, progress, cancellationToken);
            progress?.Clear();
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{count} places in {output}, {new FileInfo(output).Length / 1_000_000.0:F1} MB, in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s."));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UsageException($"{dump}: {e.Message}");
        }
        catch (IOException e)
        {
            throw new CommandFailedException(e.Message);
        }
    }

    // One line that is written over, by how far the dump has been read.
    private sealed class LineProgress(FileStream file) : IProgress<long>
    {
        public void Report(long value) =>
            Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{100 * file.Position / Math.Max(1, file.Length),3} % {value} lines"));

        public void Clear() => Console.Error.Write("\r" + new string(' ', 40) + "\r");
    }
}
