-- For the operator. trace_context: the W3C traceparent of the poll that found the item, so that its trace goes on in whichever process takes
-- the item up. dropped_at: somebody looked at the failure and let it be; it is listed no more.
ALTER TABLE items ADD COLUMN trace_context text, ADD COLUMN dropped_at timestamptz;

-- What `ingest status` and `ingest failures` ask for. All three may be made beforehand with CONCURRENTLY, where tables are large.
CREATE INDEX IF NOT EXISTS items_failed ON items (ended_at) WHERE state = 'finished';
CREATE INDEX IF NOT EXISTS item_trail_failed ON item_trail (at) WHERE outcome NOT IN ('ok', 'not_modified');
CREATE INDEX IF NOT EXISTS feeds_state ON feeds (state);
