using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using IngestWorker.Language.Network;

namespace IngestWorker.Language.Training;

/// <summary><see cref="Recurrence"/> with everything kept, and its way back.</summary>
internal static class RecurrenceGradient
{
    public static void Forward(float[] u, float[] x, float[] gates, float[] state, float[] forget, float[] let, float[] y, int start, int length, int h)
    {
        var d = 2 * h;
        for (var direction = 0; direction < 2; direction++)
        {
            ref var g = ref gates[direction * 4 * h];
            for (var step = 0; step < length; step++)
            {
                var t = start + (direction == 0 ? step : length - 1 - step);
                var before = direction == 0 ? t - 1 : t + 1;
                ref var ut = ref u[(t * 3 * d) + (direction * 3 * h)];
                var at = (t * d) + (direction * h);
                var beforeAt = (before * d) + (direction * h);
                for (var i = 0; i < h; i += 16)
                {
                    var previous = step == 0 ? Vector512<float>.Zero : Load(ref state[beforeAt], i);
                    var f = Recurrence.Sigmoid(Load(ref ut, h + i) + (Load(ref g, i) * previous) + Load(ref g, (2 * h) + i));
                    var r = Recurrence.Sigmoid(Load(ref ut, (2 * h) + i) + (Load(ref g, h + i) * previous) + Load(ref g, (3 * h) + i));
                    var candidate = Load(ref ut, i);
                    var c = candidate + (f * (previous - candidate));
                    var skip = Load(ref x[at], i);
                    Store(c, ref state[at], i);
                    Store(f, ref forget[at], i);
                    Store(r, ref let[at], i);
                    Store(skip + (r * (c - skip)), ref y[at], i);
                }
            }
        }
    }

    public static void Backward(
        float[] u, float[] x, Parameter gates, float[] state, float[] forget, float[] let, float[] dy, float[] du, float[] dx, int start, int length, int h)
    {
        var d = 2 * h;
        var carry = new float[h];
        for (var direction = 0; direction < 2; direction++)
        {
            carry.AsSpan().Clear();
            ref var g = ref gates.Values[direction * 4 * h];
            ref var dg = ref gates.Gradient[direction * 4 * h];
            for (var step = length - 1; step >= 0; step--)
            {
                var t = start + (direction == 0 ? step : length - 1 - step);
                var before = direction == 0 ? t - 1 : t + 1;
                ref var ut = ref u[(t * 3 * d) + (direction * 3 * h)];
                ref var dut = ref du[(t * 3 * d) + (direction * 3 * h)];
                var at = (t * d) + (direction * h);
                var beforeAt = (before * d) + (direction * h);
                for (var i = 0; i < h; i += 16)
                {
                    var one = Vector512<float>.One;
                    var previous = step == 0 ? Vector512<float>.Zero : Load(ref state[beforeAt], i);
                    var (f, r, c, skip, candidate, dh) = (Load(ref forget[at], i), Load(ref let[at], i), Load(ref state[at], i), Load(ref x[at], i), Load(ref ut, i), Load(ref dy[at], i));
                    Store(Load(ref dx[at], i) + (dh * (one - r)), ref dx[at], i);
                    var dc = Load(ref carry[0], i) + (dh * r);
                    var dr = dh * (c - skip) * r * (one - r);
                    var df = dc * (previous - candidate) * f * (one - f);
                    Store(dc * (one - f), ref dut, i);
                    Store(df, ref dut, h + i);
                    Store(dr, ref dut, (2 * h) + i);
                    Store(Load(ref dg, i) + (df * previous), ref dg, i);
                    Store(Load(ref dg, h + i) + (dr * previous), ref dg, h + i);
                    Store(Load(ref dg, (2 * h) + i) + df, ref dg, (2 * h) + i);
                    Store(Load(ref dg, (3 * h) + i) + dr, ref dg, (3 * h) + i);
                    Store((dc * f) + (df * Load(ref g, i)) + (dr * Load(ref g, h + i)), ref carry[0], i);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Load(ref float at, int offset) => Vector512.LoadUnsafe(ref Unsafe.Add(ref at, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<float> value, ref float at, int offset) => value.StoreUnsafe(ref Unsafe.Add(ref at, offset));
}
