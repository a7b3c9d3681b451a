-- The same column as in PostgreSQL, which keeps events by month. One process and one file: old rows are found by index and deleted.
ALTER TABLE event_actors ADD COLUMN fetched_at TEXT NOT NULL DEFAULT '1970-01-01T00:00:00.000000Z';
UPDATE event_actors SET fetched_at = (SELECT e.fetched_at FROM events e WHERE e.event_id = event_actors.event_id);
CREATE INDEX events_fetched ON events (fetched_at);
CREATE INDEX item_trail_at ON item_trail (at);
