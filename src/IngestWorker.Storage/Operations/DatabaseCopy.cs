using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>
/// Copies everything from one database to the other kind of database, both with this program's schema: tables, columns and keys are those of
/// PostgreSQL's catalogue. Batch by batch in the order of the keys; how far it got stands in the destination, in the transaction of the batch,
/// so a copy that was cut off goes on where it was. Nobody may write to either meanwhile.
/// </summary>
public sealed class DatabaseCopy(IDatabase source, IDatabase destination)
{
    internal const string JobPrefix = "copy of ";

    /// <param name="progress">Told the table and how many of its rows are through, after each batch.</param>
    /// <returns>What is there now, table by table.</returns>
    /// <exception cref="DatabaseNotEmptyException">The destination holds something, and no copy that was cut off.</exception>
    public async Task<IReadOnlyList<CopiedTable>> RunAsync(Action<string, long>? progress, CancellationToken cancellationToken)
    {
        if (source.Provider == destination.Provider) throw new ArgumentException("One of the databases is SQLite, the other PostgreSQL.");
        var (server, file) = source.Provider == DatabaseProvider.PostgreSql ? (source, destination) : (destination, source);
        // Tables in months have fewer foreign keys on PostgreSQL than in SQLite; the order is one that both can live with.
        var references = (await server.ReadAsync(ReferencesOfServerAsync, cancellationToken)).Concat(await file.ReadAsync(ReferencesOfFileAsync, cancellationToken)).ToLookup(r => r.FromTable, r => r.ToTable);
        var tables = await server.ReadAsync(session => TablesAsync(session, references), cancellationToken);
        await CheckEmptyAsync(tables, cancellationToken);
        var copied = new List<CopiedTable>();
        foreach (var table in tables) copied.Add(await CopyAsync(table, progress, cancellationToken));
        if (copied.TrueForAll(t => t.IsComplete))
            await destination.WriteAsync(session => session.ExecuteAsync($"DELETE FROM jobs WHERE name LIKE '{JobPrefix}%'"), cancellationToken);
        return copied;
    }

    private async Task<CopiedTable> CopyAsync(CopyTable table, Action<string, long>? progress, CancellationToken cancellationToken)
    {
        var job = JobPrefix + table.Name;
        var position = await new JobStore(destination).PositionAsync(job, cancellationToken);
        var copied = 0L;
        while (true)
        {
            var at = position;
            var rows = await source.ReadAsync(session => table.ReadAsync(session, at, table.Batch), cancellationToken);
            if (rows.Count == 0) break;
            position = table.Position(rows[^1]);
            copied += await destination.TransactAsync(session => WriteAsync(session, table, job, rows, position), cancellationToken);
            progress?.Invoke(table.Name, copied);
        }
        if (table.Identity is { } identity && destination.Provider == DatabaseProvider.PostgreSql)
        {
            // Rows that are added from now on are numbered behind those that came along.
            await destination.WriteAsync(
                session => session.ExecuteAsync($"SELECT setval(pg_get_serial_sequence('{table.Name}', '{identity.Name}'), greatest(1, (SELECT coalesce(max({identity.Name}), 1) FROM {table.Name})))"),
                cancellationToken);
        }
        return new CopiedTable(table.Name, await source.ReadAsync(table.CountAsync, cancellationToken), copied, await destination.ReadAsync(table.CountAsync, cancellationToken));
    }

    private static async Task<int> WriteAsync(Session session, CopyTable table, string job, IReadOnlyList<IDictionary<string, object?>> rows, string position)
    {
        var written = await table.WriteAsync(session, rows);
        await session.ExecuteAsync(
            $"""
            INSERT INTO jobs (name, due_at, position) VALUES (@job, {session.Sql.Now}, @position)
            ON CONFLICT (name) DO UPDATE SET position = excluded.position
            """,
            new { job, position });
        return written;
    }

    private async Task CheckEmptyAsync(IReadOnlyList<CopyTable> tables, CancellationToken cancellationToken)
    {
        if (await destination.ReadAsync(session => session.FirstAsync<long>($"SELECT count(*) FROM jobs WHERE name LIKE '{JobPrefix}%'"), cancellationToken) > 0) return;
        foreach (var table in tables)
        {
            if (await destination.ReadAsync(table.CountAsync, cancellationToken) is > 0 and var count)
                throw new DatabaseNotEmptyException($"The destination is not empty: {count} rows in {table.Name}. A copy goes into an empty database, or goes on where one was cut off.");
        }
    }

    // Tables that others refer to come before those. Partitions are reached through their parent.
    private static async Task<IReadOnlyList<CopyTable>> TablesAsync(Session session, ILookup<string, string> references)
    {
        var columns = await session.QueryAsync<ColumnRow>(
            $"""
            SELECT c.relname AS table_name, a.attname AS column_name, format_type(a.atttypid, NULL) AS type, a.attidentity <> '' AS is_identity,
                coalesce(array_position(k.indkey::smallint[], a.attnum) + 1, 0) AS key_position
            FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_index k ON k.indrelid = c.oid AND k.indisprimary
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> '{Migration.Journal}'
            ORDER BY c.relname, a.attnum
            """);
        var byTable = columns.ToLookup(c => c.TableName);
        var ordered = new List<string>();
        foreach (var table in columns.Select(c => c.TableName).Distinct()) Visit(table);
        return [.. ordered.Select(t => new CopyTable(t, [.. byTable[t].Select(c => new CopyColumn(c.ColumnName, c.Type, c.KeyPosition, c.IsIdentity))]))];

        void Visit(string table)
        {
            if (ordered.Contains(table) || !byTable.Contains(table)) return;
            foreach (var before in references[table]) Visit(before);
            ordered.Add(table);
        }
    }

    private static Task<IReadOnlyList<ReferenceRow>> ReferencesOfServerAsync(Session session) => session.QueryAsync<ReferenceRow>(
        "SELECT DISTINCT conrelid::regclass::text AS from_table, confrelid::regclass::text AS to_table FROM pg_constraint WHERE contype = 'f' AND conrelid <> confrelid");

    private static Task<IReadOnlyList<ReferenceRow>> ReferencesOfFileAsync(Session session) => session.QueryAsync<ReferenceRow>(
        """SELECT DISTINCT t.name AS from_table, f."table" AS to_table FROM sqlite_schema t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table' AND f."table" <> t.name""");

    private sealed class ColumnRow
    {
        public string TableName { get; init; } = "";

        public string ColumnName { get; init; } = "";

        public string Type { get; init; } = "";

        public bool IsIdentity { get; init; }

        public int KeyPosition { get; init; }
    }

    private sealed class ReferenceRow
    {
        public string FromTable { get; init; } = "";

        public string ToTable { get; init; } = "";
    }
}

/// <param name="Name">The table.</param>
/// <param name="Source">Rows in the source.</param>
/// <param name="Copied">Rows written by this run; those of a run before are not in it.</param>
/// <param name="Destination">Rows in the destination now.</param>
public sealed record CopiedTable(string Name, long Source, long Copied, long Destination)
{
    public bool IsComplete => Source == Destination;
}
