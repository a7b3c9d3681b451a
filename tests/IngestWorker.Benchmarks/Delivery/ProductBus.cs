using IngestWorker.Configuration;
using IngestWorker.Contracts;
using IngestWorker.Messaging;
using IngestWorker.Roles;
using IngestWorker.Storage;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IngestWorker.Benchmarks.Delivery;

/// <summary>The product's bus with its own settings: its consumer that stores, or one in its place that only takes the messages.</summary>
internal sealed class ProductBus(IHost host, Received received) : IAsyncDisposable
{
    public IServiceProvider Services => host.Services;

    /// <summary>Publisher and consumer as the program has them.</summary>
    public static Task<ProductBus> StoringAsync(IngestSettings settings) => StartAsync(services => services.AddIngest(settings, RoleSet.Consumer));

    /// <summary>The same, with a consumer that stores nothing.</summary>
    public static Task<ProductBus> DiscardingAsync(IngestSettings settings) => StartAsync(services =>
        services.AddIngest(settings, RoleSet.Consumer, s => s.AddMessaging<Discarding>(settings, RoleSet.Consumer)));

    /// <summary>Publishes all, and waits until the last one is acknowledged.</summary>
    public async Task RunAsync(IReadOnlyList<EventsExtracted> messages, int inFlight)
    {
        var all = received.Expect(messages.Count);
        var publisher = Services.GetRequiredService<MessagePublisher>();
        await Parallel.ForEachAsync(messages, new ParallelOptions { MaxDegreeOfParallelism = inFlight }, async (m, token) => await publisher.PublishAsync(m, _ => { }, token));
        await all;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    private static async Task<ProductBus> StartAsync(Action<IServiceCollection> add)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging(l => l.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole()).AddMetrics();
        add(builder.Services);
        var host = builder.Build();
        if (host.Services.GetService<IDatabase>() is { } database) await database.MigrateAsync(CancellationToken.None);
        var received = new Received();
        var bus = host.Services.GetRequiredService<IBusControl>();
        bus.ConnectReceiveObserver(received);
        await host.StartAsync();
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(30));
        return new ProductBus(host, received);
    }

    private sealed class Discarding : IConsumer<Batch<EventsExtracted>>
    {
        public Task Consume(ConsumeContext<Batch<EventsExtracted>> context) => Task.CompletedTask;
    }
}

/// <summary>Counts what was consumed and acknowledged.</summary>
internal sealed class Received : IReceiveObserver
{
    private TaskCompletionSource _all = new();
    private int _left;

    public Task Expect(int count)
    {
        _all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _left, count);
        return _all.Task;
    }

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context)
    {
        if (Interlocked.Decrement(ref _left) == 0) _all.TrySetResult();
        return Task.CompletedTask;
    }

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType) where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception) where T : class
    {
        _all.TrySetException(exception);
        return Task.CompletedTask;
    }

    public Task ReceiveFault(ReceiveContext context, Exception exception)
    {
        _all.TrySetException(exception);
        return Task.CompletedTask;
    }
}
