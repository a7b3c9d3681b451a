using System.Text.Json;
using IngestWorker.Contracts;

namespace IngestWorker.Events;

/// <summary>The wire view of an event: snake_case, nulls present, offsets in code points.</summary>
public static class EventJson
{
    /// <summary>Writes one event as a JSON object.</summary>
    public static void Write(Utf8JsonWriter json, CodedEvent e)
    {
        json.WriteStartObject();
        json.WriteString("id", e.EventId);
        json.WriteString("trigger", e.Trigger.Text);
        json.WriteNumber("start", e.Trigger.Start);
        json.WriteNumber("end", e.Trigger.End);
        json.WriteString("event", e.Type.ToName());
        WriteStrings(json, "mode", e.Modes);
        WriteActors(json, "actors", e.Actors);
        WriteActors(json, "recipients", e.Recipients);
        json.WriteString("status", e.Status.ToName());
        WriteDate(json, e.Date);
        WritePlace(json, e.Place);
        json.WritePropertyName("according_to");
        if (e.AccordingTo is { } source) WriteActor(json, source);
        else json.WriteNullValue();
        json.WriteString("claim", e.Claim?.ToName());
        WriteQuantity(json, "dead", e.Dead);
        WriteQuantity(json, "injured", e.Injured);
        json.WriteNumber("quad", e.Quad);
        json.WriteNumber("score", e.Score);
        WriteStrings(json, "context", e.Contexts);
        json.WriteString("cameo", e.Cameo);
        json.WriteStartObject("sentence");
        json.WriteNumber("start", e.Sentence.Start);
        json.WriteNumber("end", e.Sentence.End);
        json.WriteEndObject();
        json.WriteNumber("confidence", e.Confidence);
        json.WriteString("rule", e.Rule);
        json.WriteEndObject();
    }

    /// <summary>Writes the events of a document as an array.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<CodedEvent> events)
    {
        json.WriteStartArray();
        foreach (var e in events) Write(json, e);
        json.WriteEndArray();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void WriteActors(Utf8JsonWriter json, string name, IReadOnlyList<Actor> actors)
    {
        json.WriteStartArray(name);
        foreach (var actor in actors) WriteActor(json, actor);
        json.WriteEndArray();
    }

    private static void WriteActor(Utf8JsonWriter json, Actor actor)
    {
        json.WriteStartObject();
        json.WriteString("text", actor.Text);
        json.WriteNumber("start", actor.Start);
        json.WriteNumber("end", actor.End);
        json.WriteString("country", actor.Country);
        WriteStrings(json, "sectors", actor.Sectors);
        json.WriteEndObject();
    }

    private static void WriteDate(Utf8JsonWriter json, EventDate? date)
    {
        if (date is null)
        {
            json.WriteNull("date");
            return;
        }

        json.WriteStartObject("date");
        json.WriteString("start", date.Start?.ToString("O"));
        json.WriteString("end", date.End?.ToString("O"));
        json.WriteString("text", date.Text);
        json.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter json, Place? place)
    {
        if (place is null)
        {
            json.WriteNull("place");
            return;
        }

        json.WriteStartObject("place");
        json.WriteString("text", place.Text);
        json.WriteNumber("start", place.Start);
        json.WriteNumber("end", place.End);
        json.WriteString("country", place.Country);
        json.WriteString("kind", place.Kind);
        if (place is { Latitude: { } latitude, Longitude: { } longitude })
        {
            json.WriteNumber("lat", latitude);
            json.WriteNumber("lon", longitude);
        }
        else
        {
            json.WriteNull("lat");
            json.WriteNull("lon");
        }

        json.WriteEndObject();
    }

    private static void WriteQuantity(Utf8JsonWriter json, string name, Quantity? quantity)
    {
        if (quantity is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        WriteNumber(json, "value", quantity.Value);
        WriteNumber(json, "min", quantity.Min);
        WriteNumber(json, "max", quantity.Max);
        json.WriteString("text", quantity.Text);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
