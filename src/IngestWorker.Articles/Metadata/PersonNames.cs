using System.Text.RegularExpressions;

namespace IngestWorker.Articles.Metadata;

/// <summary>Takes a byline apart into people's names.</summary>
internal static partial class PersonNames
{
    private static readonly HashSet<string> NoNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "admin", "administrator", "editor", "editors", "staff", "redaktion", "redaction", "rédaction", "redacción", "redazione", "redação", "webmaster", "author", "unknown", "guest", "news", "newsroom", "team", "anonymous", "гость", "админ", "администратор", "редакция", "редакція", "編集部", "편집부", "redakce", "redakcja", "editorial team", "web desk", "news desk", "staff reporter", "staff writer", "online desk",
        "by", "about", "follow", "share", "view all posts", "more", "null", "undefined", "none", "n/a", "about the author", "written by", "posted by", "author:", "editorial", "contributor", "see all", "read more", "opinion",
    };

    // Words of menus and headings that stand where names are looked for.
    private static readonly HashSet<string> CommonWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "the", "our", "your", "us", "posts", "view", "all", "faq", "faqs", "contact", "sign", "login", "home", "blog", "page", "search", "menu", "subscribe", "written", "more", "why", "how", "what", "about", "articles", "contributors", "authors", "policy", "team", "jobs", "careers", "press",
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "read", "share", "next", "previous", "click", "here", "profile", "website", "twitter", "facebook", "author", "comments", "reviews", "partners",
    };

    /// <param name="byline">One author or a list of them, with the words around.</param>
    /// <param name="site">The site's name, which is no author.</param>
    /// <param name="people">Where the names go, without doubles.</param>
    /// <param name="onAgency">Called with an agency's name.</param>
    public static void Split(string byline, string? site, List<string> people, Action<string> onAgency)
    {
        var text = Candidates.CollapseSpaces(byline);
        if (text.Length > 300)
            return;
        text = Prefix().Replace(text, string.Empty);
        var cut = Rest().Match(text);
        if (cut.Success)
            text = text[..cut.Index];
        foreach (var part in Separator().Split(text))
        {
            var name = Suffix().Replace(Prefix().Replace(part.Trim(), string.Empty), string.Empty).Trim(' ', ',', '.', '-', '–', '—', '|', ':', '·', '•', '/', '(', ')', '@');
            if (Agencies.Named(name) is { } agency)
            {
                onAgency(agency);
                continue;
            }

            if (people.Count < 12 && IsName(name, site) && !people.Contains(name, StringComparer.OrdinalIgnoreCase))
                people.Add(name);
        }
    }

    /// <summary>True for a text that begins as bylines do, or is nothing but a name.</summary>
    public static bool LooksLikeByline(string text) => Prefix().IsMatch(text) || LooksLikeName(text);

    /// <summary>Two to five words with capitals, or a short run of a script that has none.</summary>
    public static bool LooksLikeName(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is < 1 or > 6 || NoNames.Contains(text))
            return false;
        var capitals = 0;
        foreach (var word in words)
        {
            if (word.Any(char.IsDigit))
                return false;
            capitals += char.IsUpper(word[0]) || (!char.IsLower(word[0]) && char.IsLetter(word[0])) ? 1 : 0;
        }

        return capitals >= Math.Max(1, words.Length - 2) && (words.Length > 1 || text.Length > 2) && !words.Any(word => CommonWords.Contains(word));
    }

    /// <summary>A line of its own that says who wrote it.</summary>
    public static bool IsByline(string text)
    {
        var match = Prefix().Match(text);
        return match.Success && match.Length < text.Length && Rest().Split(text[match.Length..].TrimStart())[0] is { Length: > 3 and < 80 } rest
            && char.IsUpper(rest.TrimStart()[0]) && rest.Trim().Split(' ').Length is >= 2 and <= 10 && !rest.TrimEnd().EndsWith('.');
    }

    private static bool IsName(string name, string? site)
    {
        if (name.Length is < 2 or > 60 || NoNames.Contains(name) || name.Contains("http", StringComparison.OrdinalIgnoreCase) || name.Contains(".com", StringComparison.OrdinalIgnoreCase))
            return false;
        int letters = 0, digits = 0, words = 1;
        foreach (var c in name)
        {
            letters += char.IsLetter(c) ? 1 : 0;
            digits += char.IsDigit(c) ? 1 : 0;
            words += c == ' ' ? 1 : 0;
        }

        return letters >= 2 && digits <= 2 && words <= 7 && !Titles.SameText(name, site);
    }

    [GeneratedRegex(@"^\s*(?:(?:written|posted|published|reported|story|words|text|article|reviewed|created|updated|submitted|authored|par|edited|review|medically reviewed)\s+by\b|by\b|von\b|por\b|par\b|di\b|door\b|av\b|af\b|oleh\b|autor(?:en|a)?\b|author(?:s|\(s\))?\b|auteur\b|autore\b|автор\b|текст\b|text\b|texto\b|words\b|écrit par\b|publié par\b|escrito por\b|publicado por\b|a cura di\b|kirjoittaja|tekst\b|yazan\b|penulis\b|作者|記者|记者|文／|文/|글|기자)\s*[:：]?\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();

    // Where the names end and something else begins.
    [GeneratedRegex(@"\s+[|•·/]\s+|\s+(?:on|am|le|el)\s+(?=\w*\s?\d)|\b(?:published|updated|posted|last updated|minutes? read|min read)\b|\s\d{1,2}[:./]\d{2}|\b(?:19|20)\d{2}\b|[\w.]+@[\w.]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Rest();

    [GeneratedRegex(@"\s*(?:,|;|&|\+|、|，|／|\band\b|\bund\b|\bet\b|\by\b|\be\b|\boch\b|\bog\b|\ben\b|\bve\b|\bdan\b|\bи\b|\bта\b|\band\b|\bwith\b|\bmit\b|\bcon\b|\bavec\b|\bfor\b)\s+|\s*[,;&、，]\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Separator();

    [GeneratedRegex(@"\s*[(\[].*$|\s+(?:기자|記者)$", RegexOptions.CultureInvariant)]
    private static partial Regex Suffix();
}
