namespace IngestWorker.IntegrationTests.Storage;

/// <summary>A database with enough in it that a plan that reads everything shows, filled once for a class.</summary>
public sealed class BackloggedDatabase : IAsyncDisposable
{
    private bool _filled;

    internal PostgreSqlTestDatabase Test { get; } = new();

    internal async Task FillOnceAsync(CancellationToken cancellationToken)
    {
        if (_filled)
            return;
        await Test.ResetAsync(cancellationToken);
        await Test.Database.TransactAsync(
            async session =>
            {
                await session.ExecuteAsync("SET LOCAL session_replication_role = replica"); // no checks of foreign keys, which take most of the time
                foreach (var statement in Backlog.Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                    await session.ExecuteAsync(statement);
                return 0;
            },
            cancellationToken);
        await Test.ExecuteAsync("ANALYZE ;"); // a single word would be the name of a procedure
        _filled = true;
    }

    public ValueTask DisposeAsync() => Test.DisposeAsync();

    private const string Backlog = """
        INSERT INTO feeds (feed_id, url, due_at, added_at) SELECT gen_random_uuid(), 'https://f' || n || '.example/', now() + (n - 500) * interval '1 second', now() FROM generate_series(1, 3000) n;
        INSERT INTO hosts (host, next_at) SELECT 'h' || n || '.example', now() - interval '1 minute' FROM generate_series(1, 500) n;
        INSERT INTO items (item_id, canonical_url, url, host, state, outcome, due_at, discovered_at, ended_at)
            SELECT gen_random_uuid(), 'u' || n, 'u' || n, 'h' || 1 + n % 500 || '.example',
                CASE WHEN n % 10 = 0 THEN 'pending' ELSE 'stored' END, CASE WHEN n % 10 = 0 THEN NULL ELSE 'ok' END,
                CASE WHEN n % 10 = 0 THEN now() - interval '1 hour' END, now() - interval '1 day', CASE WHEN n % 10 = 0 THEN NULL ELSE now() - interval '1 day' END
            FROM generate_series(1, 40000) n;
        INSERT INTO pages (page_id, item_id, url, fetched_at, status_code, body_sha256)
            SELECT gen_random_uuid(), item_id, url, now() - interval '1 day', 200, md5(item_id::text) FROM items WHERE state = 'stored' LIMIT 10000;
        INSERT INTO page_bodies (body_sha256, body_bytes, stored_bytes, body) SELECT body_sha256, 0, 0, '' FROM pages;
        UPDATE items SET revisit_at = now() - interval '1 minute' WHERE state = 'stored' AND abs(hashtext(canonical_url)) % 20 = 0;
        INSERT INTO articles (article_id, item_id, page_id, revision, is_current, url, text, authors, tags, published_is_date_only, is_paywalled, confidence, blocks, headings, provenance, coder, coding_outcome, attempt, fetched_at, seen_at, extracted_at, stored_at)
            SELECT gen_random_uuid(), item_id, page_id, 1, true, url, 'text', '{}', '{}', false, false, 1, '[]', '[]', '{}', 'c', 'ok', 1, fetched_at, fetched_at, fetched_at, fetched_at FROM pages;
        INSERT INTO events (event_id, article_id, type, modes, contexts, quad, score, status, trigger_text, trigger_start, trigger_end, sentence_text, sentence_start, sentence_end, date_start, date_end, according_to_country, place_country, confidence, rule, coder, fetched_at)
            SELECT gen_random_uuid(), article_id, 'TYPE' || (random() * 16)::int, '{}', '{}', 1, 1, 'actual', 't', 0, 1, 's', 0, 1, date '2018-01-01' + (random() * 1500)::int, date '2018-01-01', 'C' || (random() * 40)::int, 'C' || (random() * 40)::int, 1, 'r', 'c', fetched_at
            FROM articles, generate_series(1, 4);
        INSERT INTO event_actors (event_id, role, position, text, text_start, text_end, country, sectors, fetched_at)
            SELECT event_id, 'actor', n, 'a', 0, 1, 'C' || (random() * 40)::int, '{}', fetched_at FROM events, generate_series(0, 1) n;
        INSERT INTO item_trail (item_id, attempt, stage, outcome, at) SELECT item_id, 1, 'stored', 'ok', now() - interval '1 day' FROM items, generate_series(1, 2);
        """;
}
