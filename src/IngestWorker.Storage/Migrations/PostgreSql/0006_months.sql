-- Events with what belongs to them, and the trail, by month, so that what is old goes as a whole. The key of events is fetched_at, of the
-- article that tells them: their rows are written with that article and never change it (infra/docs/decisions/0013-by-month.md).
ALTER TABLE event_actors ADD COLUMN fetched_at timestamptz;
DO $$
DECLARE
    child text;
BEGIN
    FOR child IN SELECT conrelid::regclass::text FROM pg_constraint WHERE contype = 'f' AND confrelid = 'events'::regclass AND conrelid <> 'event_actors'::regclass LOOP
        EXECUTE format('ALTER TABLE %s ADD COLUMN IF NOT EXISTS fetched_at timestamptz', child);
    END LOOP;
END
$$;

-- The tables that are kept by month, none before ingest_by_month(). kind is events or trail, key the column that says which month.
CREATE FUNCTION ingest_month_tables() RETURNS TABLE (name text, key text, kind text) LANGUAGE sql STABLE AS $$
    SELECT c.relname::text AS name, a.attname::text AS key, CASE c.relname WHEN 'item_trail' THEN 'trail' ELSE 'events' END AS kind
    FROM pg_partitioned_table p
    JOIN pg_class c ON c.oid = p.partrelid AND c.relnamespace = current_schema()::regnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.partattrs[0]
$$;

-- Their months: from starts (null: whatever came before) until ends; both null for what fits no month (*_other).
CREATE FUNCTION ingest_months() RETURNS TABLE (name text, kind text, key text, part text, starts timestamptz, ends timestamptz) LANGUAGE sql STABLE AS $$
    SELECT t.name, t.kind, t.key, c.relname::text AS part,
        substring(pg_get_expr(c.relpartbound, c.oid) FROM 'FROM \(''([^'']+)''\)')::timestamptz AS starts,
        substring(pg_get_expr(c.relpartbound, c.oid) FROM 'TO \(''([^'']+)''\)')::timestamptz AS ends
    FROM ingest_month_tables() t
    JOIN pg_inherits i ON i.inhparent = t.name::regclass
    JOIN pg_class c ON c.oid = i.inhrelid
$$;

-- Makes the tables of this month and of so many to come, where they are missing; returns how many. What came in for such a month before its
-- table was there stands in *_other and moves. Runs as its owner: who calls it needs no right to make tables.
CREATE FUNCTION ingest_make_months(ahead integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET timezone = 'UTC' AS $$
DECLARE
    t record;
    begins timestamptz;
    part text;
    made integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(x'696E6703'::bigint);
    FOR t IN SELECT * FROM ingest_month_tables() LOOP
        FOR number IN 0..ahead LOOP
            begins := date_trunc('month', statement_timestamp()) + make_interval(months => number);
            CONTINUE WHEN EXISTS (SELECT FROM ingest_months() m WHERE m.name = t.name AND m.ends > begins AND coalesce(m.starts, '-infinity') <= begins);
            part := t.name || to_char(begins, '_YYYY_MM');
            EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)', part, t.name);
            EXECUTE format('WITH moved AS (DELETE FROM %1$I WHERE %2$I >= %3$L AND %2$I < %4$L RETURNING *) INSERT INTO %5$I SELECT * FROM moved',
                t.name || '_other', t.key, begins, begins + interval '1 month', part);
            EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', t.name, part, begins, begins + interval '1 month');
            made := made + 1;
        END LOOP;
    END LOOP;
    RETURN made;
END
$$;

-- Drops the months of a kind that ended before a time, and what is older in *_other; returns the dropped tables. Waits two seconds for
-- those who read them and gives up then, with an error, so that nobody waits behind it for long.
CREATE FUNCTION ingest_drop_months(which text, until timestamptz) RETURNS SETOF text LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
DECLARE
    m record;
BEGIN
    PERFORM pg_advisory_xact_lock(x'696E6703'::bigint);
    FOR m IN SELECT * FROM ingest_months() WHERE kind = which ORDER BY name, ends LOOP
        IF m.ends <= until THEN
            EXECUTE format('DROP TABLE %I', m.part);
            RETURN NEXT m.part;
        ELSIF m.ends IS NULL THEN
            EXECUTE format('DELETE FROM %I WHERE %I < %L', m.part, m.key, date_trunc('month', until));
        END IF;
    END LOOP;
END
$$;

-- Who runs the workers as a role of its own grants it to that role.
REVOKE EXECUTE ON FUNCTION ingest_drop_months(text, timestamptz) FROM PUBLIC;

-- What belongs to an event goes with it. By a trigger, since a foreign key to a table in months would hold on to each of them, and checking it cost
-- more than half of writing the actors.
CREATE FUNCTION ingest_delete_with_events() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    child text;
BEGIN
    FOR child IN SELECT name FROM ingest_month_tables() WHERE kind = 'events' AND name <> 'events' LOOP
        EXECUTE format('DELETE FROM %I x USING gone WHERE x.event_id = gone.event_id AND x.fetched_at = gone.fetched_at', child);
    END LOOP;
    RETURN NULL;
END
$$;

-- Puts one table into months: what it holds becomes the part of everything up to the end of this month, and stays where it is.
CREATE FUNCTION ingest_table_by_month(name text, key text) RETURNS void LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE
    old text := name || '_before';
    last timestamptz;
    columns text;
    statement text;
    after text[] := '{}';
    before text[] := '{}';
BEGIN
    EXECUTE format('SELECT max(%I) FROM %I', key, name) INTO last;
    EXECUTE format('ALTER TABLE %I ALTER COLUMN %I SET NOT NULL', name, key);
    SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY u.ordinality) INTO columns
        FROM pg_index i, unnest(i.indkey) WITH ORDINALITY AS u(number, ordinality), pg_attribute a
        WHERE i.indrelid = name::regclass AND i.indisprimary AND a.attrelid = i.indrelid AND a.attnum = u.number;
    after := after || format('ALTER TABLE %I ADD PRIMARY KEY (%s, %I)', name, columns, key);
    -- Foreign keys and indexes are made anew.
    SELECT after || coalesce(array_agg(format('ALTER TABLE %I ADD %s', name, pg_get_constraintdef(oid))), '{}') INTO after
        FROM pg_constraint WHERE contype = 'f' AND conrelid = name::regclass;
    SELECT after || coalesce(array_agg(pg_get_indexdef(indexrelid) ORDER BY indexrelid), '{}'), before || coalesce(array_agg(format('ALTER INDEX %s RENAME TO %I', indexrelid::regclass, indexrelid::regclass || '_before')), '{}')
        INTO after, before FROM pg_index WHERE indrelid = name::regclass AND NOT indisprimary;
    FOREACH statement IN ARRAY before LOOP EXECUTE statement; END LOOP;
    EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', name, (SELECT conname FROM pg_constraint WHERE conrelid = name::regclass AND contype = 'p'));
    EXECUTE format('ALTER TABLE %I RENAME TO %I', name, old);
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE INCLUDING IDENTITY) PARTITION BY RANGE (%I)', name, old, key);
    FOR statement IN SELECT a.attname FROM pg_attribute a WHERE a.attrelid = old::regclass AND a.attidentity <> '' LOOP
        EXECUTE format('SELECT setval(pg_get_serial_sequence(%L, %L), coalesce(max(%I), 0) + 1, false) FROM %I', name, statement, statement, old);
        EXECUTE format('ALTER TABLE %I ALTER COLUMN %I DROP IDENTITY', old, statement);
    END LOOP;
    FOREACH statement IN ARRAY after LOOP EXECUTE statement; END LOOP;
    EXECUTE format('CREATE TABLE %I PARTITION OF %I DEFAULT', name || '_other', name);
    IF last IS NULL THEN
        EXECUTE format('DROP TABLE %I', old);
    ELSE
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (MINVALUE) TO (%L)', name, old, date_trunc('month', greatest(last, statement_timestamp())) + interval '1 month');
    END IF;
END
$$;

-- Puts all of them into months. At once in a new database; in one that is in use when no version older than this runs any more, since those write
-- in a way that tables in months refuse. Takes the time that new indexes over what is there take, and locks the tables meanwhile.
CREATE FUNCTION ingest_by_month() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    child text;
    children text[];
    shown record;
    views text[] := '{}';
    statement text;
BEGIN
    IF EXISTS (SELECT FROM ingest_month_tables()) THEN RETURN; END IF;
    LOCK TABLE articles, events, item_trail IN ACCESS EXCLUSIVE MODE;
    SELECT array_agg(DISTINCT conrelid::regclass::text) INTO children FROM pg_constraint WHERE contype = 'f' AND confrelid = 'events'::regclass;
    -- Views stand on a table, not on its name.
    FOR shown IN
        SELECT DISTINCT v.oid, v.oid::regclass::text AS name, pg_get_viewdef(v.oid) AS definition
        FROM pg_class v JOIN pg_rewrite r ON r.ev_class = v.oid JOIN pg_depend d ON d.objid = r.oid AND d.classid = 'pg_rewrite'::regclass
        WHERE v.relkind = 'v' AND d.refobjid = ANY (SELECT c::regclass FROM unnest(children || '{events,item_trail}') AS c)
        ORDER BY v.oid
    LOOP
        views := views || format('CREATE VIEW %s AS %s', shown.name, shown.definition);
        EXECUTE format('DROP VIEW %s', shown.name);
    END LOOP;
    FOREACH child IN ARRAY children LOOP
        EXECUTE format('UPDATE %s x SET fetched_at = e.fetched_at FROM events e WHERE e.event_id = x.event_id AND x.fetched_at IS NULL', child);
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', child, (SELECT conname FROM pg_constraint WHERE contype = 'f' AND conrelid = child::regclass AND confrelid = 'events'::regclass));
        PERFORM ingest_table_by_month(child, 'fetched_at');
    END LOOP;
    PERFORM ingest_table_by_month('events', 'fetched_at');
    PERFORM ingest_table_by_month('item_trail', 'at');
    CREATE TRIGGER events_deleted AFTER DELETE ON events REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION ingest_delete_with_events();
    FOREACH statement IN ARRAY views LOOP EXECUTE statement; END LOOP;
    PERFORM ingest_make_months(2);
END
$$;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM articles) AND NOT EXISTS (SELECT FROM item_trail) THEN PERFORM ingest_by_month(); END IF;
END
$$;
