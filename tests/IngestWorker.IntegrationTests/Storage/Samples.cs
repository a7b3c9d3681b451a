using System.Security.Cryptography;
using System.Text;
using IngestWorker.Contracts;
using IngestWorker.Storage;

namespace IngestWorker.IntegrationTests.Storage;

/// <summary>Items, pages and messages for tests.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Monday = new(2020, 10, 5, 9, 30, 0, TimeSpan.FromHours(4));

    public static Item Item(string path, string host = "news.example", DateTimeOffset? published = null) => new()
    {
        ItemId = DeterministicId.ForItem($"https://{host}/{path}"),
        CanonicalUrl = $"https://{host}/{path}",
        Url = $"https://{host}/{path}?ref=feed",
        Host = host,
        Title = $"Title of {path}",
        Published = published,
    };

    public static List<Item> Items(int count, string host = "news.example") => Enumerable.Range(1, count).Select(i => Item($"{i}", host)).ToList();

    public static DispatchRequest Dispatch(int max = 10, int maxInFlight = 1000, TimeSpan? lease = null, TimeSpan? interval = null, int maxAttempts = 5) => new()
    {
        Max = max,
        MaxInFlight = maxInFlight,
        Lease = lease ?? TimeSpan.FromMinutes(5),
        HostInterval = interval ?? TimeSpan.Zero,
        Worker = "worker-1",
        MaxAttempts = maxAttempts,
    };

    public static FetchTerms Terms(TimeSpan lease, TimeSpan? firstRevisit = null, TimeSpan? interval = null) => new() { Lease = lease, FirstRevisit = firstRevisit, HostInterval = interval ?? TimeSpan.Zero };

    public static Disposition Disposition(Guid itemId, int attempt, Stage stage, Outcome outcome, string? detail = null) => new()
    {
        ItemId = itemId,
        Attempt = attempt,
        Stage = stage,
        Outcome = outcome,
        Detail = detail,
        Worker = "worker-1",
        Version = "1.0",
    };

    public static Page Page(Item item, string body, DateTimeOffset? fetchedAt = null, string? etag = null)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return new Page
        {
            PageId = DeterministicId.ForPage(item.ItemId, hash),
            ItemId = item.ItemId,
            Url = item.Url,
            FetchedAt = fetchedAt ?? Monday,
            StatusCode = 200,
            ContentType = "text/html; charset=utf-8",
            ETag = etag,
            LastModified = "Mon, 05 Oct 2020 05:00:00 GMT",
            BodySha256 = hash,
            Body = bytes,
        };
    }

    public static EventsExtracted Message(Item item, string text = "Armenian forces shelled Ganja on Sunday, Baku said.", DateTimeOffset? fetchedAt = null, int attempt = 1)
    {
        var article = new Article
        {
            ArticleId = DeterministicId.ForArticle(item.ItemId, text),
            ItemId = item.ItemId,
            PageId = DeterministicId.ForPage(item.ItemId, text),
            Url = item.Url,
            FetchedAt = fetchedAt ?? Monday,
            Content = Content(text),
        };
        return new EventsExtracted
        {
            Article = article,
            Events = [Shelling(article.ArticleId, text), Statement(article.ArticleId, text)],
            CodingOutcome = Outcome.Ok,
            Attempt = attempt,
            Coder = "coder/1.0",
            ExtractedAt = article.FetchedAt.AddSeconds(2),
        };
    }

    public static CodedEvent Shelling(Guid articleId, string text) => new()
    {
        EventId = DeterministicId.ForEvent(articleId, 16, 23, PloverType.Assault),
        Type = PloverType.Assault,
        Modes = ["heavy-weapons", "a \"quoted\\ mode"],
        Contexts = ["military", "territory"],
        Quad = 4,
        Score = -9.5,
        Cameo = "190",
        Trigger = new Span(16, 23, "shelled"),
        Sentence = new Span(0, text.Length, text),
        Actors = [new Actor { Text = "Armenian forces", Start = 0, End = 15, Country = "ARM", Sectors = ["MIL"] }],
        Recipients = [new Actor { Text = "Ganja", Start = 24, End = 29, Country = "AZE" }],
        Status = EventStatus.Actual,
        Date = new EventDate(new DateOnly(2020, 10, 4), new DateOnly(2020, 10, 4), "on Sunday"),
        Place = new Place { Text = "Ganja", Start = 24, End = 29, Country = "AZE", Kind = "locality", Latitude = 40.68, Longitude = 46.36 },
        AccordingTo = new Actor { Text = "Baku", Start = 41, End = 45, Country = "AZE", Sectors = ["GOV", "MIL"] },
        Claim = Claim.Stated,
        Dead = new Quantity(200, null, 200, "nearly 200"),
        RelayedBy = new Actor { Text = "Interfax", Start = 46, End = 50, Sectors = ["JRN"] },
        Injured = new Quantity(null, 24, null, "dozens"),
        Arrested = new Quantity(3, 3, null, "at least three"),
        Displaced = new Quantity(20_000, null, null, "some 20,000"),
        Participants = new Quantity(null, 2000, null, "thousands"),
        Figures =
        [
            new Figure
            {
                Kind = FigureKind.Dead,
                Quantity = new Quantity(200, null, 200, "nearly 200"),
                Start = 0,
                End = 8,
                Of = new Actor { Text = "soldiers", Start = 3, End = 8, Country = "AZE", Sectors = ["MIL"] },
                AccordingTo = new Actor { Text = "Baku", Start = 41, End = 45, Country = "AZE", Sectors = ["GOV"] },
                Claim = Claim.Claimed,
                RelayedBy = new Actor { Text = "Interfax", Start = 46, End = 50, Sectors = ["JRN"] },
            },
            new Figure { Kind = FigureKind.Injured, Quantity = new Quantity(null, 24, null, "dozens"), Start = 9, End = 15 },
        ],
        Mentions = [new Mention(new Span(16, 23, "shelled"), 0, text.Length), new Mention(new Span(0, 8, "Armenian"), 0, 29)],
        Confidence = 0.75,
        Rule = "verb:shell",
    };

    public static CodedEvent Statement(Guid articleId, string text) => new()
    {
        EventId = DeterministicId.ForEvent(articleId, 46, 50, PloverType.Accuse),
        Type = PloverType.Accuse,
        Quad = 3,
        Score = -2,
        Trigger = new Span(46, 50, "said"),
        Sentence = new Span(0, text.Length, text),
        Confidence = 0.5,
        Rule = "verb:say",
    };

    private static ArticleContent Content(string text) => new()
    {
        Text = text,
        Blocks = [new TextBlock(BlockKind.Paragraph, 0, text.Length)],
        Headings = [new Heading(0, 2, "A heading")],
        Title = "A title",
        Authors = ["Ann O'Nymous", "B, \"C\""],
        Agency = "AFP",
        Published = Monday.AddHours(-1),
        Modified = Monday,
        Language = "en",
        CanonicalUrl = "https://news.example/canonical",
        SiteName = "News",
        ImageUrl = "https://news.example/i.jpg",
        Section = "World",
        Tags = ["war"],
        Description = "About it.",
        Confidence = 0.9,
        Provenance = new Dictionary<string, string> { ["published"] = "json-ld" },
    };
}
