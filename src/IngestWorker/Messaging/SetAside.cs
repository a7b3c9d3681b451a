using MassTransit;
using MassTransit.Middleware;

namespace IngestWorker.Messaging;

/// <summary>Messages of a batch that cannot be stored, each by its id with the reason.</summary>
internal sealed class MessagesSetAsideException(IReadOnlyDictionary<Guid, Exception> reasons)
    : Exception($"{reasons.Count} messages of a batch cannot be stored.", reasons.Values.First())
{
    public IReadOnlyDictionary<Guid, Exception> Reasons => reasons;
}

/// <summary>
/// What happens to a message that is set aside: it goes to the queue's neighbour "_error" with its own reason in the headers. A batch faults as
/// one in MassTransit, and all of its messages would name the reason of the first.
/// </summary>
internal sealed class OwnReason : IFilter<ExceptionReceiveContext>
{
    public static void Configure(IPipeConfigurator<ExceptionReceiveContext> error)
    {
        error.UseFilter(new OwnReason());
        // Marks what could not even be read as faulted; unmarked it would go to "_skipped" as well.
        error.UseFilter(new GenerateFaultFilter());
        error.UseFilter(new ErrorTransportFilter());
    }

    public Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        if (context.Exception is MessagesSetAsideException batch && context.GetMessageId() is { } id && batch.Reasons.TryGetValue(id, out var reason))
        {
            context.ExceptionHeaders.Set(MessageHeaders.FaultExceptionType, reason.GetType().FullName);
            context.ExceptionHeaders.Set(MessageHeaders.FaultMessage, reason.Message);
            context.ExceptionHeaders.Set(MessageHeaders.FaultStackTrace, reason.StackTrace ?? "");
        }
        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("ownReason");
}
