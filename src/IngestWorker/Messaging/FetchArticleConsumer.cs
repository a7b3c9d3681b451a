using System.Diagnostics;
using IngestWorker.Configuration;
using IngestWorker.Contracts;
using IngestWorker.Roles;
using IngestWorker.Telemetry;
using MassTransit;

namespace IngestWorker.Messaging;

/// <summary>Takes a claimed item as far as its events: fetch, archive, extract, code, publish.</summary>
internal sealed class FetchArticleConsumer(ArticlePipeline pipeline, DatabaseGate gate, MessagingMetrics metrics, RoleContext context) : IConsumer<FetchArticle>
{
    public async Task Consume(ConsumeContext<FetchArticle> consume)
    {
        await gate.WaitAsync(consume.CancellationToken);
        var (queue, started, error) = (new Queues(context.Settings.RabbitMq).FetchArticle, Stopwatch.GetTimestamp(), (string?)null);
        metrics.TakenUp(queue, context.Time.GetUtcNow() - consume.SentTime);
        try
        {
            await pipeline.ProcessAsync(consume.Message, consume.CancellationToken);
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
