using IngestWorker.Language.Network;

namespace IngestWorker.Language.Training;

/// <summary>A tensor with its gradient and Adam's moments.</summary>
internal sealed class Parameter(Tensor tensor, bool sparse = false)
{
    private readonly float[] _mean = new float[tensor.Values.Length];
    private readonly float[] _square = new float[tensor.Values.Length];
    private readonly bool[] _isTouched = sparse ? new bool[tensor.Rows] : [];

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
            for (var i = start; i < end; i++) sum += (double)Gradient[i] * Gradient[i];
        }

        return sum;
    }

    /// <summary>One step of Adam; the gradient is zero afterwards. Rows that were not used keep their moments.</summary>
    public void Step(AdamStep step)
    {
        foreach (var (start, end) in Ranges())
        {
            for (var i = start; i < end; i++)
            {
                var g = Gradient[i] * step.Scale;
                Gradient[i] = 0;
                _mean[i] += (1 - AdamStep.MeanDecay) * (g - _mean[i]);
                _square[i] += (1 - AdamStep.SquareDecay) * ((g * g) - _square[i]);
                Values[i] -= step.Rate * (_mean[i] * step.MeanCorrection) / (MathF.Sqrt(_square[i] * step.SquareCorrection) + 1e-6f);
            }
        }

        foreach (var row in Touched) _isTouched[row] = false;
        Touched.Clear();
    }

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
