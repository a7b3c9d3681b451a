using System.Diagnostics.CodeAnalysis;

namespace IngestWorker.Fetching;

/// <summary>A dictionary that forgets the least recently used entry when it is full. Thread-safe.</summary>
internal sealed class BoundedCache<TKey, TValue>(int capacity)
    where TKey : notnull
    where TValue : class
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> nodes = [];
    private readonly LinkedList<(TKey Key, TValue Value)> byUse = new();

    public int Count
    {
        get
        {
            lock (gate)
                return nodes.Count;
        }
    }

    public bool TryGet(TKey key, [NotNullWhen(true)] out TValue? value)
    {
        lock (gate)
            value = nodes.TryGetValue(key, out var node) ? node.Value.Value : null;
        return value is not null;
    }

    /// <param name="key">What is looked for.</param>
    /// <param name="create">Makes the value, from the one that is no longer current if there was one. Cheap: it runs under the lock, so that a key has one value.</param>
    /// <param name="isCurrent">Whether a value still counts.</param>
    public TValue GetOrAdd(TKey key, Func<TKey, TValue?, TValue> create, Func<TValue, bool> isCurrent)
    {
        lock (gate)
        {
            if (nodes.TryGetValue(key, out var node))
            {
                byUse.Remove(node);
                if (!isCurrent(node.Value.Value))
                    node.Value = (key, create(key, node.Value.Value));
            }
            else
            {
                node = new LinkedListNode<(TKey, TValue)>((key, create(key, null)));
                nodes.Add(key, node);
            }
            byUse.AddFirst(node);
            if (nodes.Count > capacity && byUse.Last is { } oldest)
            {
                byUse.RemoveLast();
                nodes.Remove(oldest.Value.Key);
            }
            return node.Value.Value;
        }
    }
}
