using IngestWorker.Contracts;
using IngestWorker.Roles;
using MassTransit;

namespace IngestWorker.Messaging;

/// <summary>Takes a claimed item as far as its events: fetch, archive, extract, code, publish.</summary>
internal sealed class FetchArticleConsumer(ArticlePipeline pipeline, DatabaseGate gate) : IConsumer<FetchArticle>
{
    public async Task Consume(ConsumeContext<FetchArticle> context)
    {
        await gate.WaitAsync(context.CancellationToken);
        await pipeline.ProcessAsync(context.Message, context.CancellationToken);
    }
}
