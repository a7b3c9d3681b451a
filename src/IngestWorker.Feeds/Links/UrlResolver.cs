namespace IngestWorker.Feeds.Links;

/// <summary>Addresses as feeds write them to absolute ones. An absolute address stays letter for letter as it is.</summary>
internal static class UrlResolver
{
    private const int LongestUrl = 8192;

    /// <summary>The base that a declaration inside another base makes; what is no http address changes nothing.</summary>
    public static Uri? Base(Uri? outer, string? declared)
    {
        if (string.IsNullOrWhiteSpace(declared) || declared.Length > LongestUrl)
            return outer;
        declared = declared.Trim();
        var made = outer is null
            ? Uri.TryCreate(declared, UriKind.Absolute, out var absolute) ? absolute : null
            : Uri.TryCreate(outer, declared, out var combined) ? combined : null;
        return made is not null && IsHttp(made) ? made : outer;
    }

    /// <summary>Absolute where it can be; as written where there is no base or it is no address at all.</summary>
    public static string Resolve(Uri? baseUri, string? url)
    {
        var text = WithoutLineBreaks(url ?? "");
        if (text.Length == 0 || text.Length > LongestUrl || StartsWithHttp(text))
            return text;
        if (text.StartsWith("feed:", StringComparison.OrdinalIgnoreCase))
        {
            var rest = text[5..];
            return rest.StartsWith("//", StringComparison.Ordinal) ? "http:" + rest : StartsWithHttp(rest) ? rest : text;
        }
        if (text.StartsWith("//", StringComparison.Ordinal))
            return string.Concat(baseUri?.Scheme ?? Uri.UriSchemeHttps, ":", text);
        if (baseUri is null || HasScheme(text))
            return text;
        return Uri.TryCreate(baseUri, text, out var made) && IsHttp(made) ? made.AbsoluteUri : text;
    }

    public static bool IsHttpUrl(string? url) => url is not null && StartsWithHttp(url) && url.Length > 8;

    private static bool StartsWithHttp(string text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static bool IsHttp(Uri uri) => uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps;

    private static bool HasScheme(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 1 && char.IsAsciiLetter(text[0]) && text.AsSpan(0, colon).IndexOfAnyExcept(SchemeCharacters) < 0;
    }

    private static readonly System.Buffers.SearchValues<char> SchemeCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-");

    /// <summary>As browsers do: line breaks and tabs inside an address are layout.</summary>
    private static string WithoutLineBreaks(string url)
    {
        var text = url.Trim();
        return text.AsSpan().IndexOfAny('\r', '\n', '\t') < 0
            ? text
            : string.Concat(text.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
