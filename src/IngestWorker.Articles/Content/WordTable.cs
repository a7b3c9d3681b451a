using System.Buffers;
using System.Numerics;

namespace IngestWorker.Articles.Content;

/// <summary>
/// A value for each hash of a page's words. The table is open addressing in pooled memory: a dictionary would cost more than all other
/// features of a line.
/// </summary>
internal ref struct WordTable<T>
    where T : struct
{
    private ulong[] _hashes;
    private T[] _values;
    private readonly int _mask;

    /// <param name="count">How many different hashes there can be at most.</param>
    public WordTable(int count)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, count * 2));
        _mask = size - 1;
        _hashes = ArrayPool<ulong>.Shared.Rent(size);
        _values = ArrayPool<T>.Shared.Rent(size);
        Array.Clear(_hashes, 0, size);
        Array.Clear(_values, 0, size);
    }

    /// <summary>The value of a hash; that of one that was not met is the default.</summary>
    public readonly ref T Of(ulong hash)
    {
        // 0 marks a place that is free.
        if (hash == 0)
            hash = 1;
        var at = (int)((hash ^ (hash >> 32)) & (uint)_mask);
        while (_hashes[at] != hash && _hashes[at] != 0)
            at = (at + 1) & _mask;
        _hashes[at] = hash;
        return ref _values[at];
    }

    /// <summary>Gives the memory back.</summary>
    public void Return()
    {
        ArrayPool<ulong>.Shared.Return(_hashes);
        ArrayPool<T>.Shared.Return(_values);
        (_hashes, _values) = ([], []);
    }
}
