using System.Runtime.CompilerServices;
using IngestWorker.Storage;

namespace IngestWorker.IntegrationTests.Storage;

/// <summary>infra/docs/columns.md says what is there, all of it and nothing else.</summary>
public abstract class ColumnsContract(TestDatabase test) : DatabaseContract(test)
{
    private static readonly Dictionary<string, (string PostgreSql, string Sqlite)> Types = new(StringComparer.Ordinal)
    {
        ["id"] = ("uuid", "TEXT"),
        ["time"] = ("timestamp with time zone", "TEXT"),
        ["date"] = ("date", "TEXT"),
        ["text"] = ("text", "TEXT"),
        ["integer"] = ("integer", "INTEGER"),
        ["bigint"] = ("bigint", "INTEGER"),
        ["real"] = ("double precision", "REAL"),
        ["boolean"] = ("boolean", "INTEGER"),
        ["words"] = ("ARRAY", "TEXT"),
        ["json"] = ("jsonb", "TEXT"),
        ["bytes"] = ("bytea", "BLOB"),
    };

    private bool IsPostgreSql => Database.Provider == DatabaseProvider.PostgreSql;

    [Fact]
    public async Task The_data_dictionary_names_every_column_with_its_type_and_nullability()
    {
        var live = await Test.QueryAsync<string>(IsPostgreSql
            ? """
              SELECT c.table_name || '.' || c.column_name || ' ' || c.data_type || CASE c.is_nullable WHEN 'YES' THEN ' null' ELSE '' END
              FROM information_schema.columns c JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
              JOIN pg_class p ON p.oid = format('%I.%I', t.table_schema, t.table_name)::regclass AND NOT p.relispartition
              WHERE t.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND t.table_name <> 'schema_migrations'
              """
            : """
              SELECT t.name || '.' || c.name || ' ' || c.type || CASE WHEN c."notnull" = 0 AND c.pk = 0 THEN ' null' ELSE '' END
              FROM sqlite_schema t, pragma_table_info(t.name) c
              WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'schema_migrations'
              """);

        var documented = Documented().Select(c => $"{c.Table}.{c.Column} {(IsPostgreSql ? Types[c.Type].PostgreSql : Types[c.Type].Sqlite)}{(c.IsNullable ? " null" : "")}");
        documented.Order(StringComparer.Ordinal).ShouldBe(live.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_data_dictionary_names_every_view()
    {
        var live = await Test.QueryAsync<string>(IsPostgreSql
            ? "SELECT table_name FROM information_schema.views WHERE table_schema = 'public'"
            : "SELECT name FROM sqlite_schema WHERE type = 'view'");

        var views = File.ReadLines(DictionaryPath()).SkipWhile(l => l != "## Views").Where(l => l.StartsWith('|')).Skip(2).Select(Cells).ToList();
        views.Select(v => v[0]).ShouldBe(live, ignoreOrder: true);
        foreach (var view in views.Where(v => v[0] != "current_events"))
            await Test.QueryAsync<dynamic>($"SELECT {view[1]} FROM {view[0]}");
    }

    [Fact]
    public async Task Every_column_that_the_stores_write_is_of_a_strict_type()
    {
        if (IsPostgreSql)
            return;
        (await Test.QueryAsync<string>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'"))
            .ShouldBe(["schema_migrations"]);
    }

    private static IEnumerable<(string Table, string Column, string Type, bool IsNullable)> Documented()
    {
        var table = "";
        foreach (var line in File.ReadLines(DictionaryPath()).TakeWhile(l => l != "## Views").SkipWhile(l => l != "## feeds"))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                table = line[3..];
            else if (line.StartsWith('|') && !line.StartsWith("| column", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal))
                yield return (table, Cells(line)[0], Cells(line)[1], Cells(line)[2] == "yes");
        }
    }

    private static string[] Cells(string line) => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries);

    private static string DictionaryPath([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "infra", "docs", "columns.md"));
}

public sealed class ColumnsOnSqlite(SqliteTestDatabase test) : ColumnsContract(test), IClassFixture<SqliteTestDatabase>;

public sealed class ColumnsOnPostgreSql(PostgreSqlTestDatabase test) : ColumnsContract(test), IClassFixture<PostgreSqlTestDatabase>;
