using System.Diagnostics;
using IngestWorker.Configuration;
using IngestWorker.Contracts;
using IngestWorker.Roles;
using IngestWorker.Telemetry;
using MassTransit;

namespace IngestWorker.Messaging;

/// <summary>Takes a claimed item as far as its events: fetch, archive, extract, code, publish.</summary>
internal sealed class FetchArticleConsumer(ArticlePipeline pipeline, DatabaseGate gate, Deliveries deliveries, MessagingMetrics metrics, RoleContext context) : IConsumer<FetchArticle>
{
    public async Task Consume(ConsumeContext<FetchArticle> consume)
    {
        await gate.WaitAsync(consume.CancellationToken);
        var (queue, started, error) = (new Queues(context.Settings.RabbitMq).FetchArticle, Stopwatch.GetTimestamp(), (string?)null);
        metrics.TakenUp(queue, context.Time.GetUtcNow() - consume.SentTime);
        var command = consume.Message;
        using var begun = deliveries.TryBegin(command.ItemId, command.Attempt);
        if (begun is null) return;
        try
        {
            using var alone = Deliveries.IsRepeated(consume) ? await deliveries.EnterAloneAsync(consume.CancellationToken) : null;
            await pipeline.ProcessAsync(command, consume.CancellationToken);
        }
        catch (Exception e)
        {
            error = e.GetType().Name;
            throw;
        }
        finally
        {
            metrics.Processed(queue, Stopwatch.GetElapsedTime(started), error);
        }
    }
}
