using IngestWorker.Articles.Content;
using IngestWorker.Contracts;

namespace IngestWorker.Articles.Metadata;

/// <summary>Chooses the date of publication and of the last change.</summary>
internal sealed class PublicationDates(PageTree tree, PageLayout layout, Candidates metas, LdArticle ld, DateReading reading, string html, int headline)
{
    /// <summary>Lines between a headline and its date.</summary>
    private const int Near = 8;

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

    public void Choose(PageMetadata result)
    {
        var lines = new Datelines(tree, layout, headline, text => reading.Read(text));
        var modified = reading.Read(ld.Modified) is { } fromLd ? (fromLd, "json-ld") : First(ModifiedNames);
        if (Published(lines) is { } found)
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

    private (ReadDate Date, string Source)? Published(Datelines lines)
    {
        if (Declared() is { } declared)
        {
            // A page that moved to a new system declares the day of the move; what it shows its readers is the day it was published.
            return lines.BareByHeadline() is { } shown && shown.Value.AddDays(2) < declared.Date.Value ? (shown, "dateline") : declared;
        }

        foreach (var property in tree.Properties.OrderBy(property => IsBeside(property.Node)))
        {
            if (!IsQuoted(property.Node) && property.Name is "datePublished" or "dateCreated" or "schema:datePublished" or "dc:date" or "dc:created"
                && reading.ReadDeclared(property.Value ?? Bylines.InlineText(tree, property.Node)) is { } inProperty)
                return (inProperty, "microdata");
        }

        if (VisibleTime() is { } time)
            return time;
        if (reading.FromUrl() is { } day)
            return (day, "url");
        if (lines.Find() is { } line)
            return (line, "dateline");
        if (ScriptDates.Find(html, reading.Read) is { } hidden)
            return (hidden, "script");
        if (First(ModifiedNames) is { } changed)
            return changed;
        return new Datelines(tree, layout, headline, text => reading.ReadRecent(text)).Recent() is { } recent ? (recent, ArticleContent.ToldFromFetch) : null;
    }

    private (ReadDate Date, string Source)? Declared() =>
        reading.ReadDeclared(ld.Published) is { } inLd ? (inLd, "json-ld") : First(PublishedNames);

    private (ReadDate Date, string Source)? First(string[] names)
    {
        foreach (var name in names)
        {
            if (metas.Get(name) is { } value && reading.ReadDeclared(value) is { } date)
                return (date, "meta:" + name);
        }

        // Names of a publishing system's own: "w-published-date", "cms:publish_time".
        if (names != PublishedNames)
            return null;
        foreach (var (name, value) in tree.Metas)
        {
            if (name.Contains("publish", StringComparison.Ordinal) && !name.Contains("publisher", StringComparison.Ordinal) && reading.Read(value) is { } date)
                return (date, "meta:" + name);
        }

        return null;
    }

    /// <summary>
    /// The first time element behind the headline and near it, then the last before it and near it, then the first outside comments, lists
    /// and the page's frame; lists of other articles stand before the headline as well.
    /// </summary>
    private (ReadDate Date, string Source)? VisibleTime()
    {
        (ReadDate, string)? before = null, elsewhere = null, beside = null;
        foreach (var time in tree.Times)
        {
            var text = time.DateTime is { Length: > 5 } ? time.DateTime : Bylines.InlineText(tree, time.Node);
            if (IsQuoted(time.Node) || (time.DateTime is { Length: > 5 } ? reading.ReadDeclared(text) : reading.Read(text)) is not { } date)
                continue;
            if (IsBeside(time.Node))
                beside ??= (date, "time");
            else if (time.BlocksBefore - headline is >= 0 and <= 2 * Near)
                return (date, "time");
            else if (headline - time.BlocksBefore is > 0 and <= Near)
                before = (date, "time");
            else
                elsewhere ??= (date, "time");
        }

        return before ?? elsewhere ?? beside;
    }

    /// <summary>True in an embedded post, whose day is its own.</summary>
    private bool IsQuoted(int node) => (layout.NarrowTags[node] & TagBits.Quote) != 0 || LineChoice.PostAround(tree, node) >= 0;

    /// <summary>True in parts whose dates are those of other articles, of comments, or of the site.</summary>
    private bool IsBeside(int node) =>
        (layout.Narrow[node] & (Role.Comment | Role.Related | Role.Popular | Role.Sidebar | Role.Footer)) != 0
        || (layout.NarrowTags[node] & (TagBits.Aside | TagBits.Nav | TagBits.Footer)) != 0;
}
