using IngestWorker.Contracts;
using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>A new article with the place it takes among its item's revisions.</summary>
internal sealed record ArticleRow(EventsExtracted Message, int Revision, DateTimeOffset SeenAt, bool IsCurrent)
{
    public static readonly RowSet<ArticleRow> Set = new(
        Column<ArticleRow>.Id("article_id", r => r.Article.ArticleId),
        Column<ArticleRow>.Id("item_id", r => r.Article.ItemId),
        Column<ArticleRow>.Id("page_id", r => r.Article.PageId),
        Column<ArticleRow>.Id("feed_id", r => r.Article.FeedId),
        Column<ArticleRow>.Integer("revision", r => r.Revision),
        Column<ArticleRow>.Boolean("is_current", r => r.IsCurrent),
        Column<ArticleRow>.Text("url", r => r.Article.Url),
        Column<ArticleRow>.Text("canonical_url", r => r.Content.CanonicalUrl),
        Column<ArticleRow>.Text("title", r => r.Content.Title),
        Column<ArticleRow>.Text("text", r => r.Content.Text),
        Column<ArticleRow>.Words("authors", r => r.Content.Authors),
        Column<ArticleRow>.Text("agency", r => r.Content.Agency),
        Column<ArticleRow>.Text("site_name", r => r.Content.SiteName),
        Column<ArticleRow>.Text("section", r => r.Content.Section),
        Column<ArticleRow>.Words("tags", r => r.Content.Tags),
        Column<ArticleRow>.Text("description", r => r.Content.Description),
        Column<ArticleRow>.Text("language", r => r.Content.Language),
        Column<ArticleRow>.Text("image_url", r => r.Content.ImageUrl),
        Column<ArticleRow>.Time("published_at", r => r.Content.Published),
        Column<ArticleRow>.Integer("published_offset_minutes", r => (int?)r.Content.Published?.Offset.TotalMinutes),
        Column<ArticleRow>.Boolean("published_is_date_only", r => r.Content.PublishedIsDateOnly),
        Column<ArticleRow>.Time("modified_at", r => r.Content.Modified),
        Column<ArticleRow>.Integer("modified_offset_minutes", r => (int?)r.Content.Modified?.Offset.TotalMinutes),
        Column<ArticleRow>.Boolean("is_paywalled", r => r.Content.IsPaywalled),
        Column<ArticleRow>.Real("confidence", r => r.Content.Confidence),
        Column<ArticleRow>.Json("blocks", r => StoredForm.Json(r.Content.Blocks)),
        Column<ArticleRow>.Json("headings", r => StoredForm.Json(r.Content.Headings)),
        Column<ArticleRow>.Json("provenance", r => StoredForm.Json(r.Content.Provenance)),
        Column<ArticleRow>.Text("coder", r => r.Message.Coder),
        Column<ArticleRow>.Text("coding_outcome", r => r.Message.CodingOutcome.ToName()),
        Column<ArticleRow>.Integer("attempt", r => r.Message.Attempt),
        Column<ArticleRow>.Time("fetched_at", r => r.Article.FetchedAt),
        Column<ArticleRow>.Time("seen_at", r => r.SeenAt),
        Column<ArticleRow>.Time("extracted_at", r => r.Message.ExtractedAt));

    private Article Article => Message.Article;

    private ArticleContent Content => Message.Article.Content;
}
