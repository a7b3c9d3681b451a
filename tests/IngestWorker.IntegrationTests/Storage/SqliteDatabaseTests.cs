using System.Text;
using IngestWorker.Contracts;
using IngestWorker.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace IngestWorker.IntegrationTests.Storage;

public sealed class SqliteDatabaseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingest-file-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder, "my.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_that_another_holds_is_refused_at_once_and_free_when_it_ends()
    {
        await using (var first = Open())
        {
            await first.MigrateAsync(Token);
            await using var second = Open();
            var refusal = await Should.ThrowAsync<DatabaseInUseException>(() => second.MigrateAsync(Token));
            refusal.Message.ShouldContain(File);
            await Should.ThrowAsync<DatabaseInUseException>(() => second.PingAsync(Token));
        }

        await using var third = Open();
        await third.MigrateAsync(Token);
        await third.PingAsync(Token);
    }

    [Theory]
    [InlineData("not a database, only some words that stand in a file, more of them than a header of SQLite has: one hundred bytes and so on")]
    [InlineData("short")]
    public async Task A_file_that_is_no_database_is_refused_and_not_touched(string content)
    {
        await System.IO.File.WriteAllTextAsync(File, content, Token);
        await using var database = Open();

        var refusal = await Should.ThrowAsync<NotADatabaseException>(() => database.MigrateAsync(Token));

        refusal.Message.ShouldContain(File);
        (await System.IO.File.ReadAllTextAsync(File, Token)).ShouldBe(content);
        Directory.GetFiles(_folder).ShouldBe([File]);
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused_and_not_touched()
    {
        await using (var other = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            await other.OpenAsync(Token);
            await using var command = other.CreateCommand();
            command.CommandText = "CREATE TABLE bookmarks (url TEXT)";
            await command.ExecuteNonQueryAsync(Token);
        }

        var before = await System.IO.File.ReadAllBytesAsync(File, Token);
        await using var database = Open();

        (await Should.ThrowAsync<NotADatabaseException>(() => database.MigrateAsync(Token))).Message.ShouldContain("another program");
        (await System.IO.File.ReadAllBytesAsync(File, Token)).ShouldBe(before);
    }

    [Fact]
    public async Task A_file_with_our_header_and_rubbish_behind_it_is_refused()
    {
        await using (var database = Open())
            await database.MigrateAsync(Token);
        var bytes = await System.IO.File.ReadAllBytesAsync(File, Token);
        Encoding.ASCII.GetBytes("rubbish").CopyTo(bytes, 100);
        await System.IO.File.WriteAllBytesAsync(File, bytes, Token);

        await using var damaged = Open();
        var failure = await Should.ThrowAsync<Exception>(() => damaged.MigrateAsync(Token));
        StorageFault.Classify(failure).ShouldBe(FaultKind.Fatal);
    }

    [Fact]
    public async Task A_folder_and_a_file_in_no_folder_are_refused_with_their_names()
    {
        await using var folder = new SqliteDatabase(new StorageOptions { File = _folder }, NullLoggerFactory.Instance);
        (await Should.ThrowAsync<NotADatabaseException>(() => folder.MigrateAsync(Token))).Message.ShouldContain("is a folder");
        await using var nowhere = new SqliteDatabase(new StorageOptions { File = Path.Combine(_folder, "no", "x.db") }, NullLoggerFactory.Instance);
        (await Should.ThrowAsync<DirectoryNotFoundException>(() => nowhere.MigrateAsync(Token))).Message.ShouldContain(Path.Combine(_folder, "no"));
    }

    [Fact]
    public async Task An_empty_file_becomes_a_database()
    {
        await System.IO.File.WriteAllBytesAsync(File, [], Token);
        await using var database = Open();
        await database.MigrateAsync(Token);
        (await new FeedStore(database).ListAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_file_is_in_wal_mode_with_foreign_keys_on_and_readers_do_not_wait_for_the_writer()
    {
        await using var database = Open();
        await database.MigrateAsync(Token);
        IDatabase opened = database;

        await opened.TransactAsync(
            async writer =>
            {
                (await writer.FirstAsync<string>("PRAGMA journal_mode")).ShouldBe("wal");
                (await writer.FirstAsync<long>("PRAGMA synchronous")).ShouldBe(1);
                (await writer.FirstAsync<long>("PRAGMA foreign_keys")).ShouldBe(1);
                await writer.ExecuteAsync("INSERT INTO hosts (host, next_at) VALUES ('a', '')");
                (await opened.ReadAsync(reader => reader.FirstAsync<long>("SELECT count(*) FROM hosts"), Token)).ShouldBe(0);
                return 0;
            },
            Token);

        (await opened.ReadAsync(reader => reader.FirstAsync<long>("SELECT count(*) FROM hosts"), Token)).ShouldBe(1);
    }

    [Fact]
    public async Task What_was_committed_is_there_when_the_file_is_opened_again()
    {
        await using (var database = Open())
        {
            await database.MigrateAsync(Token);
            await new ItemStore(database).AddAsync(Samples.Items(3), null, Token);
        }

        await using var again = Open();
        await again.MigrateAsync(Token);
        (await new ItemStore(again).ClaimDueAsync(Samples.Dispatch(), Token)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_was_committed_is_there_when_the_process_died_without_closing()
    {
        await using (var database = Open())
        {
            await database.MigrateAsync(Token);
            await new ItemStore(database).AddAsync(Samples.Items(3), null, Token);
            // The files as a process that is killed here leaves them: the rows are in the write-ahead log.
            foreach (var file in (string[])[File, File + "-wal"])
                System.IO.File.Copy(file, file.Replace("my.db", "killed.db", StringComparison.Ordinal));
        }

        System.IO.File.Exists(Path.Combine(_folder, "killed.db-wal")).ShouldBeTrue();
        await using var again = new SqliteDatabase(new StorageOptions { File = Path.Combine(_folder, "killed.db") }, NullLoggerFactory.Instance);
        await again.MigrateAsync(Token);
        (await new ItemStore(again).CountsAsync(Token)).Of(ItemState.Pending).ShouldBe(3);
    }

    [Fact]
    public async Task A_write_that_is_cancelled_lets_the_next_one_through()
    {
        await using var database = Open();
        await database.MigrateAsync(Token);
        IDatabase opened = database;
        await Should.ThrowAsync<InvalidOperationException>(() => opened.TransactAsync<int>(
            async session =>
            {
                await session.ExecuteAsync("INSERT INTO hosts (host, next_at) VALUES ('a', '')");
                throw new InvalidOperationException();
            },
            Token));
        await Should.ThrowAsync<OperationCanceledException>(() => new ItemStore(database).AddAsync(Samples.Items(1), null, new CancellationToken(canceled: true)));

        (await new ItemStore(database).AddAsync([Samples.Item("1", "b")], null, Token)).ShouldBe(1);
        (await opened.ReadAsync(reader => reader.FirstAsync<string>("SELECT group_concat(host) FROM hosts"), Token)).ShouldBe("b");
    }

    [Fact]
    public async Task The_claim_of_items_reads_the_frontier_by_its_indexes()
    {
        await using var database = Open();
        await database.MigrateAsync(Token);
        IDatabase opened = database;
        var plan = await opened.ReadAsync(
            session => session.QueryAsync<(int, int, int, string Detail)>(
                "EXPLAIN QUERY PLAN " + ItemClaim.Sqlite(session.Sql), new { max = 1, maxInFlight = 1, lease = 1.0, hostInterval = 1.0, worker = "w", maxAttempts = 1 }),
            Token);

        var steps = plan.Select(p => p.Detail).ToList();
        steps.ShouldContain(s => s.Contains("USING INDEX items_frontier", StringComparison.Ordinal) || s.Contains("USING COVERING INDEX items_frontier", StringComparison.Ordinal));
        steps.ShouldContain(s => s.Contains("items_claimed", StringComparison.Ordinal));
        steps.Where(s => s is "SCAN items" or "SCAN i").ShouldBeEmpty(string.Join('\n', steps));
    }

    [Fact]
    public async Task One_registration_gives_the_database_and_every_store()
    {
        await using var services = new ServiceCollection().AddStorage(new StorageOptions { File = File }).BuildServiceProvider();

        await services.GetRequiredService<IDatabase>().MigrateAsync(Token);

        await services.GetRequiredService<FeedStore>().AddAsync([new NewFeed("https://a.example/")], Token);
        (await services.GetRequiredService<Reports>().FeedsAsync(DateTimeOffset.MinValue, Token)).ShouldHaveSingleItem();
        foreach (var store in (Type[])[typeof(ItemStore), typeof(PageStore), typeof(ArticleStore), typeof(TrailStore)])
            services.GetRequiredService(store).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_constraint_is_the_data_s_fault()
    {
        await using var database = Open();
        await database.MigrateAsync(Token);
        var failure = await Should.ThrowAsync<SqliteException>(() => new ArticleStore(database).StoreAsync([Samples.Message(Samples.Item("unknown"))], "c", Token));
        StorageFault.Classify(failure).ShouldBe(FaultKind.Data);
    }

    private SqliteDatabase Open() => new(new StorageOptions { File = File }, NullLoggerFactory.Instance);
}
