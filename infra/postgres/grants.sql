-- What each user may do with the tables. Run as ingest_owner after every migration: `ingest database migrate --then infra/postgres/grants.sql`.
-- It begins by taking everything back, so that what is not written here is not allowed.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ingest_worker, ingest_consumer, ingest_operator, ingest_reader;

-- Every process looks whether the schema is the one it knows.
GRANT SELECT ON ALL TABLES IN SCHEMA public TO ingest_worker, ingest_consumer, ingest_operator, ingest_reader;
REVOKE SELECT ON feed_subscriptions FROM ingest_consumer, ingest_reader; -- it holds the secrets of hubs

-- The worker takes nothing out.
GRANT INSERT, UPDATE ON feeds, hosts, items, feed_items, canonicals, pages, page_bodies, feed_subscriptions, jobs TO ingest_worker;
GRANT INSERT ON item_trail TO ingest_worker;

-- The consumer ends items and writes what was coded from them. It deletes articles that are coded anew, and takes out what is too old.
GRANT INSERT, UPDATE, DELETE ON articles TO ingest_consumer;
GRANT INSERT ON events, event_actors, event_figures, event_mentions, item_trail TO ingest_consumer;
GRANT UPDATE (state, outcome, detail, due_at, revisit_at, revisit_until, begun, worker, ended_at) ON items TO ingest_consumer;
GRANT DELETE ON pages, page_bodies TO ingest_consumer;
GRANT UPDATE (body_sha256) ON page_bodies TO ingest_consumer; -- what a lock on a row needs
GRANT INSERT, UPDATE ON jobs TO ingest_consumer;

-- The operator's commands: feeds added and taken out, items made due or let be, kept pages coded anew.
GRANT INSERT, UPDATE ON feeds, hosts, items, feed_items, jobs, articles, events, event_actors, event_figures, event_mentions TO ingest_operator;
GRANT DELETE ON feed_subscriptions, articles TO ingest_operator;
GRANT INSERT ON item_trail TO ingest_operator;

-- Months that are too old are dropped by a function that acts as its owner (infra/docs/delivery.md).
GRANT EXECUTE ON FUNCTION ingest_drop_months(text, timestamptz) TO ingest_consumer;
