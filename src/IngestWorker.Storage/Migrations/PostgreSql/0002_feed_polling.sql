-- What polling learns of each feed: its state in words, how often it brings something new, where it has moved to.
ALTER TABLE feeds
    ADD COLUMN state text NOT NULL DEFAULT 'new',
    ADD COLUMN reason text,
    ADD COLUMN site_url text,
    ADD COLUMN interval_reason text,
    ADD COLUMN hints text,
    ADD COLUMN read_at timestamptz,
    ADD COLUMN last_new_at timestamptz,
    ADD COLUMN failing_since timestamptz,
    ADD COLUMN recent_items double precision,
    ADD COLUMN recent_days double precision,
    ADD COLUMN habit_items double precision,
    ADD COLUMN habit_days double precision,
    ADD COLUMN habit_entries double precision,
    ADD COLUMN gaps integer NOT NULL DEFAULT 0,
    ADD COLUMN gap_at timestamptz,
    ADD COLUMN moved_to text,
    ADD COLUMN moved_seen integer NOT NULL DEFAULT 0,
    ADD COLUMN moved_from text;
CREATE INDEX feeds_url ON feeds (url);

-- Subscriptions at hubs that push a feed's changes (WebSub). due_at is when to ask the hub next: for the first time, again, or for a new lease.
CREATE TABLE feed_subscriptions (
    subscription_id uuid PRIMARY KEY,
    feed_id uuid NOT NULL UNIQUE REFERENCES feeds (feed_id) ON DELETE CASCADE,
    hub text NOT NULL,
    topic text NOT NULL,
    secret text NOT NULL,
    state text NOT NULL CHECK (state IN ('wanted', 'requested', 'verified', 'denied', 'failed')),
    reason text,
    due_at timestamptz,
    failures integer NOT NULL DEFAULT 0,
    requested_at timestamptz,
    verified_at timestamptz,
    expires_at timestamptz,
    pushed_at timestamptz,
    pushes bigint NOT NULL DEFAULT 0
);
CREATE INDEX feed_subscriptions_due ON feed_subscriptions (due_at);
