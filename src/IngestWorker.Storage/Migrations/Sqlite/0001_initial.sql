-- Feeds: what is polled. due_at is when to poll next, and while a worker holds the feed when its lease runs out.
CREATE TABLE feeds (
    feed_id TEXT NOT NULL PRIMARY KEY,
    url TEXT NOT NULL,
    title TEXT,
    etag TEXT,
    last_modified TEXT,
    body_sha256 TEXT,
    poll_interval_seconds REAL,
    due_at TEXT,
    claim INTEGER NOT NULL DEFAULT 0,
    worker TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    outcome TEXT,
    detail TEXT,
    added_at TEXT NOT NULL,
    polled_at TEXT
) STRICT;
CREATE INDEX feeds_due ON feeds (due_at);

-- Hosts: the promise of politeness. No item of a host is claimed before next_at.
CREATE TABLE hosts (
    host TEXT NOT NULL PRIMARY KEY,
    next_at TEXT NOT NULL,
    interval_seconds REAL
) STRICT;
CREATE INDEX hosts_next ON hosts (next_at);

-- Items: one link each. The frontier is those whose state is pending or claimed; due_at is when a pending one may be claimed, and when the
-- lease of a claimed one runs out, so that both are due by the same test.
CREATE TABLE items (
    item_id TEXT NOT NULL PRIMARY KEY,
    canonical_url TEXT NOT NULL,
    url TEXT NOT NULL,
    host TEXT NOT NULL REFERENCES hosts (host),
    feed_id TEXT REFERENCES feeds (feed_id),
    title TEXT,
    published_at TEXT,
    published_offset_minutes INTEGER,
    state TEXT NOT NULL CHECK (state IN ('pending', 'claimed', 'stored', 'finished')),
    outcome TEXT,
    detail TEXT,
    due_at TEXT,
    attempt INTEGER NOT NULL DEFAULT 0,
    given_back INTEGER NOT NULL DEFAULT 0,
    worker TEXT,
    discovered_at TEXT NOT NULL,
    ended_at TEXT,
    CHECK ((state IN ('pending', 'claimed')) = (due_at IS NOT NULL)),
    CHECK ((state IN ('stored', 'finished')) = (ended_at IS NOT NULL))
) STRICT;
CREATE INDEX items_frontier ON items (host, due_at) WHERE state IN ('pending', 'claimed');
CREATE INDEX items_claimed ON items (due_at) WHERE state = 'claimed';
CREATE INDEX items_feed ON items (feed_id);
CREATE INDEX items_state ON items (state, outcome);
CREATE INDEX items_discovered ON items (discovered_at);
CREATE INDEX items_ended ON items (ended_at) WHERE ended_at IS NOT NULL;

-- Which feeds carried an item.
CREATE TABLE feed_items (
    feed_id TEXT NOT NULL REFERENCES feeds (feed_id),
    item_id TEXT NOT NULL REFERENCES items (item_id),
    first_seen_at TEXT NOT NULL,
    PRIMARY KEY (feed_id, item_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX feed_items_item ON feed_items (item_id);

-- Pages: what servers sent, compressed.
CREATE TABLE pages (
    page_id TEXT NOT NULL PRIMARY KEY,
    item_id TEXT NOT NULL REFERENCES items (item_id),
    url TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    status_code INTEGER NOT NULL,
    content_type TEXT,
    etag TEXT,
    last_modified TEXT,
    body_sha256 TEXT NOT NULL,
    body_bytes INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX pages_item ON pages (item_id, fetched_at);
CREATE INDEX pages_fetched ON pages (fetched_at);

-- Articles: the texts that an item's page has had. The current one is that which was fetched last (seen_at), whatever came in last.
CREATE TABLE articles (
    article_id TEXT NOT NULL PRIMARY KEY,
    item_id TEXT NOT NULL REFERENCES items (item_id),
    page_id TEXT NOT NULL,
    feed_id TEXT,
    revision INTEGER NOT NULL,
    is_current INTEGER NOT NULL,
    url TEXT NOT NULL,
    canonical_url TEXT,
    title TEXT,
    text TEXT NOT NULL,
    authors TEXT NOT NULL,
    agency TEXT,
    site_name TEXT,
    section TEXT,
    tags TEXT NOT NULL,
    description TEXT,
    language TEXT,
    image_url TEXT,
    published_at TEXT,
    published_offset_minutes INTEGER,
    published_is_date_only INTEGER NOT NULL,
    modified_at TEXT,
    modified_offset_minutes INTEGER,
    is_paywalled INTEGER NOT NULL,
    confidence REAL NOT NULL,
    blocks TEXT NOT NULL,
    headings TEXT NOT NULL,
    provenance TEXT NOT NULL,
    coder TEXT NOT NULL,
    coding_outcome TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    fetched_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    extracted_at TEXT NOT NULL,
    stored_at TEXT NOT NULL,
    UNIQUE (item_id, revision)
) STRICT;
CREATE INDEX articles_published ON articles (published_at);
CREATE INDEX articles_stored ON articles (stored_at);

-- Events: one row each, with the sentence that proves it and who says so. Offsets are Unicode code points of the article's text.
CREATE TABLE events (
    event_id TEXT NOT NULL PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (article_id) ON DELETE CASCADE,
    type TEXT NOT NULL,
    modes TEXT NOT NULL,
    contexts TEXT NOT NULL,
    quad INTEGER NOT NULL,
    score REAL NOT NULL,
    cameo TEXT,
    status TEXT NOT NULL,
    trigger_text TEXT NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    sentence_text TEXT NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    date_start TEXT,
    date_end TEXT,
    date_text TEXT,
    place_text TEXT,
    place_start INTEGER,
    place_end INTEGER,
    place_country TEXT,
    place_kind TEXT,
    place_latitude REAL,
    place_longitude REAL,
    according_to_text TEXT,
    according_to_country TEXT,
    claim TEXT,
    dead_value INTEGER,
    dead_min INTEGER,
    dead_max INTEGER,
    dead_text TEXT,
    injured_value INTEGER,
    injured_min INTEGER,
    injured_max INTEGER,
    injured_text TEXT,
    confidence REAL NOT NULL,
    rule TEXT NOT NULL,
    coder TEXT NOT NULL,
    fetched_at TEXT NOT NULL
) STRICT;
CREATE INDEX events_article ON events (article_id);
CREATE INDEX events_type_date ON events (type, date_start);
CREATE INDEX events_date ON events (date_start);
CREATE INDEX events_according_to ON events (according_to_country, date_start);
CREATE INDEX events_place ON events (place_country, date_start);

-- Who acts, who is acted upon, and who says so: role actor, recipient or according_to.
CREATE TABLE event_actors (
    event_id TEXT NOT NULL REFERENCES events (event_id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('actor', 'recipient', 'according_to')),
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    text_start INTEGER NOT NULL,
    text_end INTEGER NOT NULL,
    country TEXT,
    sectors TEXT NOT NULL,
    PRIMARY KEY (event_id, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_actors_country ON event_actors (country, role);

-- What became of each item: one row for each stage of each attempt. It outlives the item, so it refers to nothing.
CREATE TABLE item_trail (
    trail_id INTEGER PRIMARY KEY,
    item_id TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    stage TEXT NOT NULL,
    outcome TEXT NOT NULL,
    detail TEXT,
    worker TEXT,
    version TEXT,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX item_trail_item ON item_trail (item_id);

-- The lists as rows, the same in both databases.
CREATE VIEW event_modes AS SELECT e.event_id, m.value AS mode FROM events e, json_each(e.modes) AS m;
CREATE VIEW event_contexts AS SELECT e.event_id, c.value AS context FROM events e, json_each(e.contexts) AS c;
CREATE VIEW event_actor_sectors AS SELECT a.event_id, a.role, a.position, s.value AS sector FROM event_actors a, json_each(a.sectors) AS s;

-- The events of each item's newest text; those of replaced texts stay in events.
CREATE VIEW current_events AS SELECT e.* FROM events e JOIN articles a ON a.article_id = e.article_id WHERE a.is_current;
