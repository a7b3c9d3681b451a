-- Revisits: a stored article is looked at again. revisit_at is when to do so; revisit_until is the lease of a look under way.
ALTER TABLE items ADD COLUMN revisit_at timestamptz;
ALTER TABLE items ADD COLUMN revisit_until timestamptz;
CREATE INDEX items_revisits ON items (host, revisit_at) WHERE state = 'stored' AND revisit_at IS NOT NULL;
CREATE INDEX items_revisiting ON items (revisit_until) WHERE revisit_until IS NOT NULL;

-- Politeness by the server's own speed, and the turn of each fetch beyond the claim.
ALTER TABLE hosts ADD COLUMN response_seconds double precision;
ALTER TABLE hosts ADD COLUMN fetch_at timestamptz;

-- Which item is the article of a canonical address; the first to get there.
CREATE TABLE canonicals (
    canonical_id uuid PRIMARY KEY,
    item_id uuid NOT NULL REFERENCES items (item_id),
    signature bigint NOT NULL,
    claimed_at timestamptz NOT NULL
);
CREATE INDEX canonicals_item ON canonicals (item_id);

-- Bodies by their content: the same bytes are kept once, whatever they were fetched for.
CREATE TABLE page_bodies (
    body_sha256 text PRIMARY KEY,
    body_bytes integer NOT NULL,
    stored_bytes integer NOT NULL,
    body bytea NOT NULL
);
ALTER TABLE page_bodies ALTER COLUMN body SET STORAGE EXTERNAL;
INSERT INTO page_bodies (body_sha256, body_bytes, stored_bytes, body)
    SELECT DISTINCT ON (body_sha256) body_sha256, body_bytes, length(body), body FROM pages;
ALTER TABLE pages DROP COLUMN body, DROP COLUMN body_bytes;
ALTER TABLE pages ADD FOREIGN KEY (body_sha256) REFERENCES page_bodies (body_sha256);
CREATE INDEX pages_body ON pages (body_sha256);
-- Pages are read and cleaned in the order of their times; the id tells equal times apart.
DROP INDEX pages_fetched;
CREATE INDEX pages_fetched ON pages (fetched_at, page_id);

-- Work that one process does for all of them, now and then.
CREATE TABLE jobs (
    name text PRIMARY KEY,
    worker text,
    due_at timestamptz NOT NULL,
    position text
);
