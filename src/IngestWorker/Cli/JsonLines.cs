using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Channels;

namespace IngestWorker.Cli;

/// <summary>A line that a filter cannot answer; the message becomes its "error".</summary>
internal sealed class LineException(string message) : Exception(message);

/// <summary>
/// The frame of every `--jsonl` filter: one JSON object a line in, one out in the same order with the same "id", flushed as
/// they go; a bad line is answered with {"id", "error"} and the rest goes on.
/// </summary>
internal static class JsonLines
{
    // Read by programs and people, never placed in HTML: everything but quotes and control characters stays as it is.
    public static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    public static readonly JsonWriterOptions Indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    /// <param name="input">UTF-8 lines.</param>
    /// <param name="output">Gets one line for each line that is not blank.</param>
    /// <param name="threads">How many lines are worked on at a time.</param>
    /// <param name="answer">Writes an answer's properties, "id" aside, into the object begun for it. Called from several threads.</param>
    /// <returns>How many lines were answered with an error.</returns>
    public static async Task<int> RunAsync(TextReader input, Stream output, int threads, Action<JsonElement, Utf8JsonWriter> answer, CancellationToken cancellationToken)
    {
        var queue = Channel.CreateBounded<Task<Answer>>(new BoundedChannelOptions(threads * 4) { SingleReader = true, SingleWriter = true });
        using var slots = new SemaphoreSlim(threads);
        var reading = ReadAsync(input, queue.Writer, slots, answer, cancellationToken);

        var errors = 0;
        await foreach (var pending in queue.Reader.ReadAllAsync(cancellationToken))
        {
            if (!pending.IsCompleted) await output.FlushAsync(cancellationToken);
            var line = await pending;
            if (line.IsError) errors++;
            await output.WriteAsync(line.Json, cancellationToken);
        }
        await output.FlushAsync(cancellationToken);
        await reading;
        return errors;
    }

    private static async Task ReadAsync(
        TextReader input, ChannelWriter<Task<Answer>> queue, SemaphoreSlim slots, Action<JsonElement, Utf8JsonWriter> answer, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            while (await input.ReadLineAsync(cancellationToken) is { } line)
            {
                if (string.IsNullOrWhiteSpace(line)) continue;
                await slots.WaitAsync(cancellationToken);
                var task = Task.Run(() =>
                {
                    try
                    {
                        return AnswerLine(line, answer);
                    }
                    finally
                    {
                        slots.Release();
                    }
                }, cancellationToken);
                await queue.WriteAsync(task, cancellationToken);
            }
        }
        catch (Exception e)
        {
            failure = e;
        }
        queue.Complete(failure);
    }

    private static Answer AnswerLine(string line, Action<JsonElement, Utf8JsonWriter> answer)
    {
        JsonElement id = default;
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw new LineException("A line must hold one JSON object.");
            if (document.RootElement.TryGetProperty("id", out var found)) id = found.Clone();
            return new Answer(Write(id, writer => answer(document.RootElement, writer)), false);
        }
        catch (JsonException e)
        {
            return new Answer(WriteError(id, "The line is no valid JSON: " + e.Message), true);
        }
        catch (LineException e)
        {
            return new Answer(WriteError(id, e.Message), true);
        }
        // The last boundary: a fault of the program in one line is that line's answer, with its name, and the exit code says so.
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new Answer(WriteError(id, $"{e.GetType().Name}: {e.Message}"), true);
        }
    }

    private static ReadOnlyMemory<byte> WriteError(JsonElement id, string message) => Write(id, writer => writer.WriteString("error", message));

    private static ReadOnlyMemory<byte> Write(JsonElement id, Action<Utf8JsonWriter> properties)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("id");
            if (id.ValueKind == JsonValueKind.Undefined) writer.WriteNullValue();
            else id.WriteTo(writer);
            properties(writer);
            writer.WriteEndObject();
        }
        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    public static string RequiredText(this JsonElement line, string name) =>
        line.OptionalText(name) ?? throw new LineException($"\"{name}\" is missing.");

    public static string? OptionalText(this JsonElement line, string name) => line.TryGetProperty(name, out var value) switch
    {
        false => null,
        true when value.ValueKind == JsonValueKind.Null => null,
        true when value.ValueKind == JsonValueKind.String => value.GetString(),
        _ => throw new LineException($"\"{name}\" must be text."),
    };

    /// <summary>A day, or a time that begins with one.</summary>
    public static DateOnly? OptionalDay(this JsonElement line, string name)
    {
        var text = line.OptionalText(name);
        if (text is null) return null;
        return ParseDay(text) ?? throw new LineException($"\"{name}\": '{text}' is no date; it takes 2020-10-02 or a time that begins with one.");
    }

    public static DateOnly? ParseDay(string? text) =>
        text is { Length: >= 10 } && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static byte[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LineException($"{path} cannot be read: {e.Message}");
        }
    }

    private readonly record struct Answer(ReadOnlyMemory<byte> Json, bool IsError);
}
