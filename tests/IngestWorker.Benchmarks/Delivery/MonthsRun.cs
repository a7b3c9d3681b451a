using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using IngestWorker.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace IngestWorker.Benchmarks.Delivery;

/// <summary>How long it takes to let a month of events go: dropped as a table, beside deleted as rows.</summary>
internal static class MonthsRun
{
    public static async Task<int> RunAsync(string[] args)
    {
        var events = args is ["--rows", var rows] ? int.Parse(rows, CultureInfo.InvariantCulture) : 1_000_000;
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

        started = Stopwatch.GetTimestamp();
        var dropped = await new Months(database).DropAsync(MonthKind.Events, TimeSpan.FromDays(40), CancellationToken.None);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            events_in_a_month = count,
            tables_dropped = dropped?.Count,
            drop_milliseconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 1),
            delete_10000_milliseconds = Math.Round(deleting.TotalMilliseconds, 1),
        }));
        return 0;
    }
}
