using System.Text;
using System.Text.Json;
using IngestWorker.Events;

namespace IngestWorker.Tests.Events;

public sealed class EventJsonTests
{
    [Fact]
    public void An_event_is_written_with_every_field_and_nulls_present()
    {
        var events = new EventCoder().Code(new CodingInput { ArticleId = Guid.Empty, Text = "The Turkish army attacked Syrian soldiers." }).Events;
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream)) EventJson.Write(json, events);
        using var document = JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()));
        var e = document.RootElement.EnumerateArray().Single();
        string[] names = ["id", "trigger", "start", "end", "event", "mode", "actors", "recipients", "status", "date", "place", "according_to", "claim", "relayed_by", "dead", "injured", "arrested", "displaced", "participants", "figures", "quad", "score", "context", "cameo", "sentence", "mentions", "confidence", "rule"];
        e.EnumerateObject().Select(p => p.Name).ShouldBe(names);
        e.GetProperty("event").GetString().ShouldBe("ASSAULT");
        e.GetProperty("quad").GetInt32().ShouldBe(4);
        e.GetProperty("cameo").GetString().ShouldBe("190");
        e.GetProperty("date").ValueKind.ShouldBe(JsonValueKind.Null);
        e.GetProperty("actors")[0].GetProperty("country").GetString().ShouldBe("TUR");
        e.GetProperty("rule").GetString().ShouldStartWith("Lexicon/assault:");
    }
}
