using System.Net;
using System.Text;

namespace IngestWorker.IntegrationTests.EndToEnd;

/// <summary>An article as the page of a news site: its boilerplate lines become the markup that such sites use for them.</summary>
internal static class SeedPage
{
    public const string Title = "Armenia must withdraw to end Karabakh fighting, Azerbaijan says";
    public const string Published = "2020-10-02T15:41:07Z";

    public static string Render(IReadOnlyList<string> lines, IReadOnlyDictionary<int, string> noise)
    {
        var body = new StringBuilder();
        for (var i = 0; i < lines.Count; i++)
        {
            var text = WebUtility.HtmlEncode(lines[i]);
            var line = noise.TryGetValue(i + 1, out var why) ? Noise(why, text) : $"<p>{text}</p>";
            body.Append("        ").Append(line).Append('\n');
        }

        return $$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <title>{{Title}} | World Desk</title>
              <meta property="og:type" content="article">
              <meta property="og:title" content="{{Title}}">
              <meta property="og:site_name" content="World Desk">
              <meta property="article:published_time" content="{{Published}}">
              <script type="application/ld+json">
                {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "{{Title}}", "datePublished": "{{Published}}",
                 "author": {"@type": "Organization", "name": "World Desk"}, "publisher": {"@type": "Organization", "name": "World Desk"} }
              </script>
            </head>
            <body>
              <header><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/live">Live</a></li></ul></nav></header>
              <main>
                <article>
                  <h1>{{Title}}</h1>
                  <div class="share-bar"><a href="#">Share</a> <a href="#">Tweet</a></div>
                  <time datetime="{{Published}}">2 Oct 2020</time>
                  <div class="article-body">
            {{body}}      </div>
                </article>
                <aside class="most-read"><h3>Most read</h3><ol><li><a href="/a">Something else entirely</a></li><li><a href="/b">And another thing</a></li></ol></aside>
              </main>
              <footer><p>Follow World Desk</p><p>&copy; 2020 World Desk</p></footer>
            </body>
            </html>
            """;
    }

    private static string Noise(string why, string text) => why switch
    {
        "section heading" => $"<h2>{text}</h2>",
        "link to another article" => $"<p class=\"more-on\"><strong><a href=\"/news/other\">{text}</a></strong></p>",
        "comment box" => $"<div id=\"comments\" class=\"comments\"><h4>{text}</h4><form><textarea></textarea></form></div>",
        _ => throw new InvalidOperationException($"no markup is known for '{why}'"),
    };
}
