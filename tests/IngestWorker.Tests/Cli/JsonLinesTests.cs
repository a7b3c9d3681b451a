using System.Text;
using System.Text.Json;
using IngestWorker.Cli;

namespace IngestWorker.Tests.Cli;

public sealed class JsonLinesTests
{
    [Fact]
    public async Task Answers_come_in_the_order_of_the_lines_with_their_ids_whatever_takes_longer()
    {
        var lines = Enumerable.Range(0, 200).Select(i => $$"""{"id": {{i}}, "n": {{i}}}""");
        var slow = new SemaphoreSlim(0);
        var (answers, errors) = await RunAsync(string.Join('\n', lines), (line, writer) =>
        {
            // The first line waits until another one was answered.
            if (line.GetProperty("n").GetInt32() == 0) slow.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
            else slow.Release();
            writer.WriteNumber("twice", line.GetProperty("n").GetInt32() * 2);
        });
        errors.ShouldBe(0);
        answers.Select(a => a.GetProperty("id").GetInt32()).ShouldBe(Enumerable.Range(0, 200));
        answers.Select(a => a.GetProperty("twice").GetInt32()).ShouldBe(Enumerable.Range(0, 200).Select(i => i * 2));
    }

    [Fact]
    public async Task A_bad_line_is_answered_with_its_error_and_the_rest_goes_on()
    {
        var (answers, errors) = await RunAsync("{\"id\": \"a\"}\nno json\n[1]\n\n   \n{\"id\": 7}\n{\"id\": \"thrown\"}\n{\"id\": {\"x\": 1}}", (line, writer) =>
        {
            writer.WriteString("half", "written");
            if (line.GetProperty("id").ToString() == "7") throw new LineException("seven is refused");
            if (line.GetProperty("id").ToString() == "thrown") throw new InvalidOperationException("a fault");
        });
        errors.ShouldBe(4);
        answers.Select(a => a.GetRawText()).ShouldBe([
            """{"id":"a","half":"written"}""",
            answers[1].GetRawText(),
            """{"id":null,"error":"A line must hold one JSON object."}""",
            """{"id":7,"error":"seven is refused"}""",
            """{"id":"thrown","error":"InvalidOperationException: a fault"}""",
            """{"id":{"x":1},"half":"written"}""",
        ]);
        answers[1].GetProperty("error").GetString()!.ShouldStartWith("The line is no valid JSON");
    }

    [Fact]
    public async Task Text_beyond_ASCII_stays_as_it_is()
    {
        var (answers, _) = await RunAsync("{\"id\": \"Ağdam 🕊\"}", (_, writer) => writer.WriteString("text", "Şuşa <b> 'quote'"));
        var answer = answers.ShouldHaveSingleItem();
        answer.GetProperty("id").GetString().ShouldBe("Ağdam 🕊");
        answer.GetRawText().ShouldContain("\"text\":\"Şuşa <b> 'quote'\"");
    }

    private static async Task<(IReadOnlyList<JsonElement> Answers, int Errors)> RunAsync(string input, Action<JsonElement, Utf8JsonWriter> answer)
    {
        using var output = new MemoryStream();
        var errors = await JsonLines.RunAsync(new StringReader(input), output, 4, answer, TestContext.Current.CancellationToken);
        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (lines.Select(l => JsonDocument.Parse(l).RootElement).ToArray(), errors);
    }
}
