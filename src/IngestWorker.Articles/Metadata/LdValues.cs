using System.Net;
using System.Text.Json;

namespace IngestWorker.Articles.Metadata;

/// <summary>Reads single values of JSON-LD objects, whatever shape they were given.</summary>
internal static class LdValues
{
    public static IEnumerable<string> Types(JsonElement element)
    {
        if (!element.TryGetProperty("@type", out var type))
            yield break;
        if (type.ValueKind == JsonValueKind.String)
        {
            yield return Local(type.GetString()!);
        }
        else if (type.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in type.EnumerateArray())
            {
                if (one.ValueKind == JsonValueKind.String)
                    yield return Local(one.GetString()!);
            }
        }
    }

    /// <summary>How much an object of the type is the page's article; 0 for what is none.</summary>
    public static int Rank(string type) => type switch
    {
        "NewsArticle" or "ReportageNewsArticle" or "AnalysisNewsArticle" or "BackgroundNewsArticle" or "OpinionNewsArticle" or "ReviewNewsArticle" or "AskPublicNewsArticle" => 6,
        "LiveBlogPosting" or "BlogPosting" or "Article" => 5,
        _ when type.EndsWith("Article", StringComparison.Ordinal) => 5,
        "SocialMediaPosting" or "DiscussionForumPosting" or "Report" or "Review" or "Recipe" or "CriticReview" or "HowTo" or "CreativeWork" => 3,
        "WebPage" or "ItemPage" or "VideoObject" or "MedicalWebPage" or "AboutPage" => 1,
        _ => 0,
    };

    /// <summary>A value as text: the string, the first of an array, the @value, name or @id of an object.</summary>
    public static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? Text(value, 0) : null;

    public static string? Address(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Text(element, "url") ?? Text(element, "contentUrl") ?? Text(element, "@id"),
        _ => Text(element, 0),
    };

    public static bool IsTrue(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value)
        && (value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.Trim().Equals("true", StringComparison.OrdinalIgnoreCase)));

    public static bool IsFalse(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value)
        && (value.ValueKind == JsonValueKind.False || (value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.Trim().Equals("false", StringComparison.OrdinalIgnoreCase)));

    public static void Keywords(JsonElement element, List<string> into)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            foreach (var word in Decode(element.GetString()!).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                into.Add(word);
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var word in element.EnumerateArray())
            {
                if (Text(word, 0) is { } text)
                    into.Add(text);
            }
        }
    }

    public static string Decode(string text) =>
        (text.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(text) : text).Trim();

    public static bool SameAddress(string? one, string other)
    {
        if (string.IsNullOrEmpty(one) || other.Length == 0)
            return false;
        return Path(one).Equals(Path(other), StringComparison.OrdinalIgnoreCase);

        static ReadOnlySpan<char> Path(ReadOnlySpan<char> url)
        {
            var end = url.IndexOfAny('?', '#');
            if (end >= 0)
                url = url[..end];
            var scheme = url.IndexOf("://");
            if (scheme >= 0)
                url = url[(scheme + 3)..];
            if (url.StartsWith("www."))
                url = url[4..];
            return url.TrimEnd('/');
        }
    }

    /// <summary>True where one title is the other or most of it.</summary>
    public static bool SameWords(string one, string other)
    {
        var (a, b) = (one.Trim(), other.Trim());
        if (a.Length > b.Length)
            (a, b) = (b, a);
        return a.Length > 8 && b.Contains(a, StringComparison.OrdinalIgnoreCase);
    }

    private static string? Text(JsonElement value, int depth)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.Array when value.GetArrayLength() > 0 && depth < 3 => Text(value[0], depth + 1),
            JsonValueKind.Object when depth < 3 => First(value, depth, "@value", "name", "url", "@id"),
            _ => null,
        };
        if (string.IsNullOrWhiteSpace(text))
            return null;
        text = Decode(text);
        return text.Length == 0 ? null : text;
    }

    private static string? First(JsonElement value, int depth, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (value.TryGetProperty(name, out var inner) && Text(inner, depth + 1) is { } text)
                return text;
        }

        return null;
    }

    private static string Local(string type)
    {
        var at = type.LastIndexOfAny(['/', '#', ':']);
        return at < 0 ? type : type[(at + 1)..];
    }
}
