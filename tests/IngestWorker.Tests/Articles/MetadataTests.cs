using IngestWorker.Articles;
using IngestWorker.Contracts;

namespace IngestWorker.Tests.Articles;

public sealed class MetadataTests
{
    private static readonly ArticleExtractor Extractor = new();

    private static ArticleContent Extract(string head, int markup = 2, string url = "https://riverpost.example/world/bridge", string title = TestPages.Title, DateTimeOffset? fetchedAt = null) =>
        Extractor.Extract(new PageSource { Url = url, Html = TestPages.Page(markup, TestPages.Paragraphs, title, head), FetchedAt = fetchedAt }).Content.ShouldNotBeNull();

    private static string Ld(string json) => $"<script type=\"application/ld+json\">{json}</script>";

    [Theory]
    [InlineData("""{"@type":"NewsArticle","datePublished":"2024-05-14T18:20:00+02:00","author":{"@type":"Person","name":"Jane Roe"}}""")]
    [InlineData("""[{"@type":"BreadcrumbList"},{"@type":["NewsArticle","Article"],"datePublished":"2024-05-14T18:20:00+02:00","author":["Jane Roe"]}]""")]
    [InlineData("""{"@graph":[{"@type":"WebPage","datePublished":"2020-01-01"},{"@type":"Article","datePublished":"2024-05-14T18:20:00+02:00","author":{"@id":"#p1"}},{"@type":"Person","@id":"#p1","name":"Jane Roe"}]}""")]
    [InlineData("""{"@type":"WebPage","mainEntity":{"@type":"NewsArticle","datePublished":"2024-05-14T18:20:00+02:00","author":[{"name":"Jane Roe"}]}}""")]
    [InlineData("{\"@type\":\"NewsArticle\",\"description\":\"a\nraw line break\",\"datePublished\":\"2024-05-14T18:20:00+02:00\",\"author\":{\"name\":\"Jane Roe\"},}")]
    [InlineData("""<!-- {"@type":"NewsArticle","headline":"He said "no" twice","datePublished":"2024-05-14T18:20:00+02:00","author":{"name":"Jane Roe"}} -->""")]
    [InlineData("""{"@type":"NewsArticle","datePublished":"2024-05-14T18:20:00+02:00","author":{"name":"Jane Roe"},"articleBody":"cut o""")]
    public void Json_ld_is_read_in_all_its_shapes(string json)
    {
        var content = Extract(Ld(json));
        content.Published.ShouldBe(new DateTimeOffset(2024, 5, 14, 18, 20, 0, TimeSpan.FromHours(2)));
        content.Authors.ShouldBe(["Jane Roe"]);
        content.Provenance["published"].ShouldBe("json-ld");
    }

    [Fact]
    public void Articles_that_the_page_only_lists_are_not_its_own() =>
        Extract(Ld("""[{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Another","datePublished":"2019-01-01"}]},{"@type":"NewsArticle","datePublished":"2024-05-14"}]"""))
            .Published!.Value.Year.ShouldBe(2024);

    [Theory]
    [InlineData("<meta property='article:published_time' content='2024-05-14T18:20:00Z'>", "meta:article:published_time")]
    [InlineData("<meta name='DC.date.issued' content='2024-05-14'>", "meta:dc.date.issued")]
    [InlineData("<meta itemprop='datePublished' content='2024-05-14'>", "meta:datepublished")]
    [InlineData("<meta name='parsely-pub-date' content='2024-05-14T18:20:00Z'>", "meta:parsely-pub-date")]
    public void Meta_elements_give_the_date(string head, string source)
    {
        var content = Extract(head);
        DateOnly.FromDateTime(content.Published!.Value.Date).ShouldBe(new DateOnly(2024, 5, 14));
        content.Provenance["published"].ShouldBe(source);
    }

    [Theory]
    // An archive's newspapers, as they are declared.
    [InlineData("<meta property='article:published_time' content='1986-05-03T04:00:00Z'>", 1986)]
    [InlineData("<meta itemprop='datePublished' content='1914-06-29'>", 1914)]
    [InlineData("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"1969-07-21T05:00:00-04:00\"}</script>", 1969)]
    // What systems fill in where they know no day, and days before there were newspapers.
    [InlineData("<meta property='article:published_time' content='1970-01-01T00:00:00Z'>", null)]
    [InlineData("<meta property='article:published_time' content='1969-12-31T19:00:00-05:00'>", null)]
    [InlineData("<meta property='article:published_time' content='1899-12-30'>", null)]
    [InlineData("<meta property='article:published_time' content='1453-05-29'>", null)]
    [InlineData("<meta property='article:published_time' content='0001-01-01T00:00:00'>", null)]
    public void A_day_before_the_web_is_taken_where_the_page_declares_it(string head, int? year) =>
        (Extract(head, markup: 3).Published?.Year).ShouldBe(year);

    [Fact]
    public void A_visible_time_an_address_and_a_dateline_give_the_date_where_nothing_else_does()
    {
        Extract(string.Empty, markup: 0).Provenance["published"].ShouldBe("time");
        Extract(string.Empty, url: "https://riverpost.example/2024/05/14/bridge").Provenance["published"].ShouldBe("url");
        var dateline = Extract(string.Empty, markup: 1);
        dateline.Provenance["published"].ShouldBe("dateline");
        dateline.PublishedIsDateOnly.ShouldBeTrue();
        dateline.Published.ShouldBe(new DateTimeOffset(2024, 5, 14, 0, 0, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("<html lang='en-US'", "03/04/2024", "25/12/2023", 4)]
    [InlineData("<html lang='en-GB'", "03/04/2024", "12/25/2023", 3)]
    [InlineData("<html lang='en-US'", "03/04/2024", "", 3)]
    [InlineData("<html lang='it'", "03/04/2024", "", 4)]
    [InlineData("<html lang='en'", "03/04/2024", "3 April 2024", 4)]
    public void The_order_of_day_and_month_is_that_of_the_other_dates_of_the_page(string root, string date, string other, int month)
    {
        var html = TestPages.Page(2, TestPages.Paragraphs).Replace("<html lang=\"en\"", root, StringComparison.Ordinal).Replace("</h1>", $"</h1><div>{date}</div>", StringComparison.Ordinal)
            .Replace("<footer>", $"<footer><p>{other}</p>", StringComparison.Ordinal);
        Extractor.Extract(new PageSource { Url = string.Empty, Html = html }).Content!.Published!.Value.Month.ShouldBe(month);
    }

    [Fact]
    public void The_time_by_the_headline_is_before_those_of_other_articles()
    {
        const string Others = "<div class='box'><div><a href='/x'>A report on the valley from last winter</a><time datetime='2020-01-01'>1 January 2020</time></div></div>";
        var html = TestPages.Page(2, TestPages.Paragraphs).Replace("<div class='x1'>", string.Concat(Enumerable.Repeat(Others, 8)) + "<div class='x1'>", StringComparison.Ordinal)
            .Replace("</h1>", "</h1><time datetime='2024-05-14T18:20:00+02:00'>14 May</time>", StringComparison.Ordinal);
        Extractor.Extract(new PageSource { Url = string.Empty, Html = html }).Content!.Published.ShouldBe(new DateTimeOffset(2024, 5, 14, 18, 20, 0, TimeSpan.FromHours(2)));
    }

    [Fact]
    public void Implausible_dates_are_refused()
    {
        Extract("<meta property='article:published_time' content='0001-01-01T00:00:00Z'>").Published.ShouldBeNull();
        Extract("<meta property='article:published_time' content='2031-01-01T00:00:00Z'>", fetchedAt: new DateTimeOffset(2024, 5, 15, 0, 0, 0, TimeSpan.Zero)).Published.ShouldBeNull();
    }

    [Theory]
    [InlineData("Reuters", "Reuters")]
    [InlineData("By The Associated Press", "AP")]
    [InlineData("Agence France-Presse", "AFP")]
    [InlineData("Интерфакс", "Interfax")]
    public void Agencies_are_set_apart_from_people(string author, string agency)
    {
        var content = Extract($"<meta name='author' content='{author}'>");
        content.Agency.ShouldBe(agency);
        content.Authors.ShouldBeEmpty();
    }

    [Fact]
    public void An_agency_in_the_dateline_is_found()
    {
        var paragraphs = TestPages.Paragraphs.ToArray();
        paragraphs[0] = "LAREN (Reuters) - " + paragraphs[0];
        var content = Extractor.Extract(new PageSource { Url = string.Empty, Html = TestPages.Page(0, paragraphs) }).Content.ShouldNotBeNull();
        content.Agency.ShouldBe("Reuters");
        content.Provenance["agency"].ShouldBe("dateline");
    }

    [Theory]
    [InlineData("By Jane Roe and John Doe", new[] { "Jane Roe", "John Doe" })]
    [InlineData("Von Jana Müller, Jörg Maier", new[] { "Jana Müller", "Jörg Maier" })]
    [InlineData("Jane Roe, Reuters", new[] { "Jane Roe" })]
    [InlineData("Par Jeanne Dupont et Luc Martin", new[] { "Jeanne Dupont", "Luc Martin" })]
    public void Bylines_are_taken_apart(string byline, string[] people) =>
        Extract($"<meta name='author' content='{byline}'>").Authors.ShouldBe(people);

    [Fact]
    public void The_title_comes_without_the_site()
    {
        var content = Extractor.Extract(new PageSource
        {
            Url = "https://riverpost.example/a",
            Html = TestPages.Page(2, TestPages.Paragraphs).Replace("<h1>", "<h2>", StringComparison.Ordinal).Replace("</h1>", "</h2>", StringComparison.Ordinal),
        }).Content.ShouldNotBeNull();
        content.Title.ShouldBe(TestPages.Title);
    }

    [Fact]
    public void Simple_values_come_with_their_sources()
    {
        var content = Extract("<link rel='canonical' href='/world/bridge?x=1'><meta property='og:site_name' content='The River Post'><meta property='og:image' content='//cdn.example/i.jpg'><meta property='article:section' content='World'><meta name='keywords' content='river, bridge'><meta property='og:description' content='A bridge opens &amp;amp; more'>");
        content.CanonicalUrl.ShouldBe("https://riverpost.example/world/bridge?x=1");
        content.SiteName.ShouldBe("The River Post");
        content.ImageUrl.ShouldBe("https://cdn.example/i.jpg");
        content.Section.ShouldBe("World");
        content.Tags.ShouldBe(["river", "bridge"]);
        content.Description.ShouldBe("A bridge opens & more");
        content.Language.ShouldBe("en");
        content.Provenance["canonical_url"].ShouldBe("link:canonical");
        content.Provenance["language"].ShouldBe("html:lang");
    }

    [Fact]
    public void A_paywall_is_told() =>
        Extract(Ld("""{"@type":"NewsArticle","isAccessibleForFree":"False"}""")).IsPaywalled.ShouldBeTrue();

    [Fact]
    public void A_wall_that_stands_behind_the_text_is_told_where_no_metadata_does()
    {
        const string Wall = "<div class='paywall-overlay'><p>You have read all your free articles. Subscribe to continue reading this story.</p><a href='/abo'>Subscribe now</a></div>";
        var html = TestPages.Page(2, TestPages.Paragraphs).Replace("<aside", Wall + "<aside", StringComparison.Ordinal);
        var content = Extractor.Extract(new PageSource { Url = string.Empty, Html = html }).Content.ShouldNotBeNull();
        content.IsPaywalled.ShouldBeTrue();
        content.Provenance["is_paywalled"].ShouldBe("page");
        content.Text.ShouldNotContain("Subscribe");
        Extract(string.Empty).IsPaywalled.ShouldBeFalse();
    }

    [Theory]
    [InlineData("The two governments will meet again in two weeks, said an official who asked not to be named. (ANI)", "ANI")]
    [InlineData("The two governments will meet again in two weeks, said an official who asked not to be named. - AFP", "AFP")]
    [InlineData("Reuters", "Reuters")]
    public void An_agency_credited_at_the_end_is_found(string last, string agency)
    {
        var html = TestPages.Page(2, [.. TestPages.Paragraphs[..5], last]);
        var content = Extractor.Extract(new PageSource { Url = string.Empty, Html = html }).Content.ShouldNotBeNull();
        (content.Agency, content.Provenance.GetValueOrDefault("agency")).ShouldBe((agency, "credit"));
    }

    [Theory]
    [InlineData("<span class='meta'><span>Jane Roe</span><span class='date'>May 14, 2024</span><span>2 Comments</span></span>", "dateline")]
    [InlineData("<div>Published Tue, May 14 2024<span>4:29 AM EDT</span></div>", "dateline")]
    [InlineData("<div class='w-embed'><strong>By Jane Roe</strong> - May 14, 2024</div>", "dateline")]
    [InlineData("<script>window.page = {\"id\":7,\"publishedAt\":\"2024-05-14T10:00:00Z\"};</script>", "script")]
    [InlineData("<div data-publish-date='1715681400'></div>", "script")]
    public void A_date_that_runs_into_its_neighbours_or_is_there_for_scripts_is_found(string part, string source)
    {
        var html = TestPages.Page(2, TestPages.Paragraphs).Replace("</h1>", "</h1>" + part, StringComparison.Ordinal);
        var content = Extractor.Extract(new PageSource { Url = string.Empty, Html = html }).Content.ShouldNotBeNull();
        content.Published!.Value.Date.ShouldBe(new DateTime(2024, 5, 14));
        content.Provenance["published"].ShouldBe(source);
    }

    [Fact]
    public void The_address_that_a_page_calls_its_own_gives_the_date_and_an_archives_day_does_not()
    {
        Extract("<link rel='canonical' href='https://riverpost.example/2024/05/14/bridge'>", url: "https://riverpost.example/?p=7").Published!.Value.Date.ShouldBe(new DateTime(2024, 5, 14));
        Extract(string.Empty, url: "https://archive.example/web/20250102030405/https://riverpost.example/2024/05/14/bridge").Published!.Value.Date.ShouldBe(new DateTime(2024, 5, 14));
        Extract(string.Empty, url: "https://archive.example/web/20250102030405/https://riverpost.example/bridge").Published.ShouldBeNull();
    }
}
