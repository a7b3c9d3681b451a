using IngestWorker.Contracts;
using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>Which item is the article of a canonical address: the first whose text was taken. Over all workers, by one row for each address.</summary>
public sealed class CanonicalStore(IDatabase database)
{
    /// <summary>Says that an item is the article of an address.</summary>
    /// <param name="canonicalUrl">The address that the page gives itself, or that answered.</param>
    /// <param name="itemId">The item.</param>
    /// <param name="signature">What its text is known by; stored for those who come later.</param>
    /// <returns>Null where the item is that article now; else the item that was there first.</returns>
    public async Task<CanonicalOwner?> ClaimAsync(string canonicalUrl, Guid itemId, long signature, CancellationToken cancellationToken)
    {
        var canonicalId = DeterministicId.ForItem(canonicalUrl);
        var owner = (await database.WriteAsync(session => InsertAsync(session, canonicalId, itemId, signature), cancellationToken))!;
        if (owner.ItemId == itemId) return null;
        var item = await database.ReadAsync(
            session => session.FirstAsync<OwnerRow>("SELECT item_id, url, state FROM items WHERE item_id = @id", new { id = owner.ItemId }), cancellationToken);
        if (item is { State: not "finished" }) return new CanonicalOwner(owner.ItemId, item.Url, owner.Signature);

        // The first one came to nothing after all: an article is not lost to an item that has none.
        await database.WriteAsync(
            session => session.ExecuteAsync(
                "UPDATE canonicals SET item_id = @itemId, signature = @signature WHERE canonical_id = @canonicalId AND item_id = @owner",
                new { canonicalId, itemId, signature, owner = owner.ItemId }),
            cancellationToken);
        return null;
    }

    private static Task<OwnerRow?> InsertAsync(Session session, Guid canonicalId, Guid itemId, long signature) => session.FirstAsync<OwnerRow>(
        $"""
        INSERT INTO canonicals (canonical_id, item_id, signature, claimed_at) VALUES (@canonicalId, @itemId, @signature, {session.Sql.Now})
        ON CONFLICT (canonical_id) DO UPDATE SET signature = CASE WHEN canonicals.item_id = excluded.item_id THEN excluded.signature ELSE canonicals.signature END
        RETURNING item_id, signature
        """,
        new { canonicalId, itemId, signature });

    private sealed class OwnerRow
    {
        public Guid ItemId { get; init; }

        public long Signature { get; init; }

        public string Url { get; init; } = "";

        public string State { get; init; } = "";
    }
}

/// <param name="ItemId">The item that was there first.</param>
/// <param name="Url">Its address.</param>
/// <param name="Signature">What its text is known by.</param>
public sealed record CanonicalOwner(Guid ItemId, string Url, long Signature);
