using System.Globalization;
using System.Text;
using IngestWorker.Contracts;

namespace IngestWorker.Benchmarks.Delivery;

/// <summary>Articles with their events as the coder would publish them, of a given size; the same for the same number, so that every path gets the same messages.</summary>
internal sealed class Workload(int textLength, int events)
{
    private static readonly string[] s_words =
        "harbour ministry convoy village council spokesman northern officials reported yesterday bridge soldiers delegation market talks river province agreed clashes district wounded statement border police after during against towards".Split(' ');

    private static readonly PloverType[] s_types = Enum.GetValues<PloverType>();

    private static readonly string[] s_countries = ["ARM", "AZE", "FRA", "KEN", "CHL", "NPL", "EGY", "GEO"];

    public static List<Item> Items(int round, int count, int hosts = 50) =>
        [.. Enumerable.Range(0, count).Select(i => Item(string.Create(CultureInfo.InvariantCulture, $"http://paper{i % hosts}.example/{round}/{i}"), string.Create(CultureInfo.InvariantCulture, $"paper{i % hosts}.example")))];

    public List<EventsExtracted> Messages(IReadOnlyList<Item> items) => [.. items.Select(Message)];

    private static Item Item(string url, string host) => new() { ItemId = DeterministicId.ForItem(url), CanonicalUrl = url, Url = url, Host = host };

    private EventsExtracted Message(Item item)
    {
        var random = new Random(item.ItemId.GetHashCode());
        var sentences = new List<Span>();
        var text = new StringBuilder();
        while (text.Length < textLength) AddSentence(text, sentences, random);
        var whole = text.ToString();
        var now = DateTimeOffset.UtcNow;
        var article = new Article
        {
            ArticleId = DeterministicId.ForArticle(item.ItemId, whole),
            ItemId = item.ItemId,
            PageId = DeterministicId.ForPage(item.ItemId, "page"),
            Url = item.Url,
            FetchedAt = now,
            Content = Content(item, whole, sentences, now),
        };
        return new EventsExtracted
        {
            Article = article,
            Events = [.. Enumerable.Range(0, events).Select(i => Event(article.ArticleId, sentences[i * sentences.Count / events], i, random))],
            CodingOutcome = Outcome.Ok,
            Attempt = 1,
            Coder = "ingestworker/1.0",
            ExtractedAt = now,
        };
    }

    private static ArticleContent Content(Item item, string text, List<Span> sentences, DateTimeOffset now) => new()
    {
        Text = text,
        Blocks = [.. sentences.Chunk(3).Select(c => new TextBlock(BlockKind.Paragraph, c[0].Start, c[^1].End))],
        Headings = [new Heading(0, 2, "What is known so far")],
        Title = "Convoy reaches the harbour after two days of talks",
        Authors = ["A. Correspondent"],
        Agency = "AFP",
        Published = now.AddHours(-1),
        Modified = now,
        Language = "en",
        CanonicalUrl = item.CanonicalUrl,
        SiteName = "The Paper",
        ImageUrl = item.Url + ".jpg",
        Section = "World",
        Tags = ["talks", "harbour"],
        Description = sentences[0].Text,
        Confidence = 0.93,
        Provenance = new Dictionary<string, string> { ["title"] = "json-ld", ["published"] = "json-ld", ["authors"] = "meta:author" },
    };

    private static void AddSentence(StringBuilder text, List<Span> sentences, Random random)
    {
        if (text.Length > 0) text.Append(sentences.Count % 3 == 0 ? '\n' : ' ');
        var start = text.Length;
        text.Append("Baku");
        for (var words = random.Next(14, 26); words > 0; words--) text.Append(' ').Append(s_words[random.Next(s_words.Length)]);
        text.Append('.');
        sentences.Add(new Span(start, text.Length, text.ToString(start, text.Length - start)));
    }

    // Every second one has a source, a place and a figure, as about half of the coded events have.
    private static CodedEvent Event(Guid articleId, Span sentence, int number, Random random)
    {
        var type = s_types[random.Next(s_types.Length)];
        var trigger = new Span(sentence.Start + 5 + number, sentence.Start + 12 + number, "clashes");
        var isRich = number % 2 == 0;
        return new CodedEvent
        {
            EventId = DeterministicId.ForEvent(articleId, trigger.Start, trigger.End, type),
            Type = type,
            Contexts = ["military"],
            Quad = 4,
            Score = -9,
            Cameo = "190",
            Trigger = trigger,
            Sentence = sentence,
            Actors = [Actor("northern soldiers", sentence.Start, random)],
            Recipients = [Actor("the harbour village", sentence.Start + 20, random)],
            Date = new EventDate(new DateOnly(2020, 10, 1 + random.Next(28)), new DateOnly(2020, 10, 28), "yesterday"),
            Place = isRich ? new Place { Text = "Ganja", Start = sentence.Start, End = sentence.Start + 5, Country = "AZE", Kind = "locality", Latitude = 40.68, Longitude = 46.36 } : null,
            AccordingTo = isRich ? Actor("Baku", sentence.Start, random) : null,
            Claim = isRich ? Claim.Stated : null,
            Dead = isRich ? new Quantity(random.Next(200), null, 200, "nearly 200") : null,
            Confidence = 0.75,
            Rule = "verb:clash",
        };
    }

    private static Actor Actor(string text, int start, Random random) =>
        new() { Text = text, Start = start, End = start + text.Length, Country = s_countries[random.Next(s_countries.Length)], Sectors = ["MIL"] };
}
