using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IngestWorker.Language.Network;

/// <summary>
/// The simple recurrent unit (Lei and others 2018), forwards on the first half of the channels and backwards on the second:
/// all matrix work is done beforehand for the whole sentence, only this cheap part runs word by word.
/// </summary>
/// <remarks>
/// Projected columns of a direction of h channels: candidate, forget gate, output gate, h each. Gate parameters of a
/// direction: forget weight on the state, output weight on the state, forget bias, output bias, h each.
/// </remarks>
internal static class Recurrence
{
    /// <param name="projected">length x 6h: the input times the layer's matrix.</param>
    /// <param name="input">length x 2h: the layer's input, which the output gate mixes in.</param>
    /// <param name="gates">8h: the gate parameters of both directions.</param>
    /// <param name="output">length x 2h.</param>
    /// <param name="length">Words of the sentence.</param>
    /// <param name="h">Channels of a direction, a multiple of 16.</param>
    public static void Run(ReadOnlySpan<float> projected, ReadOnlySpan<float> input, ReadOnlySpan<float> gates, Span<float> output, int length, int h)
    {
        Span<float> state = stackalloc float[h];
        for (var direction = 0; direction < 2; direction++)
        {
            state.Clear();
            ref var g = ref MemoryMarshal.GetReference(gates[(direction * 4 * h)..]);
            for (var step = 0; step < length; step++)
            {
                var t = direction == 0 ? step : length - 1 - step;
                ref var u = ref MemoryMarshal.GetReference(projected[((t * 6 * h) + (direction * 3 * h))..]);
                ref var x = ref MemoryMarshal.GetReference(input[((t * 2 * h) + (direction * h))..]);
                ref var y = ref MemoryMarshal.GetReference(output[((t * 2 * h) + (direction * h))..]);
                ref var s = ref MemoryMarshal.GetReference(state);
                for (var i = 0; i < h; i += 16) Step(ref u, ref x, ref g, ref y, ref s, i, h);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(ref float u, ref float x, ref float g, ref float y, ref float s, int i, int h)
    {
        var previous = Load(ref s, i);
        var forget = Sigmoid(Load(ref u, h + i) + (Load(ref g, i) * previous) + Load(ref g, (2 * h) + i));
        var let = Sigmoid(Load(ref u, (2 * h) + i) + (Load(ref g, h + i) * previous) + Load(ref g, (3 * h) + i));
        var candidate = Load(ref u, i);
        var state = candidate + (forget * (previous - candidate));
        var skip = Load(ref x, i);
        state.StoreUnsafe(ref Unsafe.Add(ref s, i));
        (skip + (let * (state - skip))).StoreUnsafe(ref Unsafe.Add(ref y, i));
    }

    public static Vector512<float> Sigmoid(Vector512<float> value) => Vector512<float>.One / (Vector512<float>.One + Vector512.Exp(-value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Load(ref float at, int offset) => Vector512.LoadUnsafe(ref Unsafe.Add(ref at, offset));
}
