using System.Diagnostics;
using IngestWorker.Contracts;
using IngestWorker.Roles;
using IngestWorker.Storage;
using IngestWorker.Telemetry;
using MassTransit;

namespace IngestWorker.Messaging;

/// <summary>
/// Writes batches of articles with their events in one transaction each. A message that the database refuses is set aside
/// alone: its neighbours are stored and acknowledged, then the consumer throws for what is left.
/// </summary>
internal sealed class EventsExtractedConsumer(ArticleStore store, OutageRetry outages, DatabaseGate gate, ConsumerContext context) : IConsumer<Batch<EventsExtracted>>
{
    private readonly string _queue = new Queues(context.Signals.Settings.RabbitMq).EventsExtracted;

    public async Task Consume(ConsumeContext<Batch<EventsExtracted>> consume)
    {
        await gate.WaitAsync(consume.CancellationToken);
        var started = Stopwatch.GetTimestamp();
        var messages = consume.Message.ToArray();
        foreach (var message in messages) context.Messaging.TakenUp(_queue, context.Signals.Time.GetUtcNow() - message.SentTime);
        string? error = null;
        try
        {
            await StoreAsync(messages, consume.CancellationToken);
        }
        catch (Exception e) when (messages.Length > 1 && StorageFault.Classify(e) == FaultKind.Data)
        {
            error = e.GetType().Name;
            await StoreOneByOneAsync(messages, started, consume.CancellationToken);
        }
        catch (Exception e)
        {
            error = e.GetType().Name;
            throw;
        }
        finally
        {
            context.Messaging.Processed(_queue, Stopwatch.GetElapsedTime(started), error);
            context.Signals.ItemsAdded.Pulse();
        }
    }

    private async Task StoreAsync(IReadOnlyList<ConsumeContext<EventsExtracted>> messages, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var facts = messages.Select(m => m.Message).ToArray();
        using var trace = StoreTrace.Start(facts);
        StoreResult stored;
        try
        {
            stored = await outages.ExecuteAsync(token => store.StoreAsync(facts, context.Signals.WorkerName, token), cancellationToken);
        }
        catch (Exception e)
        {
            trace.Failed(e);
            throw;
        }

        var each = Stopwatch.GetElapsedTime(started) / facts.Length;
        foreach (var fact in facts) context.Dispositions.Record(fact.Article.ItemId, Stage.Stored, Outcome.Ok, fact.Article.Url, null, each);
        foreach (var type in facts.SelectMany(f => f.Events).GroupBy(e => e.Type)) context.Metrics.Events(type.Key, type.Count());
        RecordLag(facts, stored);
        Log.Stored(context.Logger, facts.Length, stored.NewArticles.Count, stored.NewEvents);
    }

    private void RecordLag(IReadOnlyList<EventsExtracted> facts, StoreResult stored)
    {
        var now = context.Signals.Time.GetUtcNow();
        foreach (var article in facts.Select(f => f.Article).Where(a => a.Content is { Published: not null, PublishedIsDateOnly: false }).IntersectBy(stored.NewArticles, a => a.ArticleId))
            context.Metrics.Lag(now - article.Content.Published!.Value);
    }

    private async Task StoreOneByOneAsync(IReadOnlyList<ConsumeContext<EventsExtracted>> messages, long started, CancellationToken cancellationToken)
    {
        Exception? first = null;
        foreach (var message in messages)
        {
            try
            {
                await StoreAsync([message], cancellationToken);
                // Marks the message as consumed on its own: when this consumer throws, only the unmarked ones are set aside.
                await message.NotifyConsumed(Stopwatch.GetElapsedTime(started), nameof(EventsExtractedConsumer));
            }
            catch (Exception e) when (StorageFault.Classify(e) == FaultKind.Data)
            {
                first ??= e;
                var article = message.Message.Article;
                Log.ArticleSetAside(context.Logger, e, article.ArticleId, article.ItemId);
                context.Dispositions.Record(article.ItemId, Stage.Stored, Outcome.InternalError, article.Url, e.Message);
            }
        }
        if (first is not null) throw new AggregateException("Messages of this batch cannot be stored.", first);
    }
}

/// <summary>What the consumer shares with the rest of its process.</summary>
internal sealed class ConsumerContext(RoleContext signals, Dispositions dispositions, IngestMetrics metrics, MessagingMetrics messaging, ILogger<EventsExtractedConsumer> logger)
{
    public RoleContext Signals { get; } = signals;

    public Dispositions Dispositions { get; } = dispositions;

    public IngestMetrics Metrics { get; } = metrics;

    public MessagingMetrics Messaging { get; } = messaging;

    public ILogger Logger { get; } = logger;
}
