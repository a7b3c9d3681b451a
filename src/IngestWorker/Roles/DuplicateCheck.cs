using IngestWorker.Contracts;
using IngestWorker.Fetching;
using IngestWorker.Storage;

namespace IngestWorker.Roles;

/// <summary>
/// Finds an article that is stored already under another address: its AMP or mobile form, a print view, a feed's own redirect. The page's
/// canonical link decides, where it stays on the site that answered; without one the address that answered. Sites that give many articles one
/// canonical address are found out by the texts, which then differ.
/// </summary>
internal sealed class DuplicateCheck(CanonicalStore canonicals, UrlRules rules)
{
    /// <returns>The item that was there first; null where this one is the first, or its text is another.</returns>
    public async Task<CanonicalOwner?> FindAsync(Page page, ArticleContent content, CancellationToken cancellationToken)
    {
        if (!CanonicalUrl.TryParse(page.Url, rules, out var answered, out _)) return null;
        var signature = TextSignature.Of(content.Text);
        var owner = await canonicals.ClaimAsync(Canonical(content.CanonicalUrl, answered), page.ItemId, signature, cancellationToken);
        return owner is not null && TextSignature.AreAlike(owner.Signature, signature) ? owner : null;
    }

    // Another site's page may not take an article's place by naming its address.
    private string Canonical(string? link, CanonicalUrl answered) =>
        CanonicalUrl.TryParse(link, rules, out var named, out _, answered) && named.IsSameSite(answered) ? named.Value : answered.Value;
}
