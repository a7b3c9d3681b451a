using System.CommandLine;
using System.Text.Json;
using IngestWorker.Contracts;
using IngestWorker.Feeds;

namespace IngestWorker.Cli;

/// <summary>`ingest feed parse`: a feed's bytes in, its fields and entries out.</summary>
internal static class FeedCommand
{
    public static Command Create()
    {
        var files = Filter.Files();
        var jsonl = Filter.JsonLinesOption();
        var threads = Filter.Threads();
        var parse = new Command("parse", "Read feeds from files: RSS, Atom, RDF, JSON Feed, sitemaps.") { files, jsonl, threads };
        parse.SetAction((parsed, cancellationToken) => parsed.GetValue(jsonl)
            ? Filter.RunLinesAsync(parsed.GetValue(threads), AnswerLine, cancellationToken)
            : Filter.RunFilesAsync(parsed.GetValue(files)!, (file, writer) => Answer(JsonLines.ReadFile(file), new FeedParseContext(), writer)));
        return new Command("feed", "Feeds, one step of the way.") { parse };
    }

    private static void AnswerLine(JsonElement line, Utf8JsonWriter writer)
    {
        var bytes = JsonLines.ReadFile(line.RequiredText("file"));
        Uri? baseUrl = null;
        if (line.OptionalText("base_url") is { } text && !Uri.TryCreate(text, UriKind.Absolute, out baseUrl))
            throw new LineException($"\"base_url\": '{text}' is no absolute URL.");
        Answer(bytes, new FeedParseContext { BaseUrl = baseUrl, ContentType = Header(line, "content-type"), ContentLanguage = Header(line, "content-language"), ContentLocation = Header(line, "content-location") }, writer);
    }

    private static string? Header(JsonElement line, string name)
    {
        if (!line.TryGetProperty("headers", out var headers) || headers.ValueKind != JsonValueKind.Object) return null;
        foreach (var header in headers.EnumerateObject())
            if (header.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && header.Value.ValueKind == JsonValueKind.String) return header.Value.GetString();
        return null;
    }

    private static void Answer(byte[] bytes, FeedParseContext context, Utf8JsonWriter writer)
    {
        var result = FeedParser.Parse(bytes, context);
        writer.WriteBoolean("ok", result.Outcome == Outcome.Ok);
        if (result.Outcome != Outcome.Ok) writer.WriteString("error", $"{result.Outcome.ToName()}: {result.Detail}");
        if (result.Document is not { } document) return;
        writer.WritePropertyName("result");
        FeedJson.Write(writer, document);
    }
}
