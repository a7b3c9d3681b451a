using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using IngestWorker.Demo;

namespace IngestWorker.Tests.Demo;

public sealed partial class DemoSiteTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_article_in_the_three_feeds_can_be_fetched_and_is_in_one_feed_only()
    {
        await using var site = await DemoSite.StartAsync(Token);
        using var client = new HttpClient();

        var links = new List<string>();
        foreach (var feed in site.Feeds) links.AddRange(LinksOf(await client.GetStringAsync(feed, Token)));

        links.Count.ShouldBe(14);
        links.ShouldBeUnique();
        foreach (var link in links)
        {
            link.ShouldStartWith(site.BaseUrl.AbsoluteUri);
            using var response = await client.GetAsync(link, Token);
            response.StatusCode.ShouldBe(HttpStatusCode.OK, link);
            response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        }
    }

    [Fact]
    public async Task No_link_of_any_page_leads_nowhere_or_out_of_the_site()
    {
        await using var site = await DemoSite.StartAsync(Token);
        using var client = new HttpClient();

        var seen = new HashSet<Uri> { site.BaseUrl };
        var waiting = new Queue<Uri>(seen);
        while (waiting.TryDequeue(out var page))
        {
            using var response = await client.GetAsync(page, Token);
            response.StatusCode.ShouldBe(HttpStatusCode.OK, page.AbsoluteUri);
            var text = await response.Content.ReadAsStringAsync(Token);
            text.ShouldNotContain("{{");
            if (response.Content.Headers.ContentType!.MediaType != "text/html") continue;
            foreach (Match link in Link().Matches(text))
            {
                var target = new Uri(page, link.Groups[1].Value);
                target.Authority.ShouldBe(site.BaseUrl.Authority);
                if (!link.Groups[1].Value.StartsWith('#') && seen.Add(target)) waiting.Enqueue(target);
            }
        }

        // The front page, the feeds, the articles, three style sheets and a picture.
        seen.Count.ShouldBe(1 + 3 + 14 + 3 + 1);
    }

    [Fact]
    public async Task An_unchanged_file_is_answered_with_304_by_tag_and_by_date()
    {
        await using var site = await DemoSite.StartAsync(Token);
        using var client = new HttpClient();
        using var first = await client.GetAsync(site.Feeds[0], Token);
        first.Headers.ETag.ShouldNotBeNull();

        using var byTag = new HttpRequestMessage(HttpMethod.Get, site.Feeds[0]);
        byTag.Headers.IfNoneMatch.Add(first.Headers.ETag);
        using var byDate = new HttpRequestMessage(HttpMethod.Get, site.Feeds[0]);
        byDate.Headers.IfModifiedSince = first.Content.Headers.LastModified;
        using var byOtherTag = new HttpRequestMessage(HttpMethod.Get, site.Feeds[0]);
        byOtherTag.Headers.TryAddWithoutValidation("If-None-Match", "\"something else\"");

        (await client.SendAsync(byTag, Token)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await client.SendAsync(byDate, Token)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await client.SendAsync(byOtherTag, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync(new Uri(site.BaseUrl, "nothing"), Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task One_page_is_sent_in_windows_1252_and_only_its_text_says_so()
    {
        await using var site = await DemoSite.StartAsync(Token);
        using var client = new HttpClient();

        var page = new Uri(site.BaseUrl, "dispatch/1982-05-06-buenos-aires-calls-attack-treacherous.html");
        using var response = await client.GetAsync(page, Token);
        var bytes = await response.Content.ReadAsByteArrayAsync(Token);

        response.Content.Headers.ContentType!.CharSet.ShouldBeNull();
        Should.Throw<DecoderFallbackException>(() => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes));
        var text = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
        text.ShouldContain("Nicanor Costa Méndez");
        text.ShouldContain("“treacherous aggression”");
    }

    private static IEnumerable<string> LinksOf(string feed)
    {
        if (feed.StartsWith('{'))
            return [.. JsonDocument.Parse(feed).RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("url").GetString()!)];
        var root = XDocument.Parse(feed).Root!;
        var atom = root.Name.Namespace;
        return root.Name.LocalName == "rss"
            ? root.Descendants("item").Select(i => i.Element("link")!.Value)
            : root.Elements(atom + "entry").Select(e => e.Element(atom + "link")!.Attribute("href")!.Value);
    }

    [GeneratedRegex("""(?:href|src|HREF|SRC)="([^"]*)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Link();
}
