-- What polling learns of each feed: its state in words, how often it brings something new, where it has moved to.
ALTER TABLE feeds ADD COLUMN state TEXT NOT NULL DEFAULT 'new';
ALTER TABLE feeds ADD COLUMN reason TEXT;
ALTER TABLE feeds ADD COLUMN site_url TEXT;
ALTER TABLE feeds ADD COLUMN interval_reason TEXT;
ALTER TABLE feeds ADD COLUMN hints TEXT;
ALTER TABLE feeds ADD COLUMN read_at TEXT;
ALTER TABLE feeds ADD COLUMN last_new_at TEXT;
ALTER TABLE feeds ADD COLUMN failing_since TEXT;
ALTER TABLE feeds ADD COLUMN recent_items REAL;
ALTER TABLE feeds ADD COLUMN recent_days REAL;
ALTER TABLE feeds ADD COLUMN habit_items REAL;
ALTER TABLE feeds ADD COLUMN habit_days REAL;
ALTER TABLE feeds ADD COLUMN habit_entries REAL;
ALTER TABLE feeds ADD COLUMN gaps INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN gap_at TEXT;
ALTER TABLE feeds ADD COLUMN moved_to TEXT;
ALTER TABLE feeds ADD COLUMN moved_seen INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN moved_from TEXT;
CREATE INDEX feeds_url ON feeds (url);

-- Subscriptions at hubs that push a feed's changes (WebSub). due_at is when to ask the hub next: for the first time, again, or for a new lease.
CREATE TABLE feed_subscriptions (
    subscription_id TEXT NOT NULL PRIMARY KEY,
    feed_id TEXT NOT NULL UNIQUE REFERENCES feeds (feed_id) ON DELETE CASCADE,
    hub TEXT NOT NULL,
    topic TEXT NOT NULL,
    secret TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('wanted', 'requested', 'verified', 'denied', 'failed')),
    reason TEXT,
    due_at TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    requested_at TEXT,
    verified_at TEXT,
    expires_at TEXT,
    pushed_at TEXT,
    pushes INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX feed_subscriptions_due ON feed_subscriptions (due_at);
