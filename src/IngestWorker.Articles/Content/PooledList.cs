using System.Buffers;

namespace IngestWorker.Articles.Content;

/// <summary>A growing array from the shared pool. A page's elements would be a large object each time otherwise.</summary>
internal sealed class PooledList<T>(int capacity) : IDisposable
    where T : struct
{
    private T[] _items = ArrayPool<T>.Shared.Rent(capacity);

    public int Count { get; private set; }

    public Span<T> Span => _items.AsSpan(0, Count);

    public void Add(in T item)
    {
        if (Count == _items.Length)
        {
            var larger = ArrayPool<T>.Shared.Rent(2 * Count);
            _items.AsSpan(0, Count).CopyTo(larger);
            Return();
            _items = larger;
        }

        _items[Count++] = item;
    }

    public void Dispose()
    {
        Return();
        _items = [];
        Count = 0;
    }

    // Cleared, so that the pool does not keep the page's elements alive.
    private void Return()
    {
        if (_items.Length > 0)
            ArrayPool<T>.Shared.Return(_items, clearArray: true);
    }
}
