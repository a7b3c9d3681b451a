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
        Span<float> states = stackalloc float[2 * h];
        states.Clear();
        ref var state = ref MemoryMarshal.GetReference(states);
        ref var gate = ref MemoryMarshal.GetReference(gates[..(8 * h)]);
        ref var u = ref MemoryMarshal.GetReference(projected[..(length * 6 * h)]);
        ref var x = ref MemoryMarshal.GetReference(input[..(length * 2 * h)]);
        ref var y = ref MemoryMarshal.GetReference(output[..(length * 2 * h)]);
        // Both directions in one loop: neither waits for the other, so the processor works on both at a time.
        for (var step = 0; step < length; step++)
        {
            var back = length - 1 - step;
            for (var i = 0; i < h; i += 16)
            {
                Step(ref Unsafe.Add(ref u, step * 6 * h), ref Unsafe.Add(ref x, step * 2 * h), ref gate, ref Unsafe.Add(ref y, step * 2 * h), ref state, i, h);
                Step(
                    ref Unsafe.Add(ref u, (back * 6 * h) + (3 * h)), ref Unsafe.Add(ref x, (back * 2 * h) + h), ref Unsafe.Add(ref gate, 4 * h),
                    ref Unsafe.Add(ref y, (back * 2 * h) + h), ref Unsafe.Add(ref state, h), i, h);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(ref float u, ref float x, ref float g, ref float y, ref float s, int i, int h)
    {
        var previous = Load(ref s, i);
        // One division for both gates.
        var a = OnePlusExp(Load(ref u, h + i) + (Load(ref g, i) * previous) + Load(ref g, (2 * h) + i));
        var b = OnePlusExp(Load(ref u, (2 * h) + i) + (Load(ref g, h + i) * previous) + Load(ref g, (3 * h) + i));
        var inverse = Vector512<float>.One / (a * b);
        var (forget, let) = (b * inverse, a * inverse);
        var candidate = Load(ref u, i);
        var state = candidate + (forget * (previous - candidate));
        var skip = Load(ref x, i);
        state.StoreUnsafe(ref Unsafe.Add(ref s, i));
        (skip + (let * (state - skip))).StoreUnsafe(ref Unsafe.Add(ref y, i));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> OnePlusExp(Vector512<float> value) =>
        Vector512<float>.One + VectorMath.Exp(Vector512.Max(Vector512.Min(-value, Vector512.Create(30f)), Vector512.Create(-30f)));

    public static Vector512<float> Sigmoid(Vector512<float> value) => Vector512<float>.One / OnePlusExp(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Load(ref float at, int offset) => Vector512.LoadUnsafe(ref Unsafe.Add(ref at, offset));
}
