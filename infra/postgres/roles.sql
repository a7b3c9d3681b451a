-- The users of the database, each with no more than its role needs. Run once as a superuser, in the database that is to hold the tables;
-- their passwords are set apart (ALTER ROLE ... PASSWORD). What each may do with the tables is in grants.sql.
--
--   ingest_owner     makes and changes the tables: `ingest database migrate`, backups
--   ingest_worker    polls, claims, fetches, archives: reads and writes, and deletes nothing
--   ingest_consumer  stores articles, keeps the archive within its bounds; adds no feed and no item, and moves no host's turn
--   ingest_operator  `ingest status`, `trail`, `failures`, `feeds`, `reprocess`
--   ingest_reader    analysts: reads
DO $$
DECLARE
    role text;
BEGIN
    FOREACH role IN ARRAY ARRAY['ingest_owner', 'ingest_worker', 'ingest_consumer', 'ingest_operator', 'ingest_reader'] LOOP
        IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = role) THEN
            EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION', role);
        END IF;
        EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), role);
    END LOOP;
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
END
$$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO ingest_owner;
GRANT USAGE ON SCHEMA public TO ingest_worker, ingest_consumer, ingest_operator, ingest_reader;
