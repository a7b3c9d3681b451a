using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using IngestWorker.IntegrationTests.Web;

namespace IngestWorker.IntegrationTests.EndToEnd;

/// <summary>Real pages and the seed's article, behind an RSS, an Atom and a JSON feed and a list of URLs.</summary>
internal sealed class NewsSite
{
    private const int Pages = 72;
    private static readonly DateTimeOffset s_day = new(2020, 10, 2, 12, 0, 0, TimeSpan.Zero);

    private NewsSite(TestSite site, IReadOnlyList<string> articles)
    {
        Site = site;
        Articles = articles;
        Feeds = [site.Url("/rss.xml"), site.Url("/atom.xml"), site.Url("/feed.json")];
    }

    public TestSite Site { get; }

    /// <summary>The addresses of all articles, each once.</summary>
    public IReadOnlyList<string> Articles { get; }

    public IReadOnlyList<string> Feeds { get; }

    public string SeedUrl => Articles[0];

    /// <summary>The lines of the seed's article that must be in its text, and those that must not.</summary>
    public IReadOnlyList<string> SeedLines { get; private init; } = [];

    public IReadOnlyList<string> SeedNoise { get; private init; } = [];

    /// <summary>The articles that only the list of URLs names, one a line.</summary>
    public string UrlList => string.Join('\n', Articles.Skip(Articles.Count * 3 / 4)) + "\n";

    public static async Task<NewsSite> StartAsync(CancellationToken cancellationToken)
    {
        var (lines, noise) = Shared.Seed();
        var pages = Shared.NewsPages(Pages);
        var site = await TestSite.StartAsync(cancellationToken);
        var articles = new List<string> { Add(site, "/news/2020/10/2/karabakh", SeedPage.Render(lines, noise)) };
        articles.AddRange(pages.Select(page => Add(site, $"/page/{page.Id}.html", page.Html)));
        var news = new NewsSite(site, articles)
        {
            SeedLines = [.. lines.Where((_, i) => !noise.ContainsKey(i + 1))],
            SeedNoise = [.. lines.Where((_, i) => noise.ContainsKey(i + 1))],
        };

        // A quarter each, overlapping by five: an article seen in two feeds is one article.
        var quarter = articles.Count / 4;
        site.On("/rss.xml", Answers.Conditional(Encoding.UTF8.GetBytes(Rss(articles.Take(quarter + 5))), "application/rss+xml"));
        site.On("/atom.xml", Answers.Conditional(Encoding.UTF8.GetBytes(Atom(site, articles.Skip(quarter).Take(quarter + 5))), "application/atom+xml"));
        site.On("/feed.json", Answers.Conditional(Encoding.UTF8.GetBytes(JsonFeed(articles.Skip(2 * quarter).Take(quarter + 5))), "application/feed+json"));
        return news;
    }

    private static string Add(TestSite site, string path, string html)
    {
        site.On(path, Answers.Conditional(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8"));
        return site.Url(path);
    }

    private static string Rss(IEnumerable<string> urls) =>
        $"""<?xml version="1.0"?><rss version="2.0"><channel><title>World Desk</title><link>http://127.0.0.1/</link><description>News</description>{string.Concat(urls.Select(u =>
            $"<item><title>Item</title><link>{WebUtility.HtmlEncode(u)}</link><guid>{WebUtility.HtmlEncode(u)}</guid><pubDate>{s_day:R}</pubDate></item>"))}</channel></rss>""";

    private static string Atom(TestSite site, IEnumerable<string> urls) =>
        $"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>World Desk, second</title><id>{site.BaseUrl}</id><updated>{Iso}</updated>{string.Concat(urls.Select(u =>
            $"<entry><title>Entry</title><id>{WebUtility.HtmlEncode(u)}</id><link href=\"{WebUtility.HtmlEncode(u)}\"/><published>{Iso}</published><updated>{Iso}</updated></entry>"))}</feed>""";

    private static string JsonFeed(IEnumerable<string> urls) => JsonSerializer.Serialize(new
    {
        version = "https://jsonfeed.org/version/1.1",
        title = "World Desk, third",
        items = urls.Select(u => new { id = u, url = u, title = "Item", date_published = Iso }),
    });

    private static string Iso => s_day.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
