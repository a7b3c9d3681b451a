-- What the version of schema 0003 says to PostgreSQL, taken from the server's log while its storage tests ran; the types of array parameters added.
--
DELETE FROM feed_subscriptions WHERE feed_id = $1
--
DELETE FROM page_bodies WHERE body_sha256 IN (
    SELECT b.body_sha256 FROM page_bodies b
    WHERE b.body_sha256 = ANY($1) AND NOT EXISTS (SELECT 1 FROM pages p WHERE p.body_sha256 = b.body_sha256)
    FOR NO KEY UPDATE SKIP LOCKED)
RETURNING stored_bytes
--
DELETE FROM pages WHERE page_id = ANY($1)
--
INSERT INTO articles (article_id, item_id, page_id, feed_id, revision, is_current, url, canonical_url, title, text, authors, agency, site_name, section, tags, description, language, image_url, published_at, published_offset_minutes, published_is_date_only, modified_at, modified_offset_minutes, is_paywalled, confidence, blocks, headings, provenance, coder, coding_outcome, attempt, fetched_at, seen_at, extracted_at, stored_at) SELECT article_id, item_id, page_id, feed_id, revision, is_current, url, canonical_url, title, text, authors, agency, site_name, section, tags, description, language, image_url, published_at, published_offset_minutes, published_is_date_only, modified_at, modified_offset_minutes, is_paywalled, confidence, blocks, headings, provenance, coder, coding_outcome, attempt, fetched_at, seen_at, extracted_at, statement_timestamp() FROM (SELECT u.article_id AS article_id, u.item_id AS item_id, u.page_id AS page_id, u.feed_id AS feed_id, u.revision AS revision, u.is_current AS is_current, u.url AS url, u.canonical_url AS canonical_url, u.title AS title, u.text AS text, u.authors::text[] AS authors, u.agency AS agency, u.site_name AS site_name, u.section AS section, u.tags::text[] AS tags, u.description AS description, u.language AS language, u.image_url AS image_url, u.published_at AS published_at, u.published_offset_minutes AS published_offset_minutes, u.published_is_date_only AS published_is_date_only, u.modified_at AS modified_at, u.modified_offset_minutes AS modified_offset_minutes, u.is_paywalled AS is_paywalled, u.confidence AS confidence, u.blocks::jsonb AS blocks, u.headings::jsonb AS headings, u.provenance::jsonb AS provenance, u.coder AS coder, u.coding_outcome AS coding_outcome, u.attempt AS attempt, u.fetched_at AS fetched_at, u.seen_at AS seen_at, u.extracted_at AS extracted_at FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::integer[], $6::boolean[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::timestamp with time zone[], $20::integer[], $21::boolean[], $22::timestamp with time zone[], $23::integer[], $24::boolean[], $25::double precision[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::integer[], $32::timestamp with time zone[], $33::timestamp with time zone[], $34::timestamp with time zone[]) AS u(article_id, item_id, page_id, feed_id, revision, is_current, url, canonical_url, title, text, authors, agency, site_name, section, tags, description, language, image_url, published_at, published_offset_minutes, published_is_date_only, modified_at, modified_offset_minutes, is_paywalled, confidence, blocks, headings, provenance, coder, coding_outcome, attempt, fetched_at, seen_at, extracted_at)) AS r
--
INSERT INTO canonicals (canonical_id, item_id, signature, claimed_at) VALUES ($1, $2, $3, statement_timestamp())
ON CONFLICT (canonical_id) DO UPDATE SET signature = CASE WHEN canonicals.item_id = excluded.item_id THEN excluded.signature ELSE canonicals.signature END
RETURNING item_id, signature
--
INSERT INTO event_actors (event_id, role, position, text, text_start, text_end, country, sectors) SELECT event_id, role, position, text, text_start, text_end, country, sectors FROM (SELECT u.event_id AS event_id, u.role AS role, u.position AS position, u.text AS text, u.text_start AS text_start, u.text_end AS text_end, u.country AS country, u.sectors::text[] AS sectors FROM unnest($1::uuid[], $2::text[], $3::integer[], $4::text[], $5::integer[], $6::integer[], $7::text[], $8::text[]) AS u(event_id, role, position, text, text_start, text_end, country, sectors)) AS r WHERE true ON CONFLICT (event_id, role, position) DO NOTHING
--
INSERT INTO events (event_id, article_id, type, modes, contexts, quad, score, cameo, status, trigger_text, trigger_start, trigger_end, sentence_text, sentence_start, sentence_end, date_start, date_end, date_text, place_text, place_start, place_end, place_country, place_kind, place_latitude, place_longitude, according_to_text, according_to_country, claim, dead_value, dead_min, dead_max, dead_text, injured_value, injured_min, injured_max, injured_text, confidence, rule, coder, fetched_at) SELECT event_id, article_id, type, modes, contexts, quad, score, cameo, status, trigger_text, trigger_start, trigger_end, sentence_text, sentence_start, sentence_end, date_start, date_end, date_text, place_text, place_start, place_end, place_country, place_kind, place_latitude, place_longitude, according_to_text, according_to_country, claim, dead_value, dead_min, dead_max, dead_text, injured_value, injured_min, injured_max, injured_text, confidence, rule, coder, fetched_at FROM (SELECT u.event_id AS event_id, u.article_id AS article_id, u.type AS type, u.modes::text[] AS modes, u.contexts::text[] AS contexts, u.quad AS quad, u.score AS score, u.cameo AS cameo, u.status AS status, u.trigger_text AS trigger_text, u.trigger_start AS trigger_start, u.trigger_end AS trigger_end, u.sentence_text AS sentence_text, u.sentence_start AS sentence_start, u.sentence_end AS sentence_end, u.date_start AS date_start, u.date_end AS date_end, u.date_text AS date_text, u.place_text AS place_text, u.place_start AS place_start, u.place_end AS place_end, u.place_country AS place_country, u.place_kind AS place_kind, u.place_latitude AS place_latitude, u.place_longitude AS place_longitude, u.according_to_text AS according_to_text, u.according_to_country AS according_to_country, u.claim AS claim, u.dead_value AS dead_value, u.dead_min AS dead_min, u.dead_max AS dead_max, u.dead_text AS dead_text, u.injured_value AS injured_value, u.injured_min AS injured_min, u.injured_max AS injured_max, u.injured_text AS injured_text, u.confidence AS confidence, u.rule AS rule, u.coder AS coder, u.fetched_at AS fetched_at FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::integer[], $7::double precision[], $8::text[], $9::text[], $10::text[], $11::integer[], $12::integer[], $13::text[], $14::integer[], $15::integer[], $16::date[], $17::date[], $18::text[], $19::text[], $20::integer[], $21::integer[], $22::text[], $23::text[], $24::double precision[], $25::double precision[], $26::text[], $27::text[], $28::text[], $29::integer[], $30::integer[], $31::integer[], $32::text[], $33::integer[], $34::integer[], $35::integer[], $36::text[], $37::double precision[], $38::text[], $39::text[], $40::timestamp with time zone[]) AS u(event_id, article_id, type, modes, contexts, quad, score, cameo, status, trigger_text, trigger_start, trigger_end, sentence_text, sentence_start, sentence_end, date_start, date_end, date_text, place_text, place_start, place_end, place_country, place_kind, place_latitude, place_longitude, according_to_text, according_to_country, claim, dead_value, dead_min, dead_max, dead_text, injured_value, injured_min, injured_max, injured_text, confidence, rule, coder, fetched_at)) AS r WHERE true ON CONFLICT (event_id) DO NOTHING
--
INSERT INTO feed_subscriptions (subscription_id, feed_id, hub, topic, secret, state, due_at)
VALUES ($1, $2, $3, $4, $5, 'wanted', statement_timestamp())
ON CONFLICT (feed_id) DO UPDATE SET
    subscription_id = excluded.subscription_id, hub = excluded.hub, topic = excluded.topic, secret = excluded.secret,
    state = 'wanted', reason = NULL, due_at = excluded.due_at, failures = 0, requested_at = NULL, verified_at = NULL, expires_at = NULL
WHERE feed_subscriptions.hub <> excluded.hub OR feed_subscriptions.topic <> excluded.topic
--
INSERT INTO feeds (feed_id, url, title, added_at, due_at)
SELECT feed_id, url, title, statement_timestamp(), statement_timestamp() FROM (SELECT u.feed_id AS feed_id, u.url AS url, u.title AS title FROM unnest($1::uuid[], $2::text[], $3::text[]) AS u(feed_id, url, title)) AS r
WHERE NOT EXISTS (SELECT 1 FROM feeds known WHERE known.url = r.url)
ON CONFLICT (feed_id) DO NOTHING
--
INSERT INTO hosts (host, next_at) SELECT host, statement_timestamp() FROM (SELECT u.host AS host FROM unnest($1::text[]) AS u(host)) AS r WHERE true
ON CONFLICT (host) DO NOTHING
--
INSERT INTO hosts (host, next_at) VALUES ($1, statement_timestamp() + make_interval(secs => $2))
ON CONFLICT (host) DO UPDATE SET
    next_at = greatest(hosts.next_at, excluded.next_at),
    fetch_at = greatest(coalesce(hosts.fetch_at, excluded.next_at), excluded.next_at)
--
INSERT INTO hosts (host, next_at, interval_seconds) VALUES ($1, statement_timestamp(), $2)
ON CONFLICT (host) DO UPDATE SET interval_seconds = excluded.interval_seconds
--
INSERT INTO item_trail (item_id, attempt, stage, outcome, detail, worker, version, at)
SELECT item_id, attempt, stage, outcome, detail, worker, version, coalesce(at, statement_timestamp()) FROM (SELECT u.item_id AS item_id, u.attempt AS attempt, u.stage AS stage, u.outcome AS outcome, u.detail AS detail, u.worker AS worker, u.version AS version, u.at AS at FROM unnest($1::uuid[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamp with time zone[]) AS u(item_id, attempt, stage, outcome, detail, worker, version, at)) AS r
--
INSERT INTO items (item_id, canonical_url, url, host, feed_id, title, published_at, published_offset_minutes, state, due_at, discovered_at)
SELECT item_id, canonical_url, url, host, feed_id, title, published_at, published_offset_minutes, 'pending', statement_timestamp(), statement_timestamp() FROM (SELECT u.item_id AS item_id, u.canonical_url AS canonical_url, u.url AS url, u.host AS host, u.feed_id AS feed_id, u.title AS title, u.published_at AS published_at, u.published_offset_minutes AS published_offset_minutes FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::timestamp with time zone[], $8::integer[]) AS u(item_id, canonical_url, url, host, feed_id, title, published_at, published_offset_minutes)) AS r WHERE true
ON CONFLICT (item_id) DO NOTHING
RETURNING item_id
--
INSERT INTO jobs (name, worker, due_at) VALUES ($1, $2, statement_timestamp() + make_interval(secs => $3))
ON CONFLICT (name) DO UPDATE SET worker = excluded.worker, due_at = excluded.due_at WHERE jobs.due_at <= statement_timestamp()
RETURNING name
--
INSERT INTO page_bodies (body_sha256, body_bytes, stored_bytes, body) SELECT body_sha256, body_bytes, stored_bytes, body FROM (SELECT u.body_sha256 AS body_sha256, u.body_bytes AS body_bytes, u.stored_bytes AS stored_bytes, u.body AS body FROM unnest($1::text[], $2::integer[], $3::integer[], $4::bytea[]) AS u(body_sha256, body_bytes, stored_bytes, body)) AS r WHERE true
ON CONFLICT (body_sha256) DO UPDATE SET body_bytes = excluded.body_bytes
--
INSERT INTO pages (page_id, item_id, url, fetched_at, status_code, content_type, etag, last_modified, body_sha256) SELECT page_id, item_id, url, fetched_at, status_code, content_type, etag, last_modified, body_sha256 FROM (SELECT u.page_id AS page_id, u.item_id AS item_id, u.url AS url, u.fetched_at AS fetched_at, u.status_code AS status_code, u.content_type AS content_type, u.etag AS etag, u.last_modified AS last_modified, u.body_sha256 AS body_sha256 FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamp with time zone[], $5::integer[], $6::text[], $7::text[], $8::text[], $9::text[]) AS u(page_id, item_id, url, fetched_at, status_code, content_type, etag, last_modified, body_sha256)) AS r WHERE true
ON CONFLICT (page_id) DO UPDATE SET
    fetched_at = excluded.fetched_at, url = excluded.url, status_code = excluded.status_code,
    content_type = excluded.content_type, etag = excluded.etag, last_modified = excluded.last_modified
WHERE pages.fetched_at < excluded.fetched_at
--
SELECT article_id, item_id, revision, is_current, seen_at, extracted_at FROM articles WHERE item_id = ANY($1)
--
SELECT count(*) FROM items WHERE revisit_until > statement_timestamp()
--
SELECT count(*) FROM pages p JOIN items i ON i.item_id = p.item_id WHERE 1 = 1 AND p.fetched_at >= $1 AND i.host = $2
--
SELECT e.type, count(*) AS count
FROM articles a JOIN events e ON e.article_id = a.article_id
WHERE a.stored_at >= $1
GROUP BY e.type ORDER BY count(*) DESC, e.type
--
SELECT event_id, role, text, text_start, text_end, country, sectors FROM event_actors
WHERE event_id = ANY($1) ORDER BY event_id, role, position
--
SELECT extract(epoch FROM min(greatest(f.due_at, f.next_at)) - statement_timestamp())::double precision
FROM (
    SELECT h.next_at, (SELECT min(i.due_at) FROM items i WHERE i.host = h.host AND i.state IN ('pending', 'claimed')) AS due_at
    FROM hosts h
) AS f
WHERE f.due_at IS NOT NULL
--
SELECT feed_id, state, outcome,
    sum(CASE WHEN discovered_at >= $1 THEN 1 ELSE 0 END) AS found,
    sum(CASE WHEN ended_at >= $1 THEN 1 ELSE 0 END) AS ended,
    sum(CASE WHEN ended_at IS NULL THEN 1 ELSE 0 END) AS unfinished
FROM items
WHERE discovered_at >= $1 OR ended_at >= $1 OR state IN ('pending', 'claimed')
GROUP BY feed_id, state, outcome
--
SELECT feed_id, url, title, etag, last_modified, body_sha256, failures, poll_interval_seconds, claim, state, site_url, hints, moved_to, moved_seen,
recent_items, recent_days, habit_items, habit_days, habit_entries,
-(extract(epoch FROM read_at - statement_timestamp())::double precision) AS since_read, -(extract(epoch FROM last_new_at - statement_timestamp())::double precision) AS since_new,
EXISTS (SELECT 1 FROM feed_subscriptions s WHERE s.feed_id = feeds.feed_id AND s.state = 'verified' AND s.expires_at > statement_timestamp()) AS is_pushed FROM feeds WHERE feed_id = $1
--
SELECT feed_id, url, title, outcome, detail FROM feeds ORDER BY url
--
SELECT feed_id, url, title, outcome, detail, failures, polled_at, due_at, worker, state, reason, site_url, poll_interval_seconds, interval_reason, added_at,
read_at, last_new_at, failing_since, recent_items, recent_days, habit_items, habit_days, habit_entries, gaps, gap_at, moved_to, moved_seen, moved_from, (SELECT count(*) FROM feed_items i WHERE i.feed_id = feeds.feed_id) AS items
FROM feeds WHERE url = $1 OR moved_from = $1 OR feed_id = $2
ORDER BY CASE WHEN url = $1 THEN 0 WHEN feed_id = $2 THEN 1 ELSE 2 END LIMIT 1
--
SELECT item_id FROM feed_items WHERE feed_id = $1 AND item_id = ANY($2)
--
SELECT item_id FROM items WHERE item_id = ANY($1) ORDER BY item_id FOR NO KEY UPDATE
--
SELECT item_id, attempt, stage, outcome, detail, worker, version, at FROM item_trail
WHERE item_id = $1 ORDER BY at, trail_id
--
SELECT item_id, url, state FROM items WHERE item_id = $1
--
SELECT item_id, url, state, outcome, detail, attempt, due_at FROM items WHERE item_id = (
    SELECT item_id FROM items WHERE item_id = $1
    UNION ALL SELECT item_id FROM articles WHERE article_id = $1
    UNION ALL SELECT item_id FROM pages WHERE page_id = $1
    UNION ALL SELECT a.item_id FROM events e JOIN articles a ON a.article_id = e.article_id WHERE e.event_id = $1
    LIMIT 1)
--
SELECT p.page_id, p.body_sha256, b.stored_bytes
FROM (SELECT page_id, body_sha256, fetched_at FROM pages  ORDER BY fetched_at, page_id LIMIT $1) p
JOIN page_bodies b ON b.body_sha256 = p.body_sha256
ORDER BY p.fetched_at, p.page_id
--
SELECT p.page_id, p.body_sha256, b.stored_bytes
FROM (SELECT page_id, body_sha256, fetched_at FROM pages WHERE fetched_at < statement_timestamp() + make_interval(secs => $1) ORDER BY fetched_at, page_id LIMIT $2) p
JOIN page_bodies b ON b.body_sha256 = p.body_sha256
ORDER BY p.fetched_at, p.page_id
--
SELECT p.page_id, p.item_id, p.url, p.fetched_at, p.status_code, p.content_type, p.etag, p.last_modified, p.body_sha256, b.body_bytes, b.body
FROM pages p JOIN page_bodies b ON b.body_sha256 = p.body_sha256 JOIN items i ON i.item_id = p.item_id WHERE 1 = 1 AND p.fetched_at >= $1 AND i.host = $2 AND (p.fetched_at, p.page_id) > ($3, $4) ORDER BY p.fetched_at, p.page_id LIMIT $5
--
SELECT p.page_id, p.item_id, p.url, p.fetched_at, p.status_code, p.content_type, p.etag, p.last_modified, p.body_sha256, b.body_bytes, b.body
FROM pages p JOIN page_bodies b ON b.body_sha256 = p.body_sha256 JOIN items i ON i.item_id = p.item_id WHERE 1 = 1 AND p.fetched_at >= $1 AND i.host = $2 ORDER BY p.fetched_at, p.page_id LIMIT $3
--
SELECT p.page_id, p.item_id, p.url, p.fetched_at, p.status_code, p.content_type, p.etag, p.last_modified, p.body_sha256, b.body_bytes, b.body
FROM pages p JOIN page_bodies b ON b.body_sha256 = p.body_sha256 JOIN items i ON i.item_id = p.item_id WHERE p.item_id = $1 ORDER BY p.fetched_at DESC LIMIT 1
--
SELECT p.page_id, p.item_id, p.url, p.fetched_at, p.status_code, p.content_type, p.etag, p.last_modified, p.body_sha256, b.body_bytes, b.body
FROM pages p JOIN page_bodies b ON b.body_sha256 = p.body_sha256 JOIN items i ON i.item_id = p.item_id WHERE p.page_id = $1
--
SELECT pg_advisory_xact_lock($1)
--
SELECT s.* FROM (
    SELECT e.event_id, e.type, e.status, e.sentence_text, e.trigger_text, e.claim, e.date_start, e.date_end, e.place_text,
        e.dead_value, e.dead_min, e.dead_max, e.dead_text, e.injured_value, e.injured_min, e.injured_max, e.injured_text,
        e.confidence, a.url AS article_url, a.title AS article_title,
        row_number() OVER (PARTITION BY a.article_id ORDER BY e.confidence DESC, e.trigger_start) AS rank
    FROM articles a JOIN events e ON e.article_id = a.article_id
    WHERE a.stored_at >= $1
) AS s
ORDER BY s.rank, s.confidence DESC, s.event_id LIMIT $2
--
SELECT state, outcome, count(*) AS count FROM items GROUP BY state, outcome ORDER BY state, outcome
--
UPDATE articles SET is_current = false WHERE item_id = $1 AND is_current
--
UPDATE articles SET seen_at = r.seen_at, is_current = r.is_current FROM (SELECT u.article_id AS article_id, u.seen_at AS seen_at, u.is_current AS is_current FROM unnest($1::uuid[], $2::timestamp with time zone[], $3::boolean[]) AS u(article_id, seen_at, is_current)) AS r WHERE articles.article_id = r.article_id
--
UPDATE canonicals SET item_id = $1, signature = $2 WHERE canonical_id = $3 AND item_id = $4
--
UPDATE feed_subscriptions SET failures = 0, due_at = statement_timestamp() + make_interval(secs => $1)
WHERE subscription_id = $2 AND state <> 'denied' AND (verified_at IS NULL OR verified_at < requested_at)
--
UPDATE feed_subscriptions SET pushes = pushes + 1, pushed_at = statement_timestamp() WHERE subscription_id = $1
--
UPDATE feed_subscriptions SET state = 'denied', reason = $1, expires_at = NULL, due_at = statement_timestamp() + make_interval(secs => $2)
WHERE subscription_id = $3 AND topic = $4
--
UPDATE feed_subscriptions SET state = 'verified', reason = NULL, failures = 0, verified_at = statement_timestamp(), expires_at = statement_timestamp() + make_interval(secs => $1), due_at = statement_timestamp() + make_interval(secs => $2)
WHERE subscription_id = $3 AND topic = $4 AND requested_at > statement_timestamp() + make_interval(secs => -86400)
--
UPDATE feed_subscriptions SET state = CASE WHEN state = 'verified' THEN state ELSE 'failed' END, reason = $1, failures = failures + 1, due_at = statement_timestamp() + make_interval(secs => $2)
WHERE subscription_id = $3
--
UPDATE feeds SET due_at = statement_timestamp() WHERE feed_id = $1 AND due_at IS NOT NULL AND worker IS NULL
--
UPDATE feeds SET due_at = statement_timestamp(), state = 'new', reason = NULL, failures = 0, failing_since = NULL, moved_to = NULL, moved_seen = 0
WHERE state IN ('retired', 'removed') AND url IN (SELECT r.url FROM (SELECT u.feed_id AS feed_id, u.url AS url, u.title AS title FROM unnest($1::uuid[], $2::text[], $3::text[]) AS u(feed_id, url, title)) AS r)
--
UPDATE feeds SET last_new_at = statement_timestamp(), recent_items = coalesce(recent_items, 0) + $1, habit_items = coalesce(habit_items, 0) + $1
WHERE feed_id = $2
--
UPDATE feeds SET state = 'removed', reason = NULL, due_at = NULL, worker = NULL, claim = claim + 1 WHERE feed_id = $1
--
UPDATE feeds SET
    url = coalesce($1, url),
    moved_from = CASE WHEN $2 THEN url ELSE moved_from END,
    moved_to = $3,
    moved_seen = $4,
    title = coalesce($5, title),
    site_url = coalesce($6, site_url),
    etag = CASE WHEN $7 THEN $8 ELSE coalesce($8, etag) END,
    last_modified = CASE WHEN $7 THEN $9 ELSE coalesce($9, last_modified) END,
    body_sha256 = CASE WHEN $7 THEN $10 ELSE coalesce($10, body_sha256) END,
    poll_interval_seconds = coalesce($11, poll_interval_seconds),
    hints = coalesce($12, hints),
    interval_reason = coalesce($13, interval_reason),
    due_at = CASE WHEN $14 THEN statement_timestamp() + make_interval(secs => $15) END,
    failures = $16,
    failing_since = CASE WHEN $16 > 0 THEN coalesce(failing_since, statement_timestamp()) END,
    state = $17,
    reason = $18,
    outcome = $19,
    detail = $20,
    polled_at = statement_timestamp(),
    read_at = CASE WHEN $21 THEN statement_timestamp() ELSE read_at END,
    last_new_at = CASE WHEN $22 > 0 THEN statement_timestamp() ELSE last_new_at END,
    gaps = gaps + $23,
    gap_at = CASE WHEN $23 > 0 THEN statement_timestamp() ELSE gap_at END,
    recent_items = coalesce($24, recent_items),
    recent_days = coalesce($25, recent_days),
    habit_items = coalesce($26, habit_items),
    habit_days = coalesce($27, habit_days),
    habit_entries = coalesce($28, habit_entries),
    worker = NULL
WHERE feed_id = $29 AND claim = $30 AND worker IS NOT NULL
--
UPDATE hosts SET response_seconds = $1 WHERE host = $2
--
UPDATE items SET
    due_at = CASE WHEN state = 'claimed' THEN statement_timestamp() + make_interval(secs => $1) END,
    revisit_at = CASE WHEN state = 'stored' THEN statement_timestamp() + make_interval(secs => $1) ELSE revisit_at END,
    state = CASE WHEN state = 'claimed' THEN 'pending' ELSE state END,
    revisit_until = NULL, given_back = given_back + 1, worker = NULL
WHERE item_id = $2 AND attempt = $3 AND (state = 'claimed' OR revisit_until IS NOT NULL)
--
UPDATE items SET state = 'stored', outcome = 'ok', detail = NULL, due_at = NULL, revisit_until = NULL, worker = NULL,
    ended_at = CASE WHEN state = 'stored' THEN ended_at ELSE statement_timestamp() END
WHERE item_id = ANY($1) AND (state <> 'stored' OR revisit_until IS NOT NULL)
RETURNING item_id
--
UPDATE jobs SET worker = NULL, due_at = statement_timestamp() + make_interval(secs => $1) WHERE name = $2 AND worker = $3
--
WITH begun AS (UPDATE items SET
    due_at = CASE WHEN state = 'claimed' THEN statement_timestamp() + make_interval(secs => $1) END,
    revisit_until = CASE WHEN state = 'stored' THEN statement_timestamp() + make_interval(secs => $1) END,
    revisit_at = CASE WHEN state = 'stored' THEN revisit_at WHEN $2 THEN statement_timestamp() + make_interval(secs => $3) END
WHERE item_id = $4 AND attempt = $5 AND (state = 'claimed' OR revisit_until IS NOT NULL) RETURNING item_id, host, state),
turn AS (
    UPDATE hosts SET fetch_at = greatest(statement_timestamp(), fetch_at + make_interval(secs => CASE WHEN coalesce(hosts.interval_seconds, $6) > 0 THEN greatest(coalesce(hosts.interval_seconds, $6), least($7, $8 * coalesce(hosts.response_seconds, 0))) ELSE 0.0 END))
    FROM begun WHERE hosts.host = begun.host AND CASE WHEN coalesce(hosts.interval_seconds, $6) > 0 THEN greatest(coalesce(hosts.interval_seconds, $6), least($7, $8 * coalesce(hosts.response_seconds, 0))) ELSE 0.0 END > 0
    RETURNING hosts.fetch_at
)
SELECT b.host, b.state, coalesce(extract(epoch FROM t.fetch_at - statement_timestamp())::double precision, 0) AS wait_seconds, h.response_seconds, p.page_id, p.etag, p.last_modified, p.body_sha256,
    CASE WHEN b.state = 'stored' THEN (SELECT a.article_id FROM articles a WHERE a.item_id = b.item_id AND a.is_current LIMIT 1) END AS article_id
FROM begun b
JOIN hosts h ON h.host = b.host
LEFT JOIN turn t ON true
LEFT JOIN LATERAL (SELECT page_id, etag, last_modified, body_sha256 FROM pages WHERE item_id = b.item_id ORDER BY fetched_at DESC LIMIT 1) p ON true
--
WITH candidate AS (
    SELECT d.item_id, h.host, row_number() OVER (ORDER BY d.revisit_at) AS rank
    FROM hosts h
    CROSS JOIN LATERAL (
        SELECT i.item_id, i.revisit_at
        FROM items i
        WHERE i.host = h.host AND i.state = 'stored' AND i.revisit_at <= statement_timestamp()
        ORDER BY i.revisit_at
        LIMIT CASE WHEN coalesce(h.interval_seconds, $1) > 0 THEN 1 ELSE $2 END
    ) AS d
    WHERE h.next_at <= statement_timestamp() AND NOT EXISTS (SELECT 1 FROM items n WHERE n.host = h.host AND n.state IN ('pending', 'claimed') AND n.due_at <= statement_timestamp())
    ORDER BY d.revisit_at
    LIMIT greatest(0, least($2, $3 - (SELECT count(*) FROM items WHERE revisit_until > statement_timestamp()), $4 - (SELECT count(*) FROM items WHERE revisit_until > statement_timestamp()) - (SELECT count(*) FROM items WHERE state = 'claimed' AND due_at > statement_timestamp())))
), taken AS (
    SELECT c.rank, i.item_id, h.host, CASE WHEN coalesce(h.interval_seconds, $1) > 0 THEN greatest(coalesce(h.interval_seconds, $1), least($5, $6 * coalesce(h.response_seconds, 0))) ELSE 0.0 END AS seconds
    FROM candidate c
    JOIN items i ON i.item_id = c.item_id
    JOIN hosts h ON h.host = c.host
    WHERE i.state = 'stored' AND i.revisit_at <= statement_timestamp() AND h.next_at <= statement_timestamp()
    FOR NO KEY UPDATE OF i, h SKIP LOCKED
), slot AS (
    UPDATE hosts SET next_at = statement_timestamp() + make_interval(secs => t.seconds)
    FROM (SELECT DISTINCT host, seconds FROM taken) AS t
    WHERE hosts.host = t.host
)
UPDATE items SET attempt = items.attempt + 1, worker = $7, revisit_until = statement_timestamp() + make_interval(secs => $8), revisit_at = (SELECT min(items.ended_at + make_interval(secs => r.seconds)) FROM unnest($9::double precision[]) AS r(seconds) WHERE items.ended_at + make_interval(secs => r.seconds) > statement_timestamp())
FROM taken t
WHERE items.item_id = t.item_id
RETURNING t.rank, items.item_id, items.url, items.feed_id, items.attempt, items.title, items.published_at, items.published_offset_minutes, items.state
--
WITH candidate AS (
    SELECT r.item_id, r.host, row_number() OVER (ORDER BY r.turn, r.due_at) AS rank
    FROM (
        SELECT d.item_id, d.due_at, h.host, row_number() OVER (PARTITION BY h.host ORDER BY d.due_at) AS turn
        FROM hosts h
        CROSS JOIN LATERAL (
            SELECT i.item_id, i.due_at
            FROM items i
            WHERE i.host = h.host AND i.state IN ('pending', 'claimed') AND i.due_at <= statement_timestamp()
            ORDER BY i.due_at
            LIMIT CASE WHEN coalesce(h.interval_seconds, $1) > 0 THEN 1 ELSE $2 END
        ) AS d
        WHERE h.next_at <= statement_timestamp()
    ) AS r
    ORDER BY r.turn, r.due_at
    LIMIT greatest(0, least($2, $3 - (SELECT count(*) FROM items WHERE state = 'claimed' AND due_at > statement_timestamp())))
), taken AS (
    SELECT c.rank, i.item_id, i.attempt - i.given_back >= $4 AS is_spent, h.host, CASE WHEN coalesce(h.interval_seconds, $1) > 0 THEN greatest(coalesce(h.interval_seconds, $1), least($5, $6 * coalesce(h.response_seconds, 0))) ELSE 0.0 END AS seconds
    FROM candidate c
    JOIN items i ON i.item_id = c.item_id
    JOIN hosts h ON h.host = c.host
    WHERE i.state IN ('pending', 'claimed') AND i.due_at <= statement_timestamp() AND h.next_at <= statement_timestamp()
    FOR NO KEY UPDATE OF i, h SKIP LOCKED
), slot AS (
    UPDATE hosts SET next_at = statement_timestamp() + make_interval(secs => t.seconds)
    FROM (SELECT DISTINCT host, seconds FROM taken WHERE NOT is_spent) AS t
    WHERE hosts.host = t.host
), changed AS (
    UPDATE items i SET
        state = CASE WHEN t.is_spent THEN 'finished' ELSE 'claimed' END,
        attempt = CASE WHEN t.is_spent THEN i.attempt ELSE i.attempt + 1 END,
        due_at = CASE WHEN t.is_spent THEN NULL ELSE statement_timestamp() + make_interval(secs => $7) END,
        worker = CASE WHEN t.is_spent THEN NULL ELSE $8 END,
        outcome = CASE WHEN t.is_spent THEN 'abandoned' ELSE i.outcome END,
        detail = CASE WHEN t.is_spent THEN i.attempt || ' claims, last outcome: ' || coalesce(i.outcome, 'no answer') || coalesce(': ' || i.detail, '') ELSE i.detail END,
        ended_at = CASE WHEN t.is_spent THEN statement_timestamp() END
    FROM taken t
    WHERE i.item_id = t.item_id
    RETURNING t.rank, i.item_id, i.url, i.feed_id, i.attempt, i.title, i.published_at, i.published_offset_minutes, i.state, i.detail
), trail AS (
    INSERT INTO item_trail (item_id, attempt, stage, outcome, detail, worker, at)
    SELECT item_id, attempt, 'finished', 'abandoned', detail, $8, statement_timestamp() FROM changed WHERE state = 'finished'
)
SELECT * FROM changed WHERE state = 'claimed'
--
WITH done AS (UPDATE items SET revisit_until = NULL, worker = NULL, revisit_at = CASE WHEN $1 > 0 THEN revisit_at END
WHERE item_id = $2 AND attempt = $3 AND revisit_until IS NOT NULL RETURNING item_id)
INSERT INTO item_trail (item_id, attempt, stage, outcome, detail, worker, version, at)
SELECT item_id, $3, $4, $5, $6, $7, $8, statement_timestamp() FROM done
--
WITH done AS (UPDATE items SET state = 'finished', outcome = $1, detail = $2, due_at = NULL, revisit_at = NULL, worker = NULL, ended_at = statement_timestamp()
WHERE item_id = $3 AND attempt = $4 AND state = 'claimed' RETURNING item_id)
INSERT INTO item_trail (item_id, attempt, stage, outcome, detail, worker, version, at)
SELECT item_id, $4, $5, $1, $2, $6, $7, statement_timestamp() FROM done
--
WITH done AS (UPDATE items SET state = 'finished', outcome = $1, detail = $2, revisit_at = NULL, revisit_until = NULL, worker = NULL
WHERE item_id = $3 AND state = 'stored' RETURNING item_id)
INSERT INTO item_trail (item_id, attempt, stage, outcome, detail, worker, version, at)
SELECT item_id, $4, $5, $1, $2, $6, $7, statement_timestamp() FROM done
--
WITH done AS (UPDATE items SET state = 'pending', outcome = $1, detail = $2, due_at = statement_timestamp() + make_interval(secs => $3), worker = NULL
WHERE item_id = $4 AND attempt = $5 AND state = 'claimed' RETURNING item_id)
INSERT INTO item_trail (item_id, attempt, stage, outcome, detail, worker, version, at)
SELECT item_id, $5, $6, $1, $2, $7, $8, statement_timestamp() FROM done
--
WITH due AS (
    SELECT feed_id FROM feeds WHERE due_at <= statement_timestamp() ORDER BY due_at LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED
)
UPDATE feeds SET claim = claim + 1, worker = $2, due_at = statement_timestamp() + make_interval(secs => $3)
WHERE feed_id IN (SELECT feed_id FROM due)
RETURNING feed_id, url, title, etag, last_modified, body_sha256, failures, poll_interval_seconds, claim, state, site_url, hints, moved_to, moved_seen,
recent_items, recent_days, habit_items, habit_days, habit_entries,
-(extract(epoch FROM read_at - statement_timestamp())::double precision) AS since_read, -(extract(epoch FROM last_new_at - statement_timestamp())::double precision) AS since_new,
EXISTS (SELECT 1 FROM feed_subscriptions s WHERE s.feed_id = feeds.feed_id AND s.state = 'verified' AND s.expires_at > statement_timestamp()) AS is_pushed
--
WITH due AS (
    SELECT s.subscription_id FROM feed_subscriptions s
    WHERE s.due_at <= statement_timestamp() AND EXISTS (SELECT 1 FROM feeds f WHERE f.feed_id = s.feed_id AND f.due_at IS NOT NULL)
    ORDER BY s.due_at LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED
)
UPDATE feed_subscriptions SET due_at = statement_timestamp() + make_interval(secs => $2), requested_at = statement_timestamp(),
    state = CASE WHEN state = 'verified' AND expires_at > statement_timestamp() THEN state ELSE 'requested' END
WHERE subscription_id IN (SELECT subscription_id FROM due)
RETURNING subscription_id, feed_id, hub, topic, secret, state, reason, failures, due_at, expires_at, pushed_at, pushes
