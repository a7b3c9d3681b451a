using System.Diagnostics;
using IngestWorker.Contracts;
using IngestWorker.Roles;
using IngestWorker.Storage;
using IngestWorker.Telemetry;
using MassTransit;

namespace IngestWorker.Messaging;

/// <summary>
/// Writes batches of articles with their events in one transaction each. A message that cannot be stored is set aside alone: its neighbours
/// are stored and acknowledged, then the consumer throws for what is left.
/// </summary>
internal sealed class EventsExtractedConsumer(ArticleStore store, OutageRetry outages, DatabaseGate gate, ConsumerContext context) : IConsumer<Batch<EventsExtracted>>
{
    private readonly string _queue = new Queues(context.Signals.Settings.RabbitMq).EventsExtracted;

    public async Task Consume(ConsumeContext<Batch<EventsExtracted>> consume)
    {
        await gate.WaitAsync(consume.CancellationToken);
        var batch = new Run(Stopwatch.GetTimestamp(), consume.CancellationToken);
        var messages = consume.Message.ToLookup(Deliveries.IsRepeated);
        foreach (var message in consume.Message) context.Messaging.TakenUp(_queue, context.Signals.Time.GetUtcNow() - message.SentTime);
        string? error = null;
        try
        {
            await StoreTogetherAsync([.. messages[false]], batch);
            foreach (var message in messages[true]) await StoreRepeatedAsync(message, batch);
            error = batch.SetAside.Values.FirstOrDefault()?.GetType().Name;
        }
        catch (Exception e)
        {
            error = e.GetType().Name;
            throw;
        }
        finally
        {
            context.Messaging.Processed(_queue, Stopwatch.GetElapsedTime(batch.Started), error);
            context.Signals.ItemsAdded.Pulse();
        }
        if (batch.SetAside.Count == 0) return;
        // Only messages that are not marked as consumed are set aside when this throws.
        foreach (var message in consume.Message.Where(m => !batch.SetAside.ContainsKey(m))) await message.NotifyConsumed(Stopwatch.GetElapsedTime(batch.Started), nameof(EventsExtractedConsumer));
        throw new MessagesSetAsideException(batch.SetAside.ToDictionary(m => m.Key.MessageId ?? Guid.Empty, m => m.Value));
    }

    private async Task StoreTogetherAsync(IReadOnlyList<ConsumeContext<EventsExtracted>> messages, Run batch)
    {
        if (messages.Count == 0) return;
        try
        {
            await StoreAsync(messages, batch.CancellationToken);
        }
        catch (Exception e) when (IsOfMessage(e))
        {
            if (messages.Count == 1) await SetAsideAsync(messages[0], e, batch);
            else foreach (var message in messages) await StoreTogetherAsync([message], batch);
        }
    }

    // A message that was handed out before may be the one that killed its consumer: alone, and with a note of the attempt before it. Its first
    // time, in a batch, left no note.
    private async Task StoreRepeatedAsync(ConsumeContext<EventsExtracted> message, Run batch)
    {
        using var alone = await context.Deliveries.EnterAloneAsync(batch.CancellationToken);
        if (message.Message.Article is not { } article)
        {
            await StoreTogetherAsync([message], batch);
            return;
        }
        var begun = await outages.ExecuteAsync(token => context.Items.BeginStoreAsync(article.ItemId, token), batch.CancellationToken);
        try
        {
            if (begun < Deliveries.MostBegun) await StoreTogetherAsync([message], batch);
            else await SetAsideAsync(message, new InvalidOperationException($"{Deliveries.MostBegun} consumers ended while they stored it."), batch);
        }
        catch (OperationCanceledException) when (batch.CancellationToken.IsCancellationRequested)
        {
            // The broker took it back, or the process is told to stop: nobody has died of it.
            await GiveBackAsync(article);
            throw;
        }
    }

    // Once only: what holds a message up until it is taken back is mostly the database itself.
    private async Task GiveBackAsync(Article article)
    {
        try
        {
            await context.Items.GiveBackStoreAsync(article.ItemId, CancellationToken.None);
        }
        catch (Exception e) when (StorageFault.IsOfDatabase(e))
        {
            Log.NotGivenBack(context.Logger, article.ItemId, e.Message);
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

    // The item ends here: the same message would fail again. Sent anew from where it is set aside, it is stored all the same.
    private async Task SetAsideAsync(ConsumeContext<EventsExtracted> message, Exception reason, Run batch)
    {
        var (article, attempt) = (message.Message.Article, message.Message.Attempt);
        if (article is not null)
        {
            var code = StorageFault.Code(reason);
            var detail = $"set aside: {(code is null ? reason.GetType().Name : $"SQLSTATE {code}")}: {reason.Message}";
            Log.ArticleSetAside(context.Logger, reason, article.ArticleId, article.ItemId);
            var disposition = context.Signals.Disposition(article.ItemId, attempt, Stage.Stored, Outcome.InternalError, detail);
            await outages.ExecuteAsync(
                async token =>
                {
                    if (!await context.Items.FinishAsync(disposition, token)) await context.Items.EndRevisitAsync(disposition, again: true, token);
                },
                batch.CancellationToken);
            context.Dispositions.Record(article.ItemId, Stage.Stored, Outcome.InternalError, article.Url, detail);
        }
        batch.SetAside[message] = reason;
    }

    private static bool IsOfMessage(Exception exception) => exception is not OperationCanceledException && !StorageFault.IsOfDatabase(exception);

    private sealed class Run(long started, CancellationToken cancellationToken)
    {
        public long Started => started;

        public CancellationToken CancellationToken => cancellationToken;

        public Dictionary<ConsumeContext<EventsExtracted>, Exception> SetAside { get; } = [];
    }
}

/// <summary>What the consumer shares with the rest of its process.</summary>
internal sealed class ConsumerContext(RoleContext signals, ItemStore items, Deliveries deliveries, Dispositions dispositions, IngestMetrics metrics, MessagingMetrics messaging, ILogger<EventsExtractedConsumer> logger)
{
    public RoleContext Signals { get; } = signals;

    public ItemStore Items { get; } = items;

    public Deliveries Deliveries { get; } = deliveries;

    public Dispositions Dispositions { get; } = dispositions;

    public IngestMetrics Metrics { get; } = metrics;

    public MessagingMetrics Messaging { get; } = messaging;

    public ILogger Logger { get; } = logger;
}
