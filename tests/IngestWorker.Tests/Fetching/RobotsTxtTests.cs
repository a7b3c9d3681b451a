using System.Diagnostics;
using System.Text;
using CsCheck;
using IngestWorker.Fetching;

namespace IngestWorker.Tests.Fetching;

public sealed class RobotsTxtTests
{
    [Theory]
    [InlineData("Disallow: /a", "/a", false)]
    [InlineData("Disallow: /a", "/abc/d", false)]
    [InlineData("Disallow: /a", "/b/a", true)]
    [InlineData("Disallow: /A", "/a", true)]
    [InlineData("Disallow: /a/", "/a", true)]
    [InlineData("Disallow:", "/a", true)]
    [InlineData("Disallow: /", "/", false)]
    [InlineData("Disallow: /", "/robots.txt", true)]
    [InlineData("Disallow: /a\nAllow: /a/b", "/a/b/c", true)]
    [InlineData("Allow: /a/b\nDisallow: /a", "/a/c", false)]
    [InlineData("Disallow: /a\nAllow: /a", "/a", true)]
    [InlineData("Disallow: /*.gif$", "/x/y.gif", false)]
    [InlineData("Disallow: /*.gif$", "/x/y.gif?z", true)]
    [InlineData("Disallow: /*.gif", "/x/y.gif?z", false)]
    [InlineData("Disallow: /*/b/*/d", "/a/b/c/d/e", false)]
    [InlineData("Disallow: /*/b/*/d", "/a/b/d", true)]
    [InlineData("Disallow: *?print=", "/a?print=1", false)]
    [InlineData("Disallow: /a$", "/a", false)]
    [InlineData("Disallow: /a$", "/ab", true)]
    [InlineData("Disallow: /*a*a$", "/a", true)]
    [InlineData("Disallow: /*a*a$", "/aa", false)]
    [InlineData("Allow: /p\nDisallow: /", "/page", true)]
    [InlineData("Allow: /$\nDisallow: /", "/", true)]
    [InlineData("Allow: /$\nDisallow: /", "/page.htm", false)]
    [InlineData("Allow: /folder\nDisallow: /folder", "/folder/page", true)]
    [InlineData("Allow: /page\nDisallow: /*.htm", "/page.htm", false)]
    [InlineData("Disallow: /%7Ejoe", "/~joe/x", false)]
    [InlineData("Disallow: /~joe", "/%7ejoe/x", false)]
    [InlineData("Disallow: /ü", "/%C3%BC", false)]
    [InlineData("Disallow: /%c3%bc", "/ü", false)]
    [InlineData("Disallow: /a%2Fb", "/a/b", true)]
    [InlineData("Disallow: /a%2ab", "/a*b", false)]
    [InlineData("Disallow: /a%2Ab", "/axb", true)]
    [InlineData("Disallow: /a # comment", "/a", false)]
    [InlineData("Dissallow: /a", "/a", false)]
    [InlineData("disallow : /a", "/a", false)]
    [InlineData("Disallow: a", "/a", true)]
    [InlineData("Noindex: /a", "/a", true)]
    public void The_longest_rule_that_matches_decides(string rules, string path, bool allowed) =>
        Rules("User-agent: *\n" + rules).Allows(path).ShouldBe(allowed);

    [Theory]
    [InlineData("User-agent: ingestworker\nDisallow: /\n\nUser-agent: *\nAllow: /", false)]
    [InlineData("User-agent: IngestWorker/2.0\nDisallow: /", false)]
    [InlineData("User-agent: Ingest\nDisallow: /", true)]
    [InlineData("User-agent: IngestWorkerNews\nDisallow: /", true)]
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: IngestWorker\nAllow: /", true)]
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: IngestWorker\nDisallow:", true)]
    [InlineData("User-agent: a\nUser-agent: IngestWorker\nUser-agent: b\nDisallow: /", false)]
    [InlineData("User-agent: IngestWorker\nAllow: /x\n\nUser-agent: *\nAllow: /\n\nUser-agent: IngestWorker\nDisallow: /", false)]
    [InlineData("User-agent: a\nCrawl-delay: 3\nUser-agent: IngestWorker\nDisallow: /", false)]
    [InlineData("User-agent: a\nSitemap: https://example.com/s.xml\n\nUser-agent: IngestWorker\nDisallow: /", false)]
    [InlineData("User-agent: a\nDisallow: /x\nUser-agent: b\nDisallow: /", true)]
    [InlineData("Disallow: /", true)]
    [InlineData("\uFEFFUser-agent: *\r\nDisallow: /\r\n", false)]
    [InlineData("User-agent: *\rDisallow: /\r", false)]
    [InlineData("user agent: *\nDisallow: /", false)]
    [InlineData("", true)]
    public void The_groups_that_name_the_agent_count_and_else_those_for_everyone(string text, bool allowed) =>
        Rules(text).Allows("/page").ShouldBe(allowed);

    [Theory]
    [InlineData("User-agent: *\nCrawl-delay: 10", 10.0)]
    [InlineData("User-agent: *\nCrawl-delay: 0.5\nDisallow: /x", 0.5)]
    [InlineData("User-agent: *\nCrawl-delay: 10\n\nUser-agent: IngestWorker\nDisallow: /x", null)]
    [InlineData("User-agent: a\nCrawl-delay: 10\nUser-agent: *\nDisallow: /x", null)]
    [InlineData("User-agent: *\nCrawl-delay: 999999999", 86400.0)]
    [InlineData("User-agent: *\nCrawl-delay: soon", null)]
    [InlineData("Crawl-delay: 10", null)]
    public void Crawl_delay_is_read_for_the_agents_it_stands_under(string text, double? seconds) =>
        Rules(text).CrawlDelay.ShouldBe(seconds is { } s ? TimeSpan.FromSeconds(s) : null);

    [Fact]
    public void Sitemaps_are_listed_wherever_they_stand() =>
        Parse("Sitemap: https://example.com/a.xml\nUser-agent: *\nDisallow: /\nsitemap:https://example.com/b.xml # new\nSitemap:").Sitemaps
            .ShouldBe(["https://example.com/a.xml", "https://example.com/b.xml"]);

    [Theory]
    [InlineData("<!DOCTYPE html><html><body><p>User-agent: *\nDisallow: /\n</p></body></html>")]
    [InlineData("\n\n <html>\nUser-agent: *\nDisallow: /")]
    public void A_page_in_its_place_allows_everything(string html) => Rules(html).Allows("/page").ShouldBeTrue();

    [Fact]
    public void What_comes_after_500_KiB_is_ignored()
    {
        var filler = string.Concat(Enumerable.Repeat("# " + new string('x', 1021) + "\n", 500));
        Rules("User-agent: *\nDisallow: /early\n" + filler + "Disallow: /late\n").Allows("/late").ShouldBeTrue();
        Rules("User-agent: *\nDisallow: /early\n" + filler + "Disallow: /late\n").Allows("/early").ShouldBeFalse();
    }

    [Fact]
    public void Rules_made_to_be_slow_are_not()
    {
        var rule = "Disallow: /" + string.Concat(Enumerable.Repeat("a*", 500)) + "b$\n";
        var rules = Rules("User-agent: *\n" + string.Concat(Enumerable.Repeat(rule, 400)));

        var clock = Stopwatch.StartNew();
        rules.Allows("/" + new string('a', 8000)).ShouldBeTrue();

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Any_bytes_are_a_robots_txt() => Gen.Byte.Array[0, 300].Sample(bytes => Parse(bytes).For("IngestWorker").Allows("/page"));

    // Against the definition: a rule matches where its pattern, "*" taken as any run of characters, is found at the path's start.
    [Fact]
    public void Wildcards_match_as_the_definition_says() => Gen.Select(
        Gen.Char["ab*$"].Array[0, 8].Select(c => "/" + new string(c)), Gen.Char["ab"].Array[0, 10].Select(c => "/" + new string(c))).Sample((pattern, path) =>
    {
        var anchored = pattern.EndsWith('$');
        var body = anchored ? pattern[..^1] : pattern;
        var expected = System.Text.RegularExpressions.Regex.IsMatch(
            path, "^" + System.Text.RegularExpressions.Regex.Escape(body).Replace("\\*", ".*") + (anchored ? "$" : ""));
        Rules($"User-agent: *\nDisallow: {pattern}").Allows(path).ShouldBe(!expected);
    }, iter: 20_000);

    private static RobotsTxt Parse(string text) => RobotsTxt.Parse(Encoding.UTF8.GetBytes(text));

    private static RobotsTxt Parse(byte[] bytes) => RobotsTxt.Parse(bytes);

    private static RobotsRules Rules(string text) => Parse(text).For("IngestWorker");
}
