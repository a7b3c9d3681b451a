namespace IngestWorker.Benchmarks.Delivery;

/// <summary>A database that has been in use for a year: events and known items by the million, written by the server itself.</summary>
internal static class Filling
{
    private const int EventsPerArticle = 8;

    /// <summary>Fills an empty, migrated database with articles of the last twelve months, their events, actors and trail, and with items that are known and ended.</summary>
    public static async Task FillAsync(BenchmarkServers servers, int events, int items)
    {
        var articles = events / EventsPerArticle;
        foreach (var statement in (string[])[PastMonths, Items(Math.Max(items, articles)), Articles(articles), Events, Actors, Trail])
            await servers.ExecuteAsync("SET session_replication_role = replica; SET synchronous_commit = off; " + statement);
        await servers.ExecuteAsync("VACUUM ANALYZE");
    }

    private const string PastMonths = """
        DO $$
        DECLARE t record; begins timestamptz;
        BEGIN
            FOR t IN SELECT * FROM ingest_month_tables() LOOP
                FOR n IN 1..12 LOOP
                    begins := date_trunc('month', now()) - make_interval(months => n);
                    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', t.name || to_char(begins, '_YYYY_MM'), t.name, begins, begins + interval '1 month');
                END LOOP;
            END LOOP;
        END
        $$
        """;

    private static string Items(int count) => $"""
        INSERT INTO hosts (host, next_at) SELECT 'old' || n || '.example', now() FROM generate_series(0, 999) n;
        INSERT INTO items (item_id, canonical_url, url, host, state, outcome, discovered_at, ended_at)
            SELECT md5('item' || n)::uuid, 'http://old' || n % 1000 || '.example/news/' || n, 'http://old' || n % 1000 || '.example/news/' || n, 'old' || n % 1000 || '.example', 'stored', 'ok',
                now() - n * interval '1 year' / {count}, now() - n * interval '1 year' / {count}
            FROM generate_series(1, {count}) n
        """;

    private static string Articles(int count) => $"""
        INSERT INTO articles (article_id, item_id, page_id, revision, is_current, url, title, text, authors, tags, published_at, published_is_date_only, is_paywalled, confidence, blocks, headings, provenance, coder, coding_outcome, attempt, fetched_at, seen_at, extracted_at, stored_at)
            SELECT md5('article' || n)::uuid, md5('item' || n)::uuid, md5('page' || n)::uuid, 1, true, 'http://old' || n % 1000 || '.example/news/' || n, 'Title ' || n, repeat(md5(n::text), 20), '{"{}"}', '{"{}"}', at, false, false, 0.9,
                '[]', '[]', '{"{}"}', 'ingestworker/1.0', 'ok', 1, at, at, at, at
            FROM (SELECT n, now() - n * interval '1 year' / {count} AS at FROM generate_series(1, {count}) n) AS times
        """;

    private const string Events = """
        INSERT INTO events (event_id, article_id, type, modes, contexts, quad, score, status, trigger_text, trigger_start, trigger_end, sentence_text, sentence_start, sentence_end, date_start, date_end, place_text, place_country, according_to_text, according_to_country, confidence, rule, coder, fetched_at)
            SELECT md5(article_id::text || k)::uuid, article_id, (ARRAY['ASSAULT', 'ACCUSE', 'CONSULT', 'AID', 'PROTEST', 'REJECT'])[1 + (random() * 5)::int], '{}', '{military}', 4, -9, 'actual', 'clashes', k, k + 7,
                repeat('abcdefgh ', 16), 0, 144, (fetched_at - random() * interval '30 days')::date, fetched_at::date, 'Ganja', 'C' || (random() * 150)::int, 'Baku', 'C' || (random() * 150)::int, 0.75, 'verb:clash', 'ingestworker/1.0', fetched_at
            FROM articles, generate_series(1, 8) k
        """;

    private const string Actors = """
        INSERT INTO event_actors (event_id, role, position, text, text_start, text_end, country, sectors, fetched_at)
            SELECT event_id, role, 0, 'northern soldiers', 0, 17, 'C' || (random() * 150)::int, '{MIL}', fetched_at FROM events, unnest(ARRAY['actor', 'recipient']) AS role
        """;

    private const string Trail = """
        INSERT INTO item_trail (item_id, attempt, stage, outcome, worker, version, at)
            SELECT item_id, 1, stage, 'ok', 'worker-1', 'ingestworker/1.0', fetched_at FROM articles, unnest(ARRAY['fetched', 'extracted', 'coded', 'stored']) AS stage
        """;
}
