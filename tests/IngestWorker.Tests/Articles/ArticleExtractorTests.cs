using IngestWorker.Articles;
using IngestWorker.Contracts;

namespace IngestWorker.Tests.Articles;

public sealed class ArticleExtractorTests
{
    private static readonly ArticleExtractor Extractor = new();

    public static TheoryData<int> Markups => [.. Enumerable.Range(0, TestPages.Markups)];

    private static ArticleContent Extract(string html, string url = "https://riverpost.example/world/bridge-reopens")
    {
        var result = Extractor.Extract(new PageSource { Url = url, Html = html });
        result.Outcome.ShouldBe(Outcome.Ok, result.Detail);
        return result.Content.ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Markups))]
    public void Every_paragraph_and_nothing_else_is_the_text(int markup)
    {
        var content = Extract(TestPages.Page(markup, TestPages.Paragraphs));
        content.Text.ShouldBe(string.Join('\n', TestPages.Paragraphs));
        content.Title.ShouldBe(TestPages.Title);
    }

    [Theory]
    [MemberData(nameof(Markups))]
    public void Pages_in_other_languages_and_directions_are_read(int markup)
    {
        Extract(TestPages.Page(markup, TestPages.German, "Brücke bei Laren wird wieder geöffnet", lang: "de")).Text.ShouldBe(string.Join('\n', TestPages.German));
        Extract(TestPages.Page(markup, TestPages.Japanese, "両国、ラレン橋の再開で合意", lang: "ja")).Text.ShouldBe(string.Join('\n', TestPages.Japanese));
        Extract(TestPages.Page(markup, TestPages.Arabic, "اتفاق على إعادة فتح الجسر", lang: "ar")).Text.ShouldBe(string.Join('\n', TestPages.Arabic));
    }

    [Theory]
    [InlineData("<h2>Mines on the bank</h2>")]
    [InlineData("<h3 class='wp-block-heading'>Mines on the bank</h3>")]
    [InlineData("<p><strong>Mines on the bank</strong></p>")]
    public void Section_headings_are_kept_apart_from_the_text(string heading)
    {
        var html = TestPages.Page(0, TestPages.Paragraphs).Replace($"<p>{TestPages.Paragraphs[2]}", heading + $"<p>{TestPages.Paragraphs[2]}", StringComparison.Ordinal);
        var content = Extract(html);
        content.Text.ShouldBe(string.Join('\n', TestPages.Paragraphs));
        content.Headings.Select(h => h.Text).ShouldBe(["Mines on the bank"]);
        content.Text[content.Headings[0].At..].ShouldStartWith(TestPages.Paragraphs[2]);
        ArticleText.WithHeadings(content).Split('\n')[2].ShouldBe("Mines on the bank");
    }

    [Fact]
    public void Blocks_cover_the_text_in_code_points()
    {
        var paragraphs = TestPages.Paragraphs.ToArray();
        paragraphs[0] = "The 🌉 bridge 🌉 at Laren opens again, said both ministers on Tuesday after nine hours of talks in the border town, and nobody left early.";
        var content = Extract(TestPages.Page(0, paragraphs));
        var runes = content.Text.EnumerateRunes().ToArray();
        content.Blocks.Select(b => string.Concat(runes[b.Start..b.End].Select(r => r.ToString()))).ShouldBe(content.Text.Split('\n'));
        content.Blocks[^1].End.ShouldBe(runes.Length);
    }

    [Fact]
    public void An_embedded_post_keeps_its_author_and_date()
    {
        const string Post = "<blockquote class='twitter-tweet'><p lang='en'>Our engineers cleared 200 metres of the eastern bank today.</p>&mdash; Westmark MoD (@WestmarkMoD) <a href='https://twitter.com/x/status/1'>May 14, 2024</a></blockquote>";
        var html = TestPages.Page(0, TestPages.Paragraphs).Replace($"<p>{TestPages.Paragraphs[3]}", Post + $"<p>{TestPages.Paragraphs[3]}", StringComparison.Ordinal);
        var content = Extract(html);
        var posts = content.Blocks.Where(b => b.Kind == BlockKind.EmbeddedPost).ToList();
        posts.Count.ShouldBe(2);
        posts[0].Author.ShouldBe("Westmark MoD (@WestmarkMoD)");
        posts[0].Published.ShouldBe(new DateTimeOffset(2024, 5, 14, 0, 0, 0, TimeSpan.Zero));
        content.Text.ShouldContain("Our engineers cleared 200 metres of the eastern bank today.\n— Westmark MoD (@WestmarkMoD) May 14, 2024\n");
    }

    [Fact]
    public void Lists_quotes_and_rows_are_marked_as_what_they_are()
    {
        const string More = "<ul><li>The bridge opens for lorries on the first day of June.</li><li>Buses and cars follow two weeks later, if it stays quiet.</li></ul>"
            + "<blockquote><p>We have buried enough people on both banks of this river, and we want no more of it.</p></blockquote>"
            + "<table><tr><th>Month</th><th>Killed</th></tr><tr><td>March</td><td>21</td></tr></table>";
        var html = TestPages.Page(0, TestPages.Paragraphs).Replace($"<p>{TestPages.Paragraphs[3]}", More + $"<p>{TestPages.Paragraphs[3]}", StringComparison.Ordinal);
        var content = Extract(html);
        var kinds = content.Blocks.Zip(content.Text.Split('\n')).ToDictionary(pair => pair.Second, pair => pair.First.Kind);
        kinds["The bridge opens for lorries on the first day of June."].ShouldBe(BlockKind.ListItem);
        kinds["We have buried enough people on both banks of this river, and we want no more of it."].ShouldBe(BlockKind.Quote);
        kinds[TestPages.Paragraphs[0]].ShouldBe(BlockKind.Paragraph);
    }

    [Fact]
    public void The_text_of_a_page_that_shows_none_comes_from_its_json_ld()
    {
        var body = string.Join("\\n\\n", TestPages.Paragraphs);
        var html = $$"""<html><head><title>{{TestPages.Title}}</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"{{TestPages.Title}}","articleBody":"{{body}}"}</script></head><body><div id="root"></div></body></html>""";
        var content = Extract(html);
        content.Text.ShouldBe(string.Join('\n', TestPages.Paragraphs));
        content.Provenance["text"].ShouldBe("json-ld");
    }

    [Fact]
    public void The_text_of_a_page_that_a_script_draws_comes_from_the_state_it_carries()
    {
        var paragraphs = string.Join(",", TestPages.Paragraphs.Select(paragraph => $"{{\"type\":\"p\",\"html\":\"<b></b>{paragraph}\"}}"));
        var state = $"{{\"nav\":[\"World\",\"Sport\"],\"page\":{{\"description\":\"{TestPages.Paragraphs[0]}\",\"article\":{{\"id\":7,\"body\":[{paragraphs}]}}}},\"pad\":\"{new string('x', 2_000)}\"}}";
        var content = Extract($"<html><head><title>{TestPages.Title}</title></head><body><div id='root'></div><script>window.__STATE__ = {state};\nstart();</script></body></html>");
        content.Text.ShouldBe(string.Join('\n', TestPages.Paragraphs));
        content.Provenance["text"].ShouldBe("script");
    }

    [Fact]
    public void The_text_of_a_script_stands_in_its_strings_too()
    {
        var list = string.Join(",", TestPages.Paragraphs.Select(paragraph => $"\"{paragraph}\""));
        var parsed = $"{{\"story\":{{\"paragraphs\":[{list}]}}}}".Replace("\"", "\\\"", StringComparison.Ordinal);
        var html = string.Concat(TestPages.Paragraphs.Select(paragraph => $"<p>{paragraph}</p>"));
        var rows = $"1:[\"menu\"]\\n2:T{System.Text.Encoding.UTF8.GetByteCount(html):x},{html}3:{{}}\\n".Replace("\"", "\\\"", StringComparison.Ordinal);
        foreach (var script in new[] { $"window.__STATE__=JSON.parse(\"{parsed}\");", $"self.__next_f.push([1,\"{rows}\"])" })
        {
            var content = Extract($"<html><head><title>{TestPages.Title}</title></head><body><div id='root'></div><script>{script}</script></body></html>");
            content.Text.ShouldBe(string.Join('\n', TestPages.Paragraphs));
            content.Provenance["text"].ShouldBe("script");
        }
    }

    [Fact]
    public void A_live_blog_that_shows_no_text_is_read_from_its_json_ld()
    {
        var updates = string.Join(",", TestPages.Paragraphs.Select((text, i) => $$"""{"@type":"BlogPosting","headline":"News number {{i}}","articleBody":"{{text}}"}"""));
        var content = Extract($$"""<html><head><title>{{TestPages.Title}}</title><script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"{{TestPages.Title}}","liveBlogUpdate":[{{updates}}]}</script></head><body><div id="root"></div></body></html>""");
        foreach (var text in TestPages.Paragraphs)
            content.Text.Split('\n').ShouldContain(text);
        content.Provenance["text"].ShouldBe("json-ld");
    }

    [Fact]
    public void A_gallery_that_has_no_other_text_is_what_stands_under_its_pictures()
    {
        var slides = string.Concat(TestPages.Paragraphs.Select((text, i) => $"<li><figure><img src='/{i}.jpg'><figcaption><p>{text}</p><span>Photo: J. Doe / Agency</span></figcaption></figure></li>"));
        var content = Extract($"<html><head><title>{TestPages.Title}</title></head><body><main><h1>{TestPages.Title}</h1><ul class='slides'>{slides}</ul></main></body></html>");
        foreach (var text in TestPages.Paragraphs)
            content.Text.ShouldContain(text);
    }

    [Fact]
    public void What_a_line_says_to_screen_readers_or_in_a_tooltip_is_not_its_text()
    {
        var html = TestPages.Page(2, TestPages.Paragraphs).Replace("Ada Brandt,", "<a href='/ada'>Ada Brandt</a><span class='visually-hidden'> (opens in a new window)</span><span class='tooltip'><span>Ada Brandt: all articles</span></span>,", StringComparison.Ordinal)
            .Replace("nine hours", "<span class='field field--label-hidden'>nine hours</span>", StringComparison.Ordinal);
        Extract(html).Text.ShouldBe(string.Join('\n', TestPages.Paragraphs));
    }

    [Fact]
    public void An_article_over_several_containers_is_whole()
    {
        var html = TestPages.Page(2, TestPages.Paragraphs).Replace($"<p>{TestPages.Paragraphs[3]}", $"</div><div class='ad-slot'><span>Advertisement</span></div><div class='x3'><p>{TestPages.Paragraphs[3]}", StringComparison.Ordinal);
        Extract(html).Text.ShouldBe(string.Join('\n', TestPages.Paragraphs));
    }

    [Fact]
    public void A_text_that_the_page_holds_twice_is_taken_once()
    {
        var html = TestPages.Page(0, TestPages.Paragraphs).Replace("</article>", $"<div class='article-body mobile'>{string.Concat(TestPages.Paragraphs.Select(p => $"<p>{p}</p>"))}</div></article>", StringComparison.Ordinal);
        Extract(html).Text.ShouldBe(string.Join('\n', TestPages.Paragraphs));
    }

    [Fact]
    public void A_live_blog_gives_the_text_of_all_its_posts()
    {
        var posts = TestPages.Paragraphs.Select((text, i) => $"<div class='liveblog-post'><time datetime='2024-05-14T1{i}:20:00Z'>1{i}:20</time><h3>News number {i} from the river</h3><p>{text}</p><p>So said our reporter number {i} on the bridge.</p><div class='share'><a href='#'>Share</a></div></div>");
        var content = Extract($"<html lang='en'><head><title>{TestPages.Title}</title></head><body><main><h1>{TestPages.Title}</h1><div class='liveblog'>{string.Concat(posts)}</div></main><footer>Copyright The River Post</footer></body></html>");
        foreach (var text in TestPages.Paragraphs)
            content.Text.Split('\n').ShouldContain(text);
        content.Text.ShouldNotContain("Share");
    }

    [Fact]
    public void An_amp_page_is_read_like_any_other()
    {
        var body = string.Concat(TestPages.Paragraphs.Select(text => $"<p>{text}</p><amp-ad width=300 height=250 type='x'><div placeholder></div></amp-ad>"));
        var content = Extract($"<!doctype html><html \u26a1 lang='en'><head><title>{TestPages.Title}</title><link rel='canonical' href='https://riverpost.example/bridge'><style amp-boilerplate>body{{opacity:0}}</style></head><body><amp-sidebar id='s'><ul><li><a href='/w'>World</a></li></ul></amp-sidebar><article><h1>{TestPages.Title}</h1><amp-img src='/b.jpg' width=9 height=5></amp-img>{body}</article><amp-analytics><script type='application/json'>{{\"vars\":1}}</script></amp-analytics></body></html>");
        content.Text.ShouldBe(string.Join('\n', TestPages.Paragraphs));
        content.CanonicalUrl.ShouldBe("https://riverpost.example/bridge");
    }

    [Fact]
    public void The_captions_of_a_gallery_are_not_the_text()
    {
        var gallery = "<div class='gallery'>" + string.Concat(Enumerable.Range(1, 6).Select(i => $"<figure><img src='/{i}.jpg'><figcaption>{i}/6 Soldiers cross the river at Laren in spring. Photo: J. Doe / Agency</figcaption></figure>")) + "</div>";
        var html = TestPages.Page(0, TestPages.Paragraphs).Replace($"<p>{TestPages.Paragraphs[3]}", gallery + $"<p>{TestPages.Paragraphs[3]}", StringComparison.Ordinal);
        Extract(html).Text.ShouldBe(string.Join('\n', TestPages.Paragraphs));
    }

    [Fact]
    public void A_page_laid_out_by_tables_with_line_breaks_for_paragraphs_is_read()
    {
        var cells = string.Join("<br><br>\r\n", TestPages.Paragraphs);
        var html = $"<html><head><title>{TestPages.Title}</title></head><body><table width=760><tr><td colspan=3><img src=logo.gif></td></tr><tr><td width=140 valign=top><font size=1><a href=/1>World</a><br><a href=/2>Sport</a><br><a href=/3>Weather</a></font></td><td><font size=5><b>{TestPages.Title}</b></font><br><br><font size=2>{cells}</font></td><td width=160><a href=/a><img src=ad.gif></a></td></tr><tr><td colspan=3 align=center><font size=1>Copyright 2004 The River Post</font></td></tr></table></body></html>";
        Extract(html).Text.ShouldBe(string.Join('\n', TestPages.Paragraphs));
    }

    [Fact]
    public void The_same_page_gives_the_same_article_on_every_thread()
    {
        var pages = Enumerable.Range(0, TestPages.Markups).Select(markup => TestPages.Page(markup, TestPages.Paragraphs)).ToArray();
        var alone = pages.Select(page => Extract(page).Text).ToArray();
        Parallel.For(0, 40, i => Extract(pages[i % pages.Length]).Text.ShouldBe(alone[i % pages.Length]));
    }
}
