using IngestWorker.Configuration;
using IngestWorker.Contracts;
using IngestWorker.Messaging;
using IngestWorker.Roles;
using IngestWorker.Storage;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using static IngestWorker.IntegrationTests.Storage.Samples;

namespace IngestWorker.IntegrationTests.EndToEnd;

/// <summary>
/// Several consumers before a database that is slow to write: who does how much, is anything stored twice, and does a small feed
/// wait behind a large one for longer than its place in the queue?
/// </summary>
public sealed class ConsumersTests
{
    private const int Messages = 320;
    private const int BatchSize = 5;

    // Every sixteenth message is of a feed of its own size, the others are of one that floods the queue.
    private const int SmallFeedEvery = 16;

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public async Task They_divide_the_work_store_each_article_once_and_let_no_feed_wait(int consumers)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(4));
        await using var database = await Servers.CreateDatabaseAsync(patience.Token);
        await using var broker = await Servers.CreateVirtualHostAsync(patience.Token);
        var settings = Settings(database, broker);
        var started = new List<Consumer>();
        try
        {
            var first = await Consumer.StartAsync(settings, patience.Token);
            started.Add(first);
            var messages = await AddAsync(first.Services, patience.Token);
            await SlowDownAsync(database, patience.Token);
            while (started.Count < consumers) started.Add(await Consumer.StartAsync(settings, patience.Token));
            // One after the other, so that the queue's order is theirs.
            foreach (var message in messages) await first.Services.GetRequiredService<MessagePublisher>().PublishAsync(message, patience.Token);
            while (await CountAsync(database, "items WHERE state = 'stored'", patience.Token) < Messages) await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);

            (await CountAsync(database, "articles", patience.Token)).ShouldBe(Messages);
            (await CountAsync(database, "events", patience.Token)).ShouldBe(Messages * 2);
            (await CountAsync(database, "item_trail WHERE stage = 'stored'", patience.Token)).ShouldBe(Messages, "each was stored once and told once");
            var shares = started.ConvertAll(c => c.Consumed);
            shares.Sum().ShouldBe(Messages);
            shares.Min().ShouldBeGreaterThanOrEqualTo(Messages / consumers / 3, string.Join(", ", shares));
            await NoFeedWaitsAsync(database, messages, consumers, patience.Token);
        }
        finally
        {
            foreach (var consumer in started) await consumer.DisposeAsync();
        }
    }

    // In the order in which they were stored no message stands further behind its place in the queue than what all consumers hold at once.
    private static async Task NoFeedWaitsAsync(TestDatabase database, List<EventsExtracted> messages, int consumers, CancellationToken cancellationToken)
    {
        var stored = new List<Guid>();
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT item_id FROM articles ORDER BY stored_at, item_id", connection);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) stored.Add(rows.GetGuid(0));
        var place = stored.Select((id, at) => (id, at)).ToDictionary(s => s.id, s => s.at);
        var held = consumers * BatchSize * 2;
        var delays = messages.Select((m, at) => (IsSmall: at % SmallFeedEvery == 0, Delay: place[m.Article.ItemId] - at)).ToList();
        delays.Max(d => d.Delay).ShouldBeLessThanOrEqualTo(held);
        var small = delays.Where(d => d.IsSmall).Average(d => d.Delay);
        var large = delays.Where(d => !d.IsSmall).Average(d => d.Delay);
        Math.Abs(small - large).ShouldBeLessThanOrEqualTo(held / 2.0, $"small feeds {small:0.0} places behind, the large one {large:0.0}");
    }

    private static async Task<List<EventsExtracted>> AddAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var items = Enumerable.Range(0, Messages).Select(i => i % SmallFeedEvery == 0 ? Item($"{i}", $"small{i % 5}.example") : Item($"{i}", "large.example")).ToList();
        await services.GetRequiredService<ItemStore>().AddAsync(items, null, cancellationToken);
        return items.ConvertAll(i => Message(i, fetchedAt: DateTimeOffset.UtcNow));
    }

    // Every statement that writes articles takes a tenth of a second more, in the server itself.
    private static async Task SlowDownAsync(TestDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.1); RETURN NULL; END';
            CREATE TRIGGER slowly BEFORE INSERT ON articles FOR EACH STATEMENT EXECUTE FUNCTION slowly();
            """,
            connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<long> CountAsync(TestDatabase database, string table, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM {table}", connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static IngestSettings Settings(TestDatabase database, TestVirtualHost broker)
    {
        var settings = new IngestSettings { Transport = TransportKind.RabbitMq };
        settings.RabbitMq.Host = broker.Host;
        settings.RabbitMq.Port = broker.Port;
        settings.RabbitMq.VirtualHost = broker.Name;
        settings.RabbitMq.Username = broker.Username;
        settings.RabbitMq.Password = broker.Password;
        settings.Database.Provider = DatabaseProvider.PostgreSql;
        settings.Database.ConnectionString = database.ConnectionString;
        settings.Consumer.BatchSize = BatchSize;
        settings.Consumer.BatchConcurrency = 1;
        return settings;
    }

    /// <summary>A consumer as the program has it, and how many messages it took.</summary>
    private sealed class Consumer(IHost host, Counting counting) : IAsyncDisposable
    {
        public IServiceProvider Services => host.Services;

        public int Consumed => counting.Count;

        public static async Task<Consumer> StartAsync(IngestSettings settings, CancellationToken cancellationToken)
        {
            var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
            builder.Services.AddLogging().AddMetrics().AddIngest(settings, RoleSet.Consumer);
            var host = builder.Build();
            var counting = new Counting();
            var bus = host.Services.GetRequiredService<IBusControl>();
            bus.ConnectReceiveObserver(counting);
            await host.StartAsync(cancellationToken);
            await bus.WaitForHealthStatus(BusHealthStatus.Healthy, cancellationToken);
            await host.Services.GetRequiredService<DatabaseGate>().WaitAsync(cancellationToken);
            return new Consumer(host, counting);
        }

        public async ValueTask DisposeAsync()
        {
            await host.StopAsync();
            host.Dispose();
        }
    }

    private sealed class Counting : IReceiveObserver
    {
        private int _count;

        public int Count => _count;

        public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

        public Task PostReceive(ReceiveContext context)
        {
            Interlocked.Increment(ref _count);
            return Task.CompletedTask;
        }

        public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType) where T : class => Task.CompletedTask;

        public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception) where T : class => Task.CompletedTask;

        public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;
    }
}
