using System.Text.RegularExpressions;
using IngestWorker.Articles.Content;

namespace IngestWorker.Articles.Metadata;

/// <summary>Chooses the date of publication and of the last change, and refuses what cannot be.</summary>
internal sealed partial class PublicationDates(PageTree tree, PageLayout layout, Candidates metas, LdArticle ld, string url, DateTimeOffset? fetchedAt, int headline)
{
    private static readonly string[] PublishedNames =
    [
        "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "date_published", "dc.date.issued", "dcterms.issued", "dc.date",
        "dcterms.date", "dc.date.created", "dcterms.created", "parsely-pub-date", "sailthru.date", "article.published", "citation_publication_date", "citation_date", "published_time", "release_date", "displaydate", "originalpublicationdate", "cxenseparse:recs:publishtime",
        "published-date", "published_at", "ptime", "pub_date", "article_date_original", "publishtime", "datecreated", "created", "article:published", "article.created", "article:publicationdate", "bt:pubdate", "vr:published_time", "og:release_date", "og:pubdate", "video:release_date", "weibo:article:create_at",
    ];

    private static readonly string[] ModifiedNames =
    [
        "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod", "dcterms.modified", "dc.date.modified", "article.updated", "modified_time", "date_modified", "revised", "updated_time", "utime", "article:modified", "weibo:article:update_at",
    ];

    private readonly bool _monthFirst = IsMonthFirst(tree, metas);
    private readonly Datelines _lines = new(tree, layout, headline, IsMonthFirst(tree, metas), date => Plausible(date, fetchedAt));

    public void Choose(PageMetadata result)
    {
        var modified = First(ModifiedNames) ?? (Plausible(DateText.Read(ld.Modified, _monthFirst)) is { } m ? (m, "json-ld") : null);
        if (Plausible(DateText.Read(ld.Modified, _monthFirst)) is { } fromLd)
            modified = (fromLd, "json-ld");
        var published = Published();
        if (published is { } found)
        {
            result.Published = found.Date.Value;
            result.PublishedIsDateOnly = found.Date.IsDay;
            result.Provenance["published"] = found.Source;
        }

        if (modified is { } changed && (result.Published is not { } first || changed.Date.Value.AddDays(1) >= first))
        {
            result.Modified = changed.Date.Value;
            result.Provenance["modified"] = changed.Source;
        }
    }

    private (ReadDate Date, string Source)? Published()
    {
        if (Declared() is { } declared)
        {
            // A page that moved to a new system declares the day of the move; what it shows its readers is the day it was published.
            return _lines.BareByHeadline() is { } shown && shown.Value.AddDays(2) < declared.Date.Value ? (shown, "dateline") : declared;
        }

        foreach (var property in tree.Properties)
        {
            if (property.Name is "datePublished" or "dateCreated" or "schema:datePublished" or "dc:date" or "dc:created"
                && Plausible(DateText.Read(property.Value ?? Bylines.InlineText(tree, property.Node), _monthFirst)) is { } inProperty)
                return (inProperty, "microdata");
        }

        var inUrl = FromUrl();
        if (VisibleTime() is { } time)
            return time;
        if (inUrl is { } day)
            return (day, "url");
        if (_lines.Find() is { } line)
            return (line, "dateline");
        return First(ModifiedNames);
    }

    private (ReadDate Date, string Source)? Declared() =>
        Plausible(DateText.Read(ld.Published, _monthFirst)) is { } inLd ? (inLd, "json-ld") : First(PublishedNames);

    private (ReadDate Date, string Source)? First(string[] names)
    {
        foreach (var name in names)
        {
            if (metas.Get(name) is { } value && Plausible(DateText.Read(value, _monthFirst)) is { } date)
                return (date, "meta:" + name);
        }

        // Names of a publishing system's own: "w-published-date", "cms:publish_time".
        if (names != PublishedNames)
            return null;
        foreach (var (name, value) in tree.Metas)
        {
            if (name.Contains("publish", StringComparison.Ordinal) && !name.Contains("publisher", StringComparison.Ordinal) && Plausible(DateText.Read(value, _monthFirst)) is { } date)
                return (date, "meta:" + name);
        }

        return null;
    }

    /// <summary>The first time element outside comments, lists and the page's frame.</summary>
    private (ReadDate Date, string Source)? VisibleTime()
    {
        (ReadDate, string)? fallback = null;
        foreach (var time in tree.Times)
        {
            var text = time.DateTime is { Length: > 5 } ? time.DateTime : Bylines.InlineText(tree, time.Node);
            if (Plausible(DateText.Read(text, _monthFirst)) is not { } date)
                continue;
            if (IsBeside(time.Node))
                fallback ??= (date, "time");
            else
                return (date, "time");
        }

        return fallback;
    }

    /// <summary>True in parts whose dates are those of other articles, of comments, or of the site.</summary>
    private bool IsBeside(int node) =>
        (layout.Narrow[node] & (Role.Comment | Role.Related | Role.Popular | Role.Sidebar | Role.Footer)) != 0
        || (layout.NarrowTags[node] & (TagBits.Aside | TagBits.Nav | TagBits.Footer)) != 0;

    private ReadDate? FromUrl()
    {
        var match = DateInPath().Match(url);
        if (!match.Success)
            return null;
        return Plausible(DateText.Read($"{match.Groups["y"].Value}-{match.Groups["m"].Value}-{match.Groups["d"].Value}"));
    }

    private ReadDate? Plausible(ReadDate? date) => Plausible(date, fetchedAt);

    private static ReadDate? Plausible(ReadDate? date, DateTimeOffset? fetchedAt)
    {
        if (date is not { } read || read.Value.Year < 1992 || read.Value.Year > 2100)
            return null;
        // Time zones and clocks that go wrong: a day of grace.
        return fetchedAt is { } fetched && read.Value > fetched.AddDays(1.5) ? null : read;
    }

    /// <summary>The order of the United States, where the page says that it is from there, or English and no more.</summary>
    private static bool IsMonthFirst(PageTree tree, Candidates metas)
    {
        var tag = LanguageTag.Normalize(tree.Language);
        if (tag is "en" or null && LanguageTag.Normalize(metas.Get("og:locale")) is { } locale)
            tag = locale;
        return tag is "en" or "en-us" or "en-ph";
    }

    [GeneratedRegex(@"(?:^|[/_\-.=])(?:(?<y>(?:19|20)\d{2})(?<s>[/_\-.])(?<m>0?[1-9]|1[0-2])\k<s>(?<d>0?[1-9]|[12]\d|3[01])|(?<y>(?:19|20)\d{2})[/_\-]?(?<m>0[1-9]|1[0-2])[/_\-]?(?<d>0[1-9]|[12]\d|3[01]))(?=[/_\-.]|$|\D)", RegexOptions.CultureInvariant)]
    private static partial Regex DateInPath();
}
