-- Revisits: a stored article is looked at again. revisit_at is when to do so; revisit_until is the lease of a look under way.
ALTER TABLE items ADD COLUMN revisit_at TEXT;
ALTER TABLE items ADD COLUMN revisit_until TEXT;
CREATE INDEX items_revisits ON items (host, revisit_at) WHERE state = 'stored' AND revisit_at IS NOT NULL;
CREATE INDEX items_revisiting ON items (revisit_until) WHERE revisit_until IS NOT NULL;

-- Politeness by the server's own speed, and the turn of each fetch beyond the claim.
ALTER TABLE hosts ADD COLUMN response_seconds REAL;
ALTER TABLE hosts ADD COLUMN fetch_at TEXT;

-- Which item is the article of a canonical address; the first to get there.
CREATE TABLE canonicals (
    canonical_id TEXT NOT NULL PRIMARY KEY,
    item_id TEXT NOT NULL REFERENCES items (item_id),
    signature INTEGER NOT NULL,
    claimed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX canonicals_item ON canonicals (item_id);

-- Bodies by their content: the same bytes are kept once, whatever they were fetched for.
CREATE TABLE page_bodies (
    body_sha256 TEXT NOT NULL PRIMARY KEY,
    body_bytes INTEGER NOT NULL,
    stored_bytes INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
INSERT INTO page_bodies (body_sha256, body_bytes, stored_bytes, body)
    SELECT body_sha256, body_bytes, length(body), body FROM pages WHERE true ON CONFLICT (body_sha256) DO NOTHING;
CREATE TABLE new_pages (
    page_id TEXT NOT NULL PRIMARY KEY,
    item_id TEXT NOT NULL REFERENCES items (item_id),
    url TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    status_code INTEGER NOT NULL,
    content_type TEXT,
    etag TEXT,
    last_modified TEXT,
    body_sha256 TEXT NOT NULL REFERENCES page_bodies (body_sha256)
) STRICT;
INSERT INTO new_pages (page_id, item_id, url, fetched_at, status_code, content_type, etag, last_modified, body_sha256)
    SELECT page_id, item_id, url, fetched_at, status_code, content_type, etag, last_modified, body_sha256 FROM pages;
DROP TABLE pages;
ALTER TABLE new_pages RENAME TO pages;
CREATE INDEX pages_item ON pages (item_id, fetched_at);
-- Pages are read and cleaned in the order of their times; the id tells equal times apart.
CREATE INDEX pages_fetched ON pages (fetched_at, page_id);
CREATE INDEX pages_body ON pages (body_sha256);

-- Work that one process does for all of them, now and then.
CREATE TABLE jobs (
    name TEXT NOT NULL PRIMARY KEY,
    worker TEXT,
    due_at TEXT NOT NULL,
    position TEXT
) STRICT, WITHOUT ROWID;
