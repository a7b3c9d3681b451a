using System.Runtime.Intrinsics;
using IngestWorker.Language.Network;

namespace IngestWorker.Language.Training;

/// <summary>A tensor with its gradient and Adam's moments. All sizes are multiples of eight.</summary>
internal sealed class Parameter(Tensor tensor, bool sparse = false)
{
    private const int Lanes = 8;

    private readonly float[] _mean = new float[tensor.Values.Length];
    private readonly float[] _square = new float[tensor.Values.Length];
    private readonly bool[] _isTouched = sparse ? new bool[tensor.Rows] : [];
    private float[]? _average;

    public Tensor Tensor { get; } = tensor;

    public float[] Values => Tensor.Values;

    public float[] Gradient { get; } = new float[tensor.Values.Length];

    /// <summary>The rows that the batch used, where few of many are.</summary>
    public List<int> Touched { get; } = [];

    public bool IsSparse => sparse;

    public void Touch(int row)
    {
        if (_isTouched[row]) return;
        _isTouched[row] = true;
        Touched.Add(row);
    }

    public double SquaredNorm()
    {
        var sum = 0.0;
        foreach (var (start, end) in Ranges())
        {
            var part = Vector256<float>.Zero;
            for (var i = start; i < end; i += Lanes)
            {
                var g = Load(Gradient, i);
                part += g * g;
            }

            sum += (part[0] + part[1] + (part[2] + part[3])) + (part[4] + part[5] + (part[6] + part[7]));
        }

        return sum;
    }

    /// <summary>One step of Adam; the gradient is zero afterwards. Rows that were not used keep their moments.</summary>
    public void Step(AdamStep step)
    {
        var (scale, rate) = (Vector256.Create(step.Scale), Vector256.Create(step.Rate * step.MeanCorrection));
        var (meanShare, squareShare, correction) = (Vector256.Create(1 - AdamStep.MeanDecay), Vector256.Create(1 - AdamStep.SquareDecay), Vector256.Create(step.SquareCorrection));
        foreach (var (start, end) in Ranges())
        {
            for (var i = start; i < end; i += Lanes)
            {
                var g = Load(Gradient, i) * scale;
                var mean = Load(_mean, i);
                mean += meanShare * (g - mean);
                var square = Load(_square, i);
                square += squareShare * ((g * g) - square);
                mean.CopyTo(_mean, i);
                square.CopyTo(_square, i);
                (Load(Values, i) - (rate * mean / (Vector256.Sqrt(square * correction) + Vector256.Create(1e-6f)))).CopyTo(Values, i);
            }

            Gradient.AsSpan(start, end - start).Clear();
        }

        foreach (var row in Touched) _isTouched[row] = false;
        Touched.Clear();
    }

    /// <summary>Counts the present weights into their mean over time.</summary>
    /// <param name="share">How much they count beside what was there before; 1 begins anew.</param>
    public void Average(float share)
    {
        _average ??= new float[Values.Length];
        var part = Vector256.Create(share);
        for (var i = 0; i < Values.Length; i += Lanes)
        {
            var average = Load(_average, i);
            (average + (part * (Load(Values, i) - average))).CopyTo(_average, i);
        }
    }

    /// <summary>Puts the mean in the place of the weights and the weights in the place of the mean.</summary>
    public void SwapAverage()
    {
        if (_average is null) throw new InvalidOperationException("No weights were averaged.");
        for (var i = 0; i < Values.Length; i++) (Values[i], _average[i]) = (_average[i], Values[i]);
    }

    private static Vector256<float> Load(float[] values, int at) => Vector256.LoadUnsafe(ref values[at]);

    private IEnumerable<(int Start, int End)> Ranges() =>
        sparse ? Touched.Select(row => (row * Tensor.Columns, (row + 1) * Tensor.Columns)) : [(0, Values.Length)];
}

/// <summary>What one step of Adam has in common for all parameters.</summary>
internal readonly record struct AdamStep(float Rate, float Scale, float MeanCorrection, float SquareCorrection)
{
    public const float MeanDecay = 0.9f;
    public const float SquareDecay = 0.98f;

    public static AdamStep At(int step, float rate, float scale) =>
        new(rate, scale, 1 / (1 - MathF.Pow(MeanDecay, step)), 1 / (1 - MathF.Pow(SquareDecay, step)));
}

/// <summary>A small generator (xorshift64*) that gives the same numbers everywhere and for ever.</summary>
internal sealed class Chance(ulong seed)
{
    private ulong _state = seed * 2685821657736338717ul + 88172645463325252ul;

    public float Next()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return (_state * 2685821657736338717ul >> 40) * (1f / (1 << 24));
    }

    public int Below(int limit) => Math.Min(limit - 1, (int)(Next() * limit));

    public void Fill(Span<float> values, float range)
    {
        foreach (ref var value in values) value = ((2 * Next()) - 1) * range;
    }

    public void Shuffle<T>(IList<T> items)
    {
        for (var i = items.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
