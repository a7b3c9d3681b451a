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
        WriteSource(json, e.AccordingTo, e.Claim, e.RelayedBy);
        WriteQuantity(json, "dead", e.Dead);
        WriteQuantity(json, "injured", e.Injured);
        WriteQuantity(json, "arrested", e.Arrested);
        WriteQuantity(json, "displaced", e.Displaced);
        WriteQuantity(json, "participants", e.Participants);
        json.WriteStartArray("figures");
        foreach (var figure in e.Figures) WriteFigure(json, figure);
        json.WriteEndArray();
        json.WriteNumber("quad", e.Quad);
        json.WriteNumber("score", e.Score);
        WriteStrings(json, "context", e.Contexts);
        json.WriteString("cameo", e.Cameo);
        WriteSentence(json, e.Sentence.Start, e.Sentence.End);
        json.WriteStartArray("mentions");
        foreach (var mention in e.Mentions) WriteMention(json, mention);
        json.WriteEndArray();
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

    private static void WriteActor(Utf8JsonWriter json, string name, Actor? actor)
    {
        json.WritePropertyName(name);
        if (actor is not null) WriteActor(json, actor);
        else json.WriteNullValue();
    }

    private static void WriteSource(Utf8JsonWriter json, Actor? accordingTo, Claim? claim, Actor? relayedBy)
    {
        WriteActor(json, "according_to", accordingTo);
        json.WriteString("claim", claim?.ToName());
        WriteActor(json, "relayed_by", relayedBy);
    }

    private static void WriteFigure(Utf8JsonWriter json, Figure figure)
    {
        json.WriteStartObject();
        json.WriteString("kind", figure.Kind.ToName());
        WriteNumbers(json, figure.Quantity);
        json.WriteNumber("start", figure.Start);
        json.WriteNumber("end", figure.End);
        WriteActor(json, "of", figure.Of);
        WriteSource(json, figure.AccordingTo, figure.Claim, figure.RelayedBy);
        json.WriteEndObject();
    }

    private static void WriteMention(Utf8JsonWriter json, Mention mention)
    {
        json.WriteStartObject();
        json.WriteString("trigger", mention.Trigger.Text);
        json.WriteNumber("start", mention.Trigger.Start);
        json.WriteNumber("end", mention.Trigger.End);
        WriteSentence(json, mention.SentenceStart, mention.SentenceEnd);
        json.WriteEndObject();
    }

    private static void WriteSentence(Utf8JsonWriter json, int start, int end)
    {
        json.WriteStartObject("sentence");
        json.WriteNumber("start", start);
        json.WriteNumber("end", end);
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
        WriteNumbers(json, quantity);
        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, Quantity quantity)
    {
        WriteNumber(json, "value", quantity.Value);
        WriteNumber(json, "min", quantity.Min);
        WriteNumber(json, "max", quantity.Max);
        json.WriteString("text", quantity.Text);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
