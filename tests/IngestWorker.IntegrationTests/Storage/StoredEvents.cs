using IngestWorker.Contracts;
using IngestWorker.Storage.Sql;

namespace IngestWorker.IntegrationTests.Storage;

/// <summary>Reads events back from their columns alone: what is lost in storing is missing here.</summary>
internal static class StoredEvents
{
    public static async Task<List<CodedEvent>> ReadAsync(TestDatabase test, Guid articleId)
    {
        var events = await test.QueryAsync<dynamic>("SELECT * FROM events WHERE article_id = @articleId ORDER BY trigger_start", new { articleId });
        var actors = await test.QueryAsync<dynamic>("SELECT * FROM event_actors ORDER BY event_id, role, position");
        var figures = await test.QueryAsync<dynamic>("SELECT * FROM event_figures ORDER BY event_id, position");
        var mentions = await test.QueryAsync<dynamic>("SELECT * FROM event_mentions ORDER BY event_id, position");
        return events.Select(e => ToEvent((IDictionary<string, object?>)e, Rows(actors)) with
        {
            Figures = Rows(figures).Where(f => Equals(f["event_id"], e.event_id)).Select(ToFigure).ToList(),
            Mentions = Rows(mentions).Where(m => Equals(m["event_id"], e.event_id)).Select(ToMention).ToList(),
        }).ToList();

        static List<IDictionary<string, object?>> Rows(IEnumerable<dynamic> rows) => rows.Select(r => (IDictionary<string, object?>)r).ToList();
    }

    private static CodedEvent ToEvent(IDictionary<string, object?> e, List<IDictionary<string, object?>> actors)
    {
        List<Actor> Of(string role) => actors.Where(a => Equals(a["event_id"], e["event_id"]) && (string)a["role"]! == role).Select(ToActor).ToList();
        return new CodedEvent
        {
            EventId = Guid.Parse(e["event_id"]!.ToString()!),
            Type = EnumNames.Parse<PloverType>((string)e["type"]!),
            Modes = StoredForm.Words(e["modes"]),
            Contexts = StoredForm.Words(e["contexts"]),
            Quad = Int(e["quad"])!.Value,
            Score = (double)e["score"]!,
            Cameo = (string?)e["cameo"],
            Trigger = new Span(Int(e["trigger_start"])!.Value, Int(e["trigger_end"])!.Value, (string)e["trigger_text"]!),
            Sentence = new Span(Int(e["sentence_start"])!.Value, Int(e["sentence_end"])!.Value, (string)e["sentence_text"]!),
            Actors = Of("actor"),
            Recipients = Of("recipient"),
            Status = EnumNames.Parse<EventStatus>((string)e["status"]!),
            Date = e["date_text"] is string date ? new EventDate(Day(e["date_start"]), Day(e["date_end"]), date) : null,
            Place = e["place_text"] is string place
                ? new Place
                {
                    Text = place,
                    Start = Int(e["place_start"])!.Value,
                    End = Int(e["place_end"])!.Value,
                    Country = (string?)e["place_country"],
                    Kind = (string?)e["place_kind"],
                    Latitude = (double?)e["place_latitude"],
                    Longitude = (double?)e["place_longitude"],
                }
                : null,
            AccordingTo = Of("according_to").SingleOrDefault(),
            Claim = e["claim"] is string claim ? EnumNames.Parse<Claim>(claim) : null,
            Dead = Quantity(e, "dead"),
            RelayedBy = Party(e, "relayed_by"),
            Injured = Quantity(e, "injured"),
            Arrested = Quantity(e, "arrested"),
            Displaced = Quantity(e, "displaced"),
            Participants = Quantity(e, "participants"),
            Confidence = (double)e["confidence"]!,
            Rule = (string)e["rule"]!,
        };
    }

    private static Figure ToFigure(IDictionary<string, object?> f) => new()
    {
        Kind = EnumNames.Parse<FigureKind>((string)f["kind"]!),
        Quantity = new Quantity(Int(f["value"]), Int(f["min"]), Int(f["max"]), (string)f["text"]!),
        Start = Int(f["text_start"])!.Value,
        End = Int(f["text_end"])!.Value,
        Of = Party(f, "of"),
        AccordingTo = Party(f, "according_to"),
        Claim = f["claim"] is string claim ? EnumNames.Parse<Claim>(claim) : null,
        RelayedBy = Party(f, "relayed_by"),
    };

    private static Mention ToMention(IDictionary<string, object?> m) =>
        new(new Span(Int(m["trigger_start"])!.Value, Int(m["trigger_end"])!.Value, (string)m["trigger_text"]!), Int(m["sentence_start"])!.Value, Int(m["sentence_end"])!.Value);

    private static Actor? Party(IDictionary<string, object?> row, string of) => row[$"{of}_text"] is string text
        ? new Actor { Text = text, Start = Int(row[$"{of}_start"])!.Value, End = Int(row[$"{of}_end"])!.Value, Country = (string?)row[$"{of}_country"], Sectors = StoredForm.Words(row[$"{of}_sectors"]) }
        : null;

    private static Actor ToActor(IDictionary<string, object?> a) => new()
    {
        Text = (string)a["text"]!,
        Start = Int(a["text_start"])!.Value,
        End = Int(a["text_end"])!.Value,
        Country = (string?)a["country"],
        Sectors = StoredForm.Words(a["sectors"]),
    };

    private static Quantity? Quantity(IDictionary<string, object?> e, string of) => e[$"{of}_text"] is string text
        ? new Quantity(Int(e[$"{of}_value"]), Int(e[$"{of}_min"]), Int(e[$"{of}_max"]), text)
        : null;

    private static int? Int(object? value) => value is null ? null : Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture);

    private static DateOnly? Day(object? value) => value switch
    {
        null => null,
        DateOnly day => day,
        DateTime time => DateOnly.FromDateTime(time),
        _ => DateOnly.ParseExact((string)value, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
    };
}
