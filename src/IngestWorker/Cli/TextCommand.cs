using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using IngestWorker.Language;
using IngestWorker.Language.Places;
using IngestWorker.Language.Trees;

namespace IngestWorker.Cli;

/// <summary>`ingest text`: English text in; words, trees, dates or names out.</summary>
internal static class TextCommand
{
    private static readonly Lazy<TextAnalyzer> s_analyzer = new(() => new TextAnalyzer());

    public static Command Create() => new("text", "Language, one step of the way. Reads standard input.")
    {
        CreateParse(),
        CreateLines("dates", "Time expressions with the first and last day they mean: {\"id\", \"published\", \"text\"} a line.", Dates),
        CreatePlaces(),
        CreateLines("names", "People, organizations and places: {\"id\", \"text\"} a line.", Names),
    };

    private static Command CreateParse()
    {
        var raw = new Option<bool>("--raw") { Description = "Read plain text, one paragraph a line, instead of CoNLL-U." };
        var command = new Command("parse", "Tags and dependency trees as CoNLL-U. CoNLL-U in: its words are kept, everything else is predicted.") { raw };
        command.SetAction((parsed, cancellationToken) =>
        {
            using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
            using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
            if (parsed.GetValue(raw)) ParseText(input, output, cancellationToken);
            else
                foreach (var sentence in ConlluReader.Read(input))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    ConlluWriter.Write(output, s_analyzer.Value.Parse(sentence));
                }
            return Task.FromResult(CommandLine.Done);
        });
        return command;
    }

    // A sentence never crosses a line, so lines can be read one by one, however long the input.
    private static void ParseText(StreamReader input, StreamWriter output, CancellationToken cancellationToken)
    {
        while (input.ReadLine() is { } line)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (line.Length > 0) ConlluWriter.Write(output, line, s_analyzer.Value.Analyze(line));
        }
    }

    private static Command CreateLines(string name, string description, Action<JsonElement, Utf8JsonWriter> answer)
    {
        var jsonl = Filter.JsonLinesOption();
        jsonl.Required = true;
        var threads = Filter.Threads();
        var command = new Command(name, description) { jsonl, threads };
        command.SetAction((parsed, cancellationToken) => Filter.RunLinesAsync(parsed.GetValue(threads), answer, cancellationToken));
        return command;
    }

    private static Command CreatePlaces()
    {
        var jsonl = Filter.JsonLinesOption();
        jsonl.Required = true;
        var threads = Filter.Threads();
        var dump = new Option<string?>("--geonames") { Description = "GeoNames dump to use beside the built-in gazetteer (cities15000.txt); needs --countries.", HelpName = "FILE" };
        var admin1 = new Option<string?>("--admin1") { Description = "GeoNames' admin1CodesASCII.txt, which names the dump's regions.", HelpName = "FILE" };
        var countries = new Option<string?>("--countries") { Description = "GeoNames' countryInfo.txt, which gives the dump's country codes.", HelpName = "FILE" };
        var gazetteer = new Option<string?>("--gazetteer") { Description = "File of places to use beside the built-in gazetteer, made by \"ingest places import\".", HelpName = "FILE" };
        var command = new Command("places", "Place names with country and coordinates: {\"id\", \"text\"} a line.") { jsonl, threads, gazetteer, dump, admin1, countries };
        command.Validators.Add(result =>
        {
            if (result.GetResult(gazetteer) is not null && result.GetResult(dump) is not null) result.AddError("--gazetteer and --geonames exclude each other.");
            if (result.GetResult(dump) is null != result.GetResult(countries) is null) result.AddError("--geonames and --countries go together.");
            if (result.GetResult(admin1) is not null && result.GetResult(dump) is null) result.AddError("--admin1 goes with --geonames.");
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var places = parsed.GetValue(gazetteer) is { } file ? PlacesCommand.Open(file) : ReadGazetteer(parsed.GetValue(dump), parsed.GetValue(admin1), parsed.GetValue(countries));
            var resolver = new PlaceResolver(places);
            return Filter.RunLinesAsync(parsed.GetValue(threads), (line, writer) => Places(resolver, line, writer), cancellationToken);
        });
        return command;
    }

    private static Gazetteer ReadGazetteer(string? dump, string? admin1, string? countries)
    {
        if (dump is null) return Gazetteer.ReadEmbedded();
        try
        {
            using var rows = new StreamReader(dump);
            using var divisions = admin1 is null ? null : new StreamReader(admin1);
            using var codes = new StreamReader(countries!);
            return Gazetteer.ReadGeoNames(rows, divisions, codes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(e.Message);
        }
    }

    private static void Places(PlaceResolver resolver, JsonElement line, Utf8JsonWriter writer)
    {
        writer.WriteStartArray("places");
        var text = line.RequiredText("text");
        foreach (var place in resolver.Resolve(s_analyzer.Value.Analyze(text), text))
        {
            WriteSpan(writer, place.Start, place.End, place.Text);
            writer.WriteString("name", place.Entry?.Name);
            // A name that no gazetteer has stays a name: where it most likely lies is told as such.
            var located = place.Entry ?? place.Near;
            writer.WriteString("country", located?.Country);
            WriteNumber(writer, "lat", located?.Latitude);
            WriteNumber(writer, "lon", located?.Longitude);
            WriteNumber(writer, "geonames_id", place.Entry?.GeoNamesId);
            writer.WriteString("near", place.Near?.Name);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number) writer.WriteNumber(name, number);
        else writer.WriteNull(name);
    }

    private static void Dates(JsonElement line, Utf8JsonWriter writer)
    {
        var analyzed = s_analyzer.Value.Analyze(line.RequiredText("text"), line.OptionalDay("published"));
        writer.WriteStartArray("dates");
        // A time expression that names no day ("recently") has no place in an answer of days.
        foreach (var date in analyzed.Dates.Where(d => d.First is not null))
        {
            WriteSpan(writer, date.Start, date.End, date.Text);
            writer.WriteString("from", Day(date.First));
            writer.WriteString("to", Day(date.Last));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void Names(JsonElement line, Utf8JsonWriter writer)
    {
        writer.WriteStartArray("names");
        foreach (var name in s_analyzer.Value.Analyze(line.RequiredText("text")).Names)
        {
            WriteSpan(writer, name.Start, name.End, name.Text);
            writer.WriteString("kind", name.Kind.ToString().ToLowerInvariant());
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteSpan(Utf8JsonWriter writer, int start, int end, string text)
    {
        writer.WriteStartObject();
        writer.WriteNumber("start", start);
        writer.WriteNumber("end", end);
        writer.WriteString("text", text);
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
