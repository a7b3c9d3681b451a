using IngestWorker.Configuration;
using IngestWorker.Contracts;
using IngestWorker.Messaging;
using IngestWorker.Roles;
using IngestWorker.Storage;

namespace IngestWorker.Cli;

/// <summary>
/// Where reprocessed articles go. With a broker they are published as any other, so that consumers store them and whoever else reads
/// the stream gets them too; in one process they are stored as a consumer does it.
/// </summary>
internal sealed class ReprocessSink : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly ArticleStore _store;
    private readonly ItemStore _items;
    private readonly string _worker;
    private readonly IHost? _bus;
    private readonly MessagePublisher? _publisher;

    private ReprocessSink(IDatabase storage, RoleContext context, IHost? bus)
    {
        (_store, _items, _worker, _bus) = (new ArticleStore(storage), new ItemStore(storage), context.WorkerName, bus);
        _publisher = bus?.Services.GetRequiredService<MessagePublisher>();
    }

    public static async Task<ReprocessSink> OpenAsync(IDatabase storage, IngestSettings settings, RoleContext context, CancellationToken cancellationToken)
    {
        if (settings.Transport == TransportKind.InMemory || settings.Database.Provider == DatabaseProvider.Sqlite) return new ReprocessSink(storage, context, null);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(settings);
        builder.Services.AddMessaging(settings, RoleSet.None);
        var bus = builder.Build();
        await bus.StartAsync(cancellationToken);
        return new ReprocessSink(storage, context, bus);
    }

    public async Task StoreAsync(IReadOnlyList<EventsExtracted> facts, CancellationToken cancellationToken)
    {
        if (facts.Count == 0) return;
        if (_publisher is null)
        {
            await _store.StoreAsync(facts, _worker, cancellationToken);
            return;
        }
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        try
        {
            await Task.WhenAll(facts.Select(fact => _publisher.PublishAsync(fact, _ => { }, patience.Token)));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommandFailedException($"The broker took no message within {s_patience.TotalSeconds} s; the same command goes on from here.");
        }
    }

    public Task WithdrawAsync(Disposition disposition, CancellationToken cancellationToken) => _items.WithdrawAsync(disposition, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_bus is null) return;
        await _bus.StopAsync();
        _bus.Dispose();
    }
}
