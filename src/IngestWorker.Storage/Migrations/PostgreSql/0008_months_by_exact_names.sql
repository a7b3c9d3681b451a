-- A name with capital letters is no table's name without quotes: looked up as it stands, whichever table the planner looks at first.
CREATE OR REPLACE FUNCTION ingest_months() RETURNS TABLE (name text, kind text, key text, part text, starts timestamptz, ends timestamptz) LANGUAGE sql STABLE AS $$
    SELECT t.name, t.kind, t.key, c.relname::text AS part,
        substring(pg_get_expr(c.relpartbound, c.oid) FROM 'FROM \(''([^'']+)''\)')::timestamptz AS starts,
        substring(pg_get_expr(c.relpartbound, c.oid) FROM 'TO \(''([^'']+)''\)')::timestamptz AS ends
    FROM ingest_month_tables() t
    JOIN pg_inherits i ON i.inhparent = to_regclass(quote_ident(t.name))
    JOIN pg_class c ON c.oid = i.inhrelid
$$;
