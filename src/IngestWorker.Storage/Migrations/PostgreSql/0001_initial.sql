-- Feeds: what is polled. due_at is when to poll next, and while a worker holds the feed when its lease runs out.
CREATE TABLE feeds (
    feed_id uuid PRIMARY KEY,
    url text NOT NULL,
    title text,
    etag text,
    last_modified text,
    body_sha256 text,
    poll_interval_seconds double precision,
    due_at timestamptz,
    claim bigint NOT NULL DEFAULT 0,
    worker text,
    failures integer NOT NULL DEFAULT 0,
    outcome text,
    detail text,
    added_at timestamptz NOT NULL,
    polled_at timestamptz
);
CREATE INDEX feeds_due ON feeds (due_at);

-- Hosts: the promise of politeness. No item of a host is claimed before next_at.
CREATE TABLE hosts (
    host text PRIMARY KEY,
    next_at timestamptz NOT NULL,
    interval_seconds double precision
);
CREATE INDEX hosts_next ON hosts (next_at);

-- Items: one link each. The frontier is those whose state is pending or claimed; due_at is when a pending one may be claimed, and when the
-- lease of a claimed one runs out, so that both are due by the same test.
CREATE TABLE items (
    item_id uuid PRIMARY KEY,
    canonical_url text NOT NULL,
    url text NOT NULL,
    host text NOT NULL REFERENCES hosts (host),
    feed_id uuid REFERENCES feeds (feed_id),
    title text,
    published_at timestamptz,
    published_offset_minutes integer,
    state text NOT NULL CHECK (state IN ('pending', 'claimed', 'stored', 'finished')),
    outcome text,
    detail text,
    due_at timestamptz,
    attempt integer NOT NULL DEFAULT 0,
    given_back integer NOT NULL DEFAULT 0,
    worker text,
    discovered_at timestamptz NOT NULL,
    ended_at timestamptz,
    CHECK ((state IN ('pending', 'claimed')) = (due_at IS NOT NULL)),
    CHECK ((state IN ('stored', 'finished')) = (ended_at IS NOT NULL))
);
CREATE INDEX items_frontier ON items (host, due_at) WHERE state IN ('pending', 'claimed');
CREATE INDEX items_claimed ON items (due_at) WHERE state = 'claimed';
CREATE INDEX items_feed ON items (feed_id);
CREATE INDEX items_state ON items (state, outcome);
CREATE INDEX items_discovered ON items (discovered_at);
CREATE INDEX items_ended ON items (ended_at) WHERE ended_at IS NOT NULL;

-- Which feeds carried an item.
CREATE TABLE feed_items (
    feed_id uuid NOT NULL REFERENCES feeds (feed_id),
    item_id uuid NOT NULL REFERENCES items (item_id),
    first_seen_at timestamptz NOT NULL,
    PRIMARY KEY (feed_id, item_id)
);
CREATE INDEX feed_items_item ON feed_items (item_id);

-- Pages: what servers sent, compressed.
CREATE TABLE pages (
    page_id uuid PRIMARY KEY,
    item_id uuid NOT NULL REFERENCES items (item_id),
    url text NOT NULL,
    fetched_at timestamptz NOT NULL,
    status_code integer NOT NULL,
    content_type text,
    etag text,
    last_modified text,
    body_sha256 text NOT NULL,
    body_bytes integer NOT NULL,
    body bytea NOT NULL
);
-- The body is compressed already.
ALTER TABLE pages ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX pages_item ON pages (item_id, fetched_at);
CREATE INDEX pages_fetched ON pages (fetched_at);

-- Articles: the texts that an item's page has had. The current one is that which was fetched last (seen_at), whatever came in last.
CREATE TABLE articles (
    article_id uuid PRIMARY KEY,
    item_id uuid NOT NULL REFERENCES items (item_id),
    page_id uuid NOT NULL,
    feed_id uuid,
    revision integer NOT NULL,
    is_current boolean NOT NULL,
    url text NOT NULL,
    canonical_url text,
    title text,
    text text NOT NULL,
    authors text[] NOT NULL,
    agency text,
    site_name text,
    section text,
    tags text[] NOT NULL,
    description text,
    language text,
    image_url text,
    published_at timestamptz,
    published_offset_minutes integer,
    published_is_date_only boolean NOT NULL,
    modified_at timestamptz,
    modified_offset_minutes integer,
    is_paywalled boolean NOT NULL,
    confidence double precision NOT NULL,
    blocks jsonb NOT NULL,
    headings jsonb NOT NULL,
    provenance jsonb NOT NULL,
    coder text NOT NULL,
    coding_outcome text NOT NULL,
    attempt integer NOT NULL,
    fetched_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    extracted_at timestamptz NOT NULL,
    stored_at timestamptz NOT NULL,
    UNIQUE (item_id, revision)
);
CREATE INDEX articles_published ON articles (published_at);
CREATE INDEX articles_stored ON articles (stored_at);

-- Events: one row each, with the sentence that proves it and who says so. Offsets are Unicode code points of the article's text.
CREATE TABLE events (
    event_id uuid PRIMARY KEY,
    article_id uuid NOT NULL REFERENCES articles (article_id) ON DELETE CASCADE,
    type text NOT NULL,
    modes text[] NOT NULL,
    contexts text[] NOT NULL,
    quad integer NOT NULL,
    score double precision NOT NULL,
    cameo text,
    status text NOT NULL,
    trigger_text text NOT NULL,
    trigger_start integer NOT NULL,
    trigger_end integer NOT NULL,
    sentence_text text NOT NULL,
    sentence_start integer NOT NULL,
    sentence_end integer NOT NULL,
    date_start date,
    date_end date,
    date_text text,
    place_text text,
    place_start integer,
    place_end integer,
    place_country text,
    place_kind text,
    place_latitude double precision,
    place_longitude double precision,
    according_to_text text,
    according_to_country text,
    claim text,
    dead_value integer,
    dead_min integer,
    dead_max integer,
    dead_text text,
    injured_value integer,
    injured_min integer,
    injured_max integer,
    injured_text text,
    confidence double precision NOT NULL,
    rule text NOT NULL,
    coder text NOT NULL,
    fetched_at timestamptz NOT NULL
);
CREATE INDEX events_article ON events (article_id);
CREATE INDEX events_type_date ON events (type, date_start);
CREATE INDEX events_date ON events (date_start);
CREATE INDEX events_according_to ON events (according_to_country, date_start);
CREATE INDEX events_place ON events (place_country, date_start);

-- Who acts, who is acted upon, and who says so: role actor, recipient or according_to.
CREATE TABLE event_actors (
    event_id uuid NOT NULL REFERENCES events (event_id) ON DELETE CASCADE,
    role text NOT NULL CHECK (role IN ('actor', 'recipient', 'according_to')),
    position integer NOT NULL,
    text text NOT NULL,
    text_start integer NOT NULL,
    text_end integer NOT NULL,
    country text,
    sectors text[] NOT NULL,
    PRIMARY KEY (event_id, role, position)
);
CREATE INDEX event_actors_country ON event_actors (country, role);

-- What became of each item: one row for each stage of each attempt. It outlives the item, so it refers to nothing.
CREATE TABLE item_trail (
    trail_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    item_id uuid NOT NULL,
    attempt integer NOT NULL,
    stage text NOT NULL,
    outcome text NOT NULL,
    detail text,
    worker text,
    version text,
    at timestamptz NOT NULL
);
CREATE INDEX item_trail_item ON item_trail (item_id);

-- The lists as rows, the same in both databases.
CREATE VIEW event_modes AS SELECT e.event_id, m.mode FROM events e, unnest(e.modes) AS m (mode);
CREATE VIEW event_contexts AS SELECT e.event_id, c.context FROM events e, unnest(e.contexts) AS c (context);
CREATE VIEW event_actor_sectors AS SELECT a.event_id, a.role, a.position, s.sector FROM event_actors a, unnest(a.sectors) AS s (sector);

-- The events of each item's newest text; those of replaced texts stay in events.
CREATE VIEW current_events AS SELECT e.* FROM events e JOIN articles a ON a.article_id = e.article_id WHERE a.is_current;
