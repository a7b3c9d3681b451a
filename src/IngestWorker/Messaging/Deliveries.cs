using System.Collections.Concurrent;
using MassTransit;

namespace IngestWorker.Messaging;

/// <summary>
/// What is known of messages that the broker hands out again: their process died, or its connection did. One of them may be what killed
/// it, so they are worked on one at a time: when it happens again, it is known which one it was.
/// </summary>
internal sealed class Deliveries
{
    /// <summary>A message that was begun more often than this without an end is not begun again.</summary>
    public const int MostBegun = 3;

    private readonly SemaphoreSlim _alone = new(1, 1);
    private readonly ConcurrentDictionary<(Guid, int), bool> _atWork = new();

    public static bool IsRepeated(ConsumeContext context) => context.ReceiveContext.Redelivered;

    /// <summary>Waits until no other repeated message is worked on in this process.</summary>
    public async Task<IDisposable> EnterAloneAsync(CancellationToken cancellationToken)
    {
        await _alone.WaitAsync(cancellationToken);
        return new Ending(() => _alone.Release());
    }

    /// <summary>Null where this process is at that claim already: the connection was cut meanwhile, and the broker does not know.</summary>
    public IDisposable? TryBegin(Guid itemId, int attempt) =>
        _atWork.TryAdd((itemId, attempt), true) ? new Ending(() => _atWork.TryRemove((itemId, attempt), out _)) : null;

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
