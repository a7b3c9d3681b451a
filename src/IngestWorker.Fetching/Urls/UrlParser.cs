using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace IngestWorker.Fetching;

/// <summary>
/// The part of the WHATWG URL parser that concerns http and https. System.Uri is not used for it: it rewrites some paths and
/// keeps some illegal characters, and its answers changed between versions, whereas item ids hang on these strings for years.
/// </summary>
internal static class UrlParser
{
    /// <summary>Longer addresses are refused by most servers (their header limit is 8 KiB), and none is an article's.</summary>
    public const int MaxLength = 8192;

    // C0 controls and the blank (WHATWG), and what copying from a page adds.
    private static readonly string Blanks = string.Concat(Enumerable.Range(0, 33).Select(c => (char)c)) + "\u00A0\uFEFF";

    public static bool TryParse(string? text, UrlParts? baseUrl, [NotNullWhen(true)] out UrlParts? parts, [NotNullWhen(false)] out string? reason)
    {
        parts = null;
        var input = Clean(text);
        if (input.Length == 0)
            return Fail("the address is empty", out reason);
        if (input.Length > MaxLength)
            return Fail($"the address has {input.Length} characters, at most {MaxLength} are allowed", out reason);

        var (scheme, rest) = SplitScheme(input);
        if (scheme is not (null or "http" or "https"))
            return Fail($"only http and https addresses are fetched, this one is '{Shorten(scheme)}:'", out reason);

        var (path, query) = SplitQuery(rest);
        path = path.Replace('\\', '/');
        if (baseUrl is not null && IsRelative(scheme, path, baseUrl))
        {
            parts = Resolve(path, query, baseUrl);
            reason = null;
            return true;
        }

        scheme ??= path.StartsWith("//", StringComparison.Ordinal) ? baseUrl?.Scheme : null;
        if (scheme is null)
            return Fail($"'{Shorten(input)}' has no scheme (http or https) and there is no base address", out reason);

        path = path.TrimStart('/');
        var slash = path.IndexOf('/');
        var authority = slash < 0 ? path : path[..slash];
        if (!TryParseAuthority(authority, scheme, out var host, out var port, out var isDomain, out reason))
            return false;
        parts = new UrlParts(scheme, host, port, DotSegments.Remove(slash < 0 ? "/" : path[slash..]), query, isDomain);
        return true;
    }

    // Relative: no scheme and no authority ("//host"), or the base's own scheme without a slash ("http:page.html").
    private static bool IsRelative(string? scheme, string path, UrlParts baseUrl) =>
        scheme is null ? !path.StartsWith("//", StringComparison.Ordinal) : scheme == baseUrl.Scheme && !path.StartsWith('/');

    private static UrlParts Resolve(string path, string query, UrlParts baseUrl)
    {
        var resolved = path switch
        {
            "" => baseUrl.Path,
            ['/', ..] => DotSegments.Remove(path),
            _ => DotSegments.Remove(string.Concat(baseUrl.Path.AsSpan(0, baseUrl.Path.LastIndexOf('/') + 1), path)),
        };
        return baseUrl with { Path = resolved, Query = path.Length == 0 && query.Length == 0 ? baseUrl.Query : query };
    }

    private static bool TryParseAuthority(
        string authority,
        string scheme,
        [NotNullWhen(true)] out string? host,
        out int? port,
        out bool isDomain,
        [NotNullWhen(false)] out string? reason)
    {
        (host, port, isDomain) = (null, null, false);

        // Credentials would have to be stored and shown with every item; and "https://news.example@evil.example/" is a known trick.
        if (authority.Contains('@'))
            return Fail("addresses with a user name or password are not supported", out reason);

        var colon = authority.LastIndexOf(':');
        if (colon > authority.LastIndexOf(']') && colon >= 0)
        {
            var digits = authority[(colon + 1)..];
            authority = authority[..colon];
            if (digits.Length > 0)
            {
                if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 65535)
                    return Fail($"'{Shorten(digits)}' is no port; allowed: 1 to 65535", out reason);
                port = number == (scheme == "https" ? 443 : 80) ? null : number;
            }
        }
        return HostName.TryParse(authority, out host, out isDomain, out reason);
    }

    // Browsers strip the ends and ignore tabs and line breaks anywhere: addresses get wrapped in mails and feeds.
    private static string Clean(string? text)
    {
        var trimmed = text.AsSpan().Trim(Blanks);
        return trimmed.IndexOfAny('\t', '\r', '\n') < 0 ? trimmed.ToString() : string.Concat(trimmed.ToString().Split('\t', '\r', '\n'));
    }

    private static (string? Scheme, string Remainder) SplitScheme(string input)
    {
        var end = 0;
        while (end < input.Length && (char.IsAsciiLetterOrDigit(input[end]) || input[end] is '+' or '-' or '.'))
            end++;
        return end > 0 && end < input.Length && input[end] == ':' && char.IsAsciiLetter(input[0])
            ? (input[..end].ToLowerInvariant(), input[(end + 1)..])
            : (null, input);
    }

    private static (string Path, string Query) SplitQuery(string rest)
    {
        var hash = rest.IndexOf('#');
        if (hash >= 0)
            rest = rest[..hash];
        var question = rest.IndexOf('?');
        return question < 0
            ? (PercentEncoding.EncodeIllegal(rest, inQuery: false), "")
            : (PercentEncoding.EncodeIllegal(rest[..question], inQuery: false), "?" + PercentEncoding.EncodeIllegal(rest[(question + 1)..], inQuery: true));
    }

    internal static string Shorten(string text) => text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 77), "...");

    private static bool Fail(string why, out string? reason)
    {
        reason = why;
        return false;
    }
}
