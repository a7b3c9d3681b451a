using System.Globalization;
using System.Text.Json;
using AngleSharp.Css.Parser;

namespace IngestWorker.Articles;

/// <summary>One entry of <see cref="SiteRules"/>.</summary>
internal sealed record SiteRule
{
    public required string Host { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? Until { get; init; }

    public IReadOnlyList<string> Take { get; init; } = [];

    public IReadOnlyList<string> Drop { get; init; } = [];

    public string? Title { get; init; }

    public string? Author { get; init; }

    public string? Published { get; init; }

    public static SiteRule Read(JsonElement element, int index)
    {
        var host = Text(element, "host") ?? throw new FormatException($"Site rule {index} has no host.");
        return new SiteRule
        {
            Host = host,
            From = Day(element, "from", host),
            Until = Day(element, "until", host),
            Take = Selectors(element, "take", host),
            Drop = Selectors(element, "drop", host),
            Title = Selector(Text(element, "title"), host),
            Author = Selector(Text(element, "author"), host),
            Published = Selector(Text(element, "published"), host),
        };
    }

    /// <summary>True for the host and its subdomains, within the rule's days; a page whose day of fetch is not known is within.</summary>
    public bool IsFor(string host, DateTimeOffset? fetchedAt)
    {
        if (!host.Equals(Host, StringComparison.OrdinalIgnoreCase) && !(host.EndsWith(Host, StringComparison.OrdinalIgnoreCase) && host[^(Host.Length + 1)] == '.'))
            return false;
        if (fetchedAt is not { } fetched)
            return true;
        var day = DateOnly.FromDateTime(fetched.UtcDateTime);
        return (From is not { } from || day >= from) && (Until is not { } until || day <= until);
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static DateOnly? Day(JsonElement element, string name, string host)
    {
        if (Text(element, name) is not { } text)
            return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new FormatException($"The rule for {host}: {name} is '{text}'; allowed: a day as yyyy-MM-dd");
    }

    private static List<string> Selectors(JsonElement element, string name, string host)
    {
        var result = new List<string>();
        if (!element.TryGetProperty(name, out var values))
            return result;
        foreach (var value in values.EnumerateArray())
            result.Add(Selector(value.GetString(), host)!);
        return result;
    }

    private static string? Selector(string? text, string host)
    {
        if (text is null)
            return null;
        var at = text.LastIndexOf('@');
        return new CssSelectorParser().ParseSelector(at < 0 ? text : text[..at]) is null
            ? throw new FormatException($"The rule for {host}: '{text}' is no CSS selector.")
            : text;
    }
}
