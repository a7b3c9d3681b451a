using System.Collections.Concurrent;

namespace IngestWorker.Storage;

/// <summary>
/// Writes pages in batches, without waiting for a batch to fill: those that come while one is written make up the next. One page at a
/// time it is one transaction each, with many at once one for all that wait.
/// </summary>
internal sealed class PageWriter(IDatabase database)
{
    // Some megabytes of compressed bodies in one transaction.
    private const int MostInBatch = 32;

    private readonly ConcurrentQueue<Waiting> _queue = new();
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task SaveAsync(PageToKeep page, CancellationToken cancellationToken)
    {
        var mine = new Waiting(page);
        _queue.Enqueue(mine);
        // Whose turn comes writes what waits; most find theirs written when it comes. One that gives up leaves its page to the others.
        while (!mine.Written.Task.IsCompleted)
        {
            await _turn.WaitAsync(cancellationToken);
            try
            {
                if (!mine.Written.Task.IsCompleted) await WriteAsync(Take());
            }
            finally
            {
                _turn.Release();
            }
        }
        await mine.Written.Task;
    }

    private List<Waiting> Take()
    {
        var batch = new List<Waiting>();
        while (batch.Count < MostInBatch && _queue.TryDequeue(out var next)) batch.Add(next);
        return batch;
    }

    private async Task WriteAsync(List<Waiting> batch)
    {
        // One statement writes each body once: the same bytes again are a batch of their own.
        foreach (var group in batch.GroupBy(w => w.Page.Page.BodySha256).SelectMany(same => same.Select((one, turn) => (one, turn))).GroupBy(w => w.turn, w => w.one))
            await WriteOnceAsync(group.ToList());
    }

    // Not one caller's to cancel: it is all that wait in the batch. The command's timeout bounds it.
    private async Task WriteOnceAsync(List<Waiting> batch)
    {
        try
        {
            await database.WriteAsync(session => PageRows.SaveAsync(session, batch.ConvertAll(w => w.Page)), CancellationToken.None);
            foreach (var written in batch) written.Written.TrySetResult();
        }
        catch (Exception e) when (batch.Count > 1 && StorageFault.Classify(e) == FaultKind.Data)
        {
            // One of them is bad: alone it fails alone.
            foreach (var one in batch) await WriteOnceAsync([one]);
        }
        catch (Exception e)
        {
            foreach (var failed in batch) failed.Written.TrySetException(e);
        }
    }

    private sealed record Waiting(PageToKeep Page)
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
