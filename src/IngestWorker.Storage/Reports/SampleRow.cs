using IngestWorker.Contracts;
using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

internal sealed class SampleRow
{
    public Guid EventId { get; init; }

    public string Type { get; init; } = "";

    public string Status { get; init; } = "";

    public string SentenceText { get; init; } = "";

    public string TriggerText { get; init; } = "";

    public string? Claim { get; init; }

    public DateOnly? DateStart { get; init; }

    public DateOnly? DateEnd { get; init; }

    public string? PlaceText { get; init; }

    public int? DeadValue { get; init; }

    public int? DeadMin { get; init; }

    public int? DeadMax { get; init; }

    public string? DeadText { get; init; }

    public int? InjuredValue { get; init; }

    public int? InjuredMin { get; init; }

    public int? InjuredMax { get; init; }

    public string? InjuredText { get; init; }

    public double Confidence { get; init; }

    public string ArticleUrl { get; init; } = "";

    public string? ArticleTitle { get; init; }

    public EventSample ToSample(IReadOnlyList<SampleActorRow> actors) => new()
    {
        EventId = EventId,
        Type = EnumNames.Parse<PloverType>(Type),
        Status = EnumNames.Parse<EventStatus>(Status),
        Sentence = SentenceText,
        Trigger = TriggerText,
        Actors = Of(actors, "actor"),
        Recipients = Of(actors, "recipient"),
        AccordingTo = Of(actors, "according_to").FirstOrDefault(),
        Claim = Claim is null ? null : EnumNames.Parse<Claim>(Claim),
        DateStart = DateStart,
        DateEnd = DateEnd,
        Place = PlaceText,
        Dead = DeadText is null ? null : new Quantity(DeadValue, DeadMin, DeadMax, DeadText),
        Injured = InjuredText is null ? null : new Quantity(InjuredValue, InjuredMin, InjuredMax, InjuredText),
        Confidence = Confidence,
        ArticleUrl = ArticleUrl,
        ArticleTitle = ArticleTitle,
    };

    private static List<Actor> Of(IReadOnlyList<SampleActorRow> actors, string role) =>
        actors.Where(a => a.Role == role).Select(a => a.ToActor()).ToList();
}

internal sealed class SampleActorRow
{
    public Guid EventId { get; init; }

    public string Role { get; init; } = "";

    public string Text { get; init; } = "";

    public int TextStart { get; init; }

    public int TextEnd { get; init; }

    public string? Country { get; init; }

    public object? Sectors { get; init; }

    public Actor ToActor() => new()
    {
        Text = Text,
        Start = TextStart,
        End = TextEnd,
        Country = Country,
        Sectors = StoredForm.Words(Sectors),
    };
}
