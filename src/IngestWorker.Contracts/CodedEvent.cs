using System.Text.Json.Serialization;

namespace IngestWorker.Contracts;

/// <summary>One event in the PLOVER ontology, with its evidence. Offsets are Unicode code points of the article's text.</summary>
public sealed record CodedEvent
{
    /// <summary><see cref="DeterministicId.ForEvent"/> of the article, the trigger and the type.</summary>
    public required Guid EventId { get; init; }

    public required PloverType Type { get; init; }

    /// <summary>PLOVER modes of the type that the text states ("heavy-weapons"); often none.</summary>
    public IReadOnlyList<string> Modes { get; init; } = [];

    /// <summary>PLOVER contexts ("territory", "military").</summary>
    public IReadOnlyList<string> Contexts { get; init; } = [];

    /// <summary>1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict (PLOVER, Quad categories).</summary>
    public required int Quad { get; init; }

    /// <summary>-10 (conflict) to 10 (cooperation): PLOVER's score of the type or its mode.</summary>
    public required double Score { get; init; }

    /// <summary>The nearest CAMEO code ("190"); null where none fits.</summary>
    public string? Cameo { get; init; }

    /// <summary>The shortest words that express the event.</summary>
    public required Span Trigger { get; init; }

    /// <summary>The sentence that proves it.</summary>
    public required Span Sentence { get; init; }

    public IReadOnlyList<Actor> Actors { get; init; } = [];

    public IReadOnlyList<Actor> Recipients { get; init; } = [];

    public EventStatus Status { get; init; }

    /// <summary>When it happened, never when it was said; null where the text gives nothing.</summary>
    public EventDate? Date { get; init; }

    /// <summary>Where it happened, never where it was said.</summary>
    public Place? Place { get; init; }

    /// <summary>Who says that it happened; null where the paper itself asserts it.</summary>
    public Actor? AccordingTo { get; init; }

    /// <summary>How <see cref="AccordingTo"/> says it; null exactly where that is null.</summary>
    public Claim? Claim { get; init; }

    /// <summary>Who passed it on: of "the authorities reported an attack, Interfax said" Interfax; null where nobody stands between.</summary>
    public Actor? RelayedBy { get; init; }

    public Quantity? Dead { get; init; }

    public Quantity? Injured { get; init; }

    public Quantity? Arrested { get; init; }

    /// <summary>Who had to leave their homes.</summary>
    public Quantity? Displaced { get; init; }

    /// <summary>Who took part in a protest.</summary>
    public Quantity? Participants { get; init; }

    /// <summary>Every figure that the text gives for it, each with those whom it counts and who says so; contradicting ones side by side.</summary>
    public IReadOnlyList<Figure> Figures { get; init; } = [];

    /// <summary>Where the text tells of it. The first is the fullest: <see cref="Trigger"/> and <see cref="Sentence"/>.</summary>
    public IReadOnlyList<Mention> Mentions { get; init; } = [];

    /// <summary>0 to 1: the share of events coded with this confidence that a careful reader accepts.</summary>
    public required double Confidence { get; init; }

    /// <summary>The rule or lexicon entry that fired.</summary>
    public required string Rule { get; init; }
}

/// <summary>A stretch of the article's text.</summary>
/// <param name="Start">First code point.</param>
/// <param name="End">The code point behind the last.</param>
/// <param name="Text">The words themselves.</param>
public sealed record Span(int Start, int End, string Text);

/// <summary>Someone who acts, is acted upon, or says so.</summary>
public sealed record Actor
{
    /// <summary>As written: the shortest full name phrase.</summary>
    public required string Text { get; init; }

    public required int Start { get; init; }

    public required int End { get; init; }

    /// <summary>ISO 3166-1 alpha-3, or IGO, UNO, EUR, NGO, ISM, IMG, MNC; null where unknown.</summary>
    public string? Country { get; init; }

    /// <summary>PLOVER sector codes ("GOV", "MIL").</summary>
    public IReadOnlyList<string> Sectors { get; init; } = [];
}

/// <summary>A day or an interval. Both days are null where the text names a date that cannot be resolved.</summary>
/// <param name="Start">First day.</param>
/// <param name="End">Last day, inclusive; null beside a first day where it goes on ("since October").</param>
/// <param name="Text">As written ("on Friday").</param>
public sealed record EventDate(DateOnly? Start, DateOnly? End, string Text);

/// <summary>Where an event happened.</summary>
public sealed record Place
{
    public required string Text { get; init; }

    public required int Start { get; init; }

    public required int End { get; init; }

    /// <summary>ISO 3166-1 alpha-3; null where unknown.</summary>
    public string? Country { get; init; }

    /// <summary>"country", "province", "region", "locality", "site"; null where unknown.</summary>
    public string? Kind { get; init; }

    /// <summary>Degrees, WGS 84.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees, WGS 84.</summary>
    public double? Longitude { get; init; }
}

/// <summary>A number of people: "nearly 200" is value 200, max 200; "at least 86" value 86, min 86; "dozens" min 24 and no value.</summary>
public sealed record Quantity(int? Value, int? Min, int? Max, string Text);

/// <summary>A number of people that one source gives for an event.</summary>
public sealed record Figure
{
    public required FigureKind Kind { get; init; }

    public required Quantity Quantity { get; init; }

    /// <summary>First code point of the quantity's words.</summary>
    public required int Start { get; init; }

    /// <summary>The code point behind their last.</summary>
    public required int End { get; init; }

    /// <summary>Whom it counts, where the text says who they are: the side that lost them.</summary>
    public Actor? Of { get; init; }

    /// <summary>Who gives it; null where the paper itself does.</summary>
    public Actor? AccordingTo { get; init; }

    /// <summary>How; null exactly where <see cref="AccordingTo"/> is null.</summary>
    public Claim? Claim { get; init; }

    /// <summary>Who passed it on.</summary>
    public Actor? RelayedBy { get; init; }
}

/// <summary>A place in the text that tells of an event.</summary>
/// <param name="Trigger">The words that express it there.</param>
/// <param name="SentenceStart">First code point of their sentence.</param>
/// <param name="SentenceEnd">The code point behind its last.</param>
public sealed record Mention(Span Trigger, int SentenceStart, int SentenceEnd);

[JsonConverter(typeof(JsonStringEnumConverter<FigureKind>))]
public enum FigureKind
{
    [JsonStringEnumMemberName("dead")] Dead,
    [JsonStringEnumMemberName("injured")] Injured,
    [JsonStringEnumMemberName("arrested")] Arrested,
    [JsonStringEnumMemberName("displaced")] Displaced,
    [JsonStringEnumMemberName("participants")] Participants,
}

[JsonConverter(typeof(JsonStringEnumConverter<EventStatus>))]
public enum EventStatus
{
    [JsonStringEnumMemberName("actual")] Actual,
    [JsonStringEnumMemberName("historical")] Historical,
    [JsonStringEnumMemberName("future")] Future,
    [JsonStringEnumMemberName("hypothetical")] Hypothetical,
    [JsonStringEnumMemberName("negated")] Negated,
}

[JsonConverter(typeof(JsonStringEnumConverter<Claim>))]
public enum Claim
{
    [JsonStringEnumMemberName("stated")] Stated,

    /// <summary>The paper distances itself from it.</summary>
    [JsonStringEnumMemberName("claimed")] Claimed,
    [JsonStringEnumMemberName("denied")] Denied,
    [JsonStringEnumMemberName("confirmed")] Confirmed,
}

/// <summary>The 16 event types of PLOVER, in the manual's order and spelling.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PloverType>))]
public enum PloverType
{
    [JsonStringEnumMemberName("AGREE")] Agree,
    [JsonStringEnumMemberName("CONSULT")] Consult,
    [JsonStringEnumMemberName("SUPPORT")] Support,
    [JsonStringEnumMemberName("CONCEDE")] Concede,
    [JsonStringEnumMemberName("COOPERATE")] Cooperate,
    [JsonStringEnumMemberName("AID")] Aid,
    [JsonStringEnumMemberName("RETREAT")] Retreat,
    [JsonStringEnumMemberName("REQUEST")] Request,
    [JsonStringEnumMemberName("ACCUSE")] Accuse,
    [JsonStringEnumMemberName("REJECT")] Reject,
    [JsonStringEnumMemberName("THREATEN")] Threaten,
    [JsonStringEnumMemberName("PROTEST")] Protest,
    [JsonStringEnumMemberName("SANCTION")] Sanction,
    [JsonStringEnumMemberName("MOBILIZE")] Mobilize,
    [JsonStringEnumMemberName("COERCE")] Coerce,
    [JsonStringEnumMemberName("ASSAULT")] Assault,
}
