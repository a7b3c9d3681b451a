using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace IngestWorker.Events.Pairs;

/// <summary>
/// A log-linear model of the event between two phrases: each feature's weight for each type. Made by infra/training/pairs.
/// CONCEDE and RETREAT are one class here ("YIELD"), which the lexicon divides.
/// </summary>
internal sealed class PairModel
{
    private readonly FrozenDictionary<string, float[]> _weights;

    public PairModel(IReadOnlyList<string> types, IReadOnlyDictionary<string, float[]> weights)
    {
        Types = types;
        _weights = weights.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public IReadOnlyList<string> Types { get; }

    /// <summary>The probability of each type.</summary>
    public double[] Read(IEnumerable<string> features)
    {
        var scores = new double[Types.Count];
        foreach (var feature in features.Order(StringComparer.Ordinal))
        {
            if (!_weights.TryGetValue(feature, out var weights)) continue;
            for (var t = 0; t < scores.Length; t++) scores[t] += weights[t];
        }

        var highest = scores.Max();
        var sum = 0.0;
        for (var t = 0; t < scores.Length; t++) sum += scores[t] = Math.Exp(scores[t] - highest);
        for (var t = 0; t < scores.Length; t++) scores[t] /= sum;
        return scores;
    }

    /// <summary>First line: the types; then a feature a line with its weights in hundredths.</summary>
    public static PairModel Embedded()
    {
        using var lines = DataFile.Lines("pairs").GetEnumerator();
        if (!lines.MoveNext()) throw new InvalidOperationException("The embedded table 'pairs' is empty.");
        var types = lines.Current.Split(' ');
        Dictionary<string, float[]> weights = new(StringComparer.Ordinal);
        while (lines.MoveNext())
        {
            var fields = lines.Current.Split('|');
            weights[fields[0]] = [.. fields[1].Split(' ').Select(w => int.Parse(w, CultureInfo.InvariantCulture) / 100f)];
        }

        return new PairModel(types, weights);
    }

    public string Write(string comment)
    {
        StringBuilder text = new();
        text.Append("# ").Append(comment).Append('\n').AppendJoin(' ', Types).Append('\n');
        foreach (var (feature, weights) in _weights.OrderBy(w => w.Key, StringComparer.Ordinal))
        {
            int[] hundredths = [.. weights.Select(w => (int)Math.Round(w * 100))];
            if (feature.Contains('|', StringComparison.Ordinal) || feature.StartsWith('#') || hundredths.All(w => w == 0)) continue;
            text.Append(feature).Append('|').AppendJoin(' ', hundredths).Append('\n');
        }

        return text.ToString();
    }
}
