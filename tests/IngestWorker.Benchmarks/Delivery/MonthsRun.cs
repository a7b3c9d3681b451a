using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using IngestWorker.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace IngestWorker.Benchmarks.Delivery;

/// <summary>How long it takes to let a month of events go: dropped as a table, beside deleted as rows.</summary>
internal static class MonthsRun
{
    public static async Task<int> RunAsync(string[] args)
    {
        var events = args is ["--rows", var rows] ? int.Parse(rows, CultureInfo.InvariantCulture) : 250_000;
        await using var servers = await BenchmarkServers.CreateAsync();
        await using var database = new PostgreSqlDatabase(servers.Settings("months.").Database, NullLoggerFactory.Instance);
        await database.MigrateAsync(CancellationToken.None);
        // Twelve months and the present one, evenly.
        await Filling.FillAsync(servers, events * 12, events * 12 / 8);
        var month = DateTime.UtcNow.AddMonths(-2).ToString("yyyy_MM", CultureInfo.InvariantCulture);
        var count = await servers.ValueAsync<long>($"SELECT count(*) FROM events_{month}");

        var started = Stopwatch.GetTimestamp();
        await servers.ExecuteAsync($"DELETE FROM events WHERE event_id IN (SELECT event_id FROM events_{month} LIMIT 10000)");
        var deleting = Stopwatch.GetElapsedTime(started);

        // One month after the other, the oldest first.
        var (months, times) = (new Months(database), new List<double>());
        for (var age = 360; age >= 70; age -= 10)
        {
            started = Stopwatch.GetTimestamp();
            var dropped = await months.DropAsync(MonthKind.Events, TimeSpan.FromDays(age), CancellationToken.None);
            if (dropped is { Count: > 0 }) times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        var (locked, ended) = await DropByHandAsync(servers);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            events_in_a_month = count,
            months_dropped = times.Count,
            // The first one compiles.
            locked_milliseconds = Math.Round(locked, 1),
            locked_and_files_removed_milliseconds = Math.Round(ended, 1),
            drop_milliseconds = times.Skip(1).Select(t => Math.Round(t, 1)).ToArray(),
            delete_10000_milliseconds = Math.Round(deleting.TotalMilliseconds, 1),
        }));
        return 0;
    }

    // The next month: how long others wait for its tables, and how long the server takes in all; it removes the files when it has let go of the locks.
    private static async Task<(double Locked, double Ended)> DropByHandAsync(BenchmarkServers servers)
    {
        await using var connection = new NpgsqlConnection(servers.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var drop = new NpgsqlCommand("SELECT count(*) FROM ingest_drop_months('events', now() - interval '40 days')", connection, transaction);
        var started = Stopwatch.GetTimestamp();
        if (await drop.ExecuteScalarAsync() is not > 0L) throw new InvalidOperationException("No month was left to drop.");
        var locked = Stopwatch.GetElapsedTime(started);
        await transaction.CommitAsync();
        return (locked.TotalMilliseconds, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }
}
