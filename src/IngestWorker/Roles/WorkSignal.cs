namespace IngestWorker.Roles;

/// <summary>Wakes a loop that waits for due work, when this process itself made some. Work made elsewhere is found by the loop's own delay.</summary>
internal sealed class WorkSignal(TimeProvider time)
{
    private volatile TaskCompletionSource _pulse = New();

    public void Pulse()
    {
        var pulse = Interlocked.Exchange(ref _pulse, New());
        pulse.TrySetResult();
    }

    /// <summary>A token taken before looking for work: a pulse after that ends the wait at once.</summary>
    public Task Next => _pulse.Task;

    public async Task WaitAsync(Task next, TimeSpan most, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(next, Task.Delay(most, time, stop.Token));
        await stop.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
