using IngestWorker.Contracts;
using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>What is stored of items, to be compared with what their pages give now.</summary>
public sealed class CodedArticles(IDatabase database)
{
    /// <summary>The items with their current articles and these' events. Items that are not known are left out.</summary>
    public Task<IReadOnlyList<CodedItem>> ReadAsync(IReadOnlyCollection<Guid> items, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<CodedItem>>(
        async session =>
        {
            var rows = await session.QueryAsync<ItemRow>(
                $"""
                SELECT i.item_id, i.url, i.state, i.attempt, i.feed_id, i.title, i.published_at, i.published_offset_minutes,
                    a.article_id, a.title AS article_title, a.text, a.language, a.published_at AS article_published_at
                FROM items i LEFT JOIN articles a ON a.item_id = i.item_id AND a.is_current
                WHERE i.item_id {session.Sql.In("@items")}
                """,
                new { items = session.Sql.List(items) });
            var articles = session.Sql.List(rows.Select(r => r.ArticleId).OfType<Guid>().ToList());
            var events = (await session.QueryAsync<CodedEventRow>(
                $"""
                SELECT event_id, article_id, type, status, trigger_text, sentence_text, date_start, date_end, place_text, claim, dead_text, injured_text
                FROM events WHERE article_id {session.Sql.In("@articles")} ORDER BY article_id, trigger_start, type
                """,
                new { articles })).ToLookup(e => e.ArticleId);
            var actors = (await session.QueryAsync<CodedActorRow>(
                $"""
                SELECT e.event_id, x.role, x.text, x.country FROM event_actors x JOIN events e ON e.event_id = x.event_id
                WHERE e.article_id {session.Sql.In("@articles")} ORDER BY x.event_id, x.role, x.position
                """,
                new { articles })).ToLookup(a => a.EventId);
            return rows.Select(r => r.ToItem(r.ArticleId is { } id ? events[id].Select(e => e.ToSummary(actors[e.EventId].ToList())).ToList() : [])).ToList();
        },
        cancellationToken);

    private sealed class ItemRow
    {
        public Guid ItemId { get; init; }

        public string Url { get; init; } = "";

        public string State { get; init; } = "";

        public int Attempt { get; init; }

        public Guid? FeedId { get; init; }

        public string? Title { get; init; }

        public DateTimeOffset? PublishedAt { get; init; }

        public int? PublishedOffsetMinutes { get; init; }

        public Guid? ArticleId { get; init; }

        public string? ArticleTitle { get; init; }

        public string? Text { get; init; }

        public string? Language { get; init; }

        public DateTimeOffset? ArticlePublishedAt { get; init; }

        public CodedItem ToItem(IReadOnlyList<EventSummary> events) => new()
        {
            Command = new FetchArticle
            {
                ItemId = ItemId,
                Url = Url,
                FeedId = FeedId,
                Attempt = Attempt,
                Title = Title,
                Published = PublishedAt?.ToOffset(TimeSpan.FromMinutes(PublishedOffsetMinutes ?? 0)),
            },
            IsStored = State == "stored",
            ArticleId = ArticleId,
            Title = ArticleTitle,
            Text = Text,
            Language = Language,
            Published = ArticlePublishedAt,
            Events = events,
        };
    }

    private sealed class CodedEventRow
    {
        public Guid EventId { get; init; }

        public Guid ArticleId { get; init; }

        public string Type { get; init; } = "";

        public string Status { get; init; } = "";

        public string TriggerText { get; init; } = "";

        public string SentenceText { get; init; } = "";

        public DateOnly? DateStart { get; init; }

        public DateOnly? DateEnd { get; init; }

        public string? PlaceText { get; init; }

        public string? Claim { get; init; }

        public string? DeadText { get; init; }

        public string? InjuredText { get; init; }

        public EventSummary ToSummary(IReadOnlyList<CodedActorRow> actors) => new()
        {
            Type = Type,
            Status = Status,
            Trigger = TriggerText,
            Sentence = SentenceText,
            Actors = Names(actors, "actor"),
            Recipients = Names(actors, "recipient"),
            AccordingTo = Names(actors, "according_to").FirstOrDefault(),
            Claim = Claim,
            DateStart = DateStart,
            DateEnd = DateEnd,
            Place = PlaceText,
            Dead = DeadText,
            Injured = InjuredText,
        };

        private static List<string> Names(IReadOnlyList<CodedActorRow> actors, string role) =>
            actors.Where(a => a.Role == role).Select(a => EventSummary.Name(a.Text, a.Country)).ToList();
    }

    private sealed class CodedActorRow
    {
        public Guid EventId { get; init; }

        public string Role { get; init; } = "";

        public string Text { get; init; } = "";

        public string? Country { get; init; }
    }
}

/// <summary>An item with its current article.</summary>
public sealed record CodedItem
{
    /// <summary>The command that its page was fetched for, with what the feed knows of it.</summary>
    public required FetchArticle Command { get; init; }

    /// <summary>False where the item ended without an article.</summary>
    public required bool IsStored { get; init; }

    public Guid? ArticleId { get; init; }

    public string? Title { get; init; }

    public string? Text { get; init; }

    public string? Language { get; init; }

    public DateTimeOffset? Published { get; init; }

    public IReadOnlyList<EventSummary> Events { get; init; } = [];
}

/// <summary>An event by what a reader would compare: of two with the same sentence, trigger and type the rest tells what changed.</summary>
public sealed record EventSummary
{
    public required string Type { get; init; }

    public required string Status { get; init; }

    public required string Trigger { get; init; }

    public required string Sentence { get; init; }

    public IReadOnlyList<string> Actors { get; init; } = [];

    public IReadOnlyList<string> Recipients { get; init; } = [];

    public string? AccordingTo { get; init; }

    public string? Claim { get; init; }

    public DateOnly? DateStart { get; init; }

    public DateOnly? DateEnd { get; init; }

    public string? Place { get; init; }

    public string? Dead { get; init; }

    public string? Injured { get; init; }

    public static EventSummary Of(CodedEvent e) => new()
    {
        Type = e.Type.ToName(),
        Status = e.Status.ToName(),
        Trigger = StoredForm.Clean(e.Trigger.Text)!,
        Sentence = StoredForm.Clean(e.Sentence.Text)!,
        Actors = e.Actors.Select(Name).ToList(),
        Recipients = e.Recipients.Select(Name).ToList(),
        AccordingTo = e.AccordingTo is { } source ? Name(source) : null,
        Claim = e.Claim?.ToName(),
        DateStart = e.Date?.Start,
        DateEnd = e.Date?.End,
        Place = StoredForm.Clean(e.Place?.Text),
        Dead = StoredForm.Clean(e.Dead?.Text),
        Injured = StoredForm.Clean(e.Injured?.Text),
    };

    internal static string Name(string text, string? country) => country is null ? text : $"{text} [{country}]";

    private static string Name(Actor actor) => Name(StoredForm.Clean(actor.Text)!, actor.Country);
}
