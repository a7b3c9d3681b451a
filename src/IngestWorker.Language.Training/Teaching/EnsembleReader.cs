using System.Runtime.InteropServices;
using IngestWorker.Language.Network;

namespace IngestWorker.Language.Training.Teaching;

/// <summary>
/// Reads sentences with several networks together: their probabilities are averaged, and the most probable tags, tree and names
/// are what a single network learns from. All networks share their labels; words and shapes may differ.
/// </summary>
internal sealed class EnsembleReader
{
    private const float Forbidden = -1e9f;
    private const int SentencesAtATime = 16;
    private readonly Teacher[] _teachers;
    private readonly CompiledModel[] _indexes;
    private readonly LabelSet _labels;
    private readonly TrainingProduct _product = new();
    private readonly SpanningTree _tree = new();

    public EnsembleReader(IReadOnlyList<Teacher> teachers)
    {
        _teachers = [.. teachers];
        _indexes = [.. teachers.Select(t => new CompiledModel(t.Model))];
        _labels = teachers[0].Model.Labels;
        if (teachers.Any(t => !t.Model.Labels.Analyses.SequenceEqual(_labels.Analyses) || !t.Model.Labels.Deprels.SequenceEqual(_labels.Deprels)))
            throw new ArgumentException("The networks do not share their labels.");
    }

    /// <returns>The sentences with the labels that the networks give them.</returns>
    public List<TrainingSentence> Read(IReadOnlyList<TrainingSentence> sentences)
    {
        var result = new List<TrainingSentence>();
        foreach (var some in sentences.Chunk(SentencesAtATime))
        {
            var readings = Enumerable.Range(0, _teachers.Length).Select(t => Run(t, some)).ToArray();
            var start = 0;
            foreach (var sentence in some)
            {
                result.Add(Decide(sentence.Forms, readings, start));
                start += sentence.Count + 1;
            }
        }

        return result;
    }

    private TrainingSentence Decide(string[] forms, Reading[] readings, int start)
    {
        var count = forms.Length + 1;
        var (tagColumns, relationColumns) = (_labels.TagColumns, _labels.DeprelColumns);
        var tags = new float[count * tagColumns];
        var names = new float[count * LabelSet.NameColumns];
        var arcs = new float[count * count];
        foreach (var reading in readings)
        {
            for (var w = 1; w < count; w++)
            {
                var row = start + w;
                AddProbabilities(reading.Tags.AsSpan(row * tagColumns, LabelSet.UposCount), tags.AsSpan(w * tagColumns));
                AddProbabilities(reading.Tags.AsSpan((row * tagColumns) + LabelSet.UposCount, _labels.Xpos.Length), tags.AsSpan((w * tagColumns) + LabelSet.UposCount));
                AddProbabilities(reading.Tags.AsSpan((row * tagColumns) + _labels.CoarseColumns, _labels.Feats.Length), tags.AsSpan((w * tagColumns) + _labels.CoarseColumns));
                AddProbabilities(reading.Names.AsSpan(row * LabelSet.NameColumns, LabelSet.NameTagCount), names.AsSpan(w * LabelSet.NameColumns));
                AddProbabilities(ArcScores(reading, start, w, count), arcs.AsSpan(w * count));
            }
        }

        Logarithm(tags);
        Logarithm(names);
        Logarithm(arcs);
        var heads = new int[count];
        _tree.Find(arcs, count, count, heads);
        var path = new int[forms.Length];
        NamePath.Best(names.AsSpan(LabelSet.NameColumns), LabelSet.NameColumns, path);
        var best = Enumerable.Range(1, forms.Length).Select(w => Analysis(tags.AsSpan(w * tagColumns, tagColumns))).ToArray();
        var relations = new int[forms.Length];
        var scores = new float[relationColumns];
        for (var w = 1; w < count; w++)
        {
            scores.AsSpan().Clear();
            foreach (var reading in readings) AddProbabilities(RelationScores(reading, start + w, start + heads[w]), scores);
            var root = _indexes[0].RootRelation;
            relations[w - 1] = heads[w] == 0 ? root : Enumerable.Range(0, _labels.Deprels.Length).Where(r => r != root).MaxBy(r => scores[r]);
        }

        return new TrainingSentence
        {
            Forms = forms,
            Upos = [.. best.Select(a => _labels.Analyses[a].Upos)],
            Xpos = [.. best.Select(a => _labels.Analyses[a].Xpos)],
            Feats = [.. best.Select(a => _labels.Analyses[a].Feats)],
            Heads = heads[1..],
            Deprels = relations,
            Names = path,
        };
    }

    private int Analysis(ReadOnlySpan<float> logs)
    {
        var (best, bestScore) = (0, float.NegativeInfinity);
        for (var i = 0; i < _labels.Analyses.Length; i++)
        {
            var (upos, xpos, feats) = _labels.Analyses[i];
            var score = logs[upos] + logs[LabelSet.UposCount + xpos] + logs[_labels.CoarseColumns + feats];
            if (score > bestScore) (best, bestScore) = (i, score);
        }

        return best;
    }

    private static float[] ArcScores(Reading reading, int start, int word, int count)
    {
        var (a, p) = (reading.Model.Shape.ArcWidth, reading.Model.Shape.Projected);
        var scores = new float[count];
        var dependent = reading.Matched.AsSpan((start + word) * a, a);
        for (var h = 0; h < count; h++)
        {
            var head = reading.Heads.AsSpan(((start + h) * p) + a, a);
            scores[h] = h == word ? Forbidden : VectorMath.Dot(dependent, head) + VectorMath.Dot(head, reading.Model.ArcBias.Values);
        }

        return scores;
    }

    private ReadOnlySpan<float> RelationScores(Reading reading, int word, int head)
    {
        var (a, l, p) = (reading.Model.Shape.ArcWidth, reading.Model.Shape.LabelWidth, reading.Model.Shape.Projected);
        var hidden = reading.Heads.AsSpan((word * p) + (2 * a), l).ToArray();
        VectorMath.Add(hidden, reading.Heads.AsSpan((head * p) + (2 * a) + l, l));
        Activation.Apply(hidden);
        var scores = reading.Model.LabelBias.Values.ToArray();
        _product.Add(1, _labels.DeprelColumns, l, new(hidden, l), new(reading.Model.LabelWeights.Values, _labels.DeprelColumns), new(scores, _labels.DeprelColumns));
        return scores.AsSpan(0, _labels.Deprels.Length);
    }

    // target += softmax of the scores.
    private static void AddProbabilities(ReadOnlySpan<float> scores, Span<float> target)
    {
        var max = float.NegativeInfinity;
        foreach (var score in scores) max = Math.Max(max, score);
        var sum = 0f;
        foreach (var score in scores) sum += MathF.Exp(score - max);
        for (var i = 0; i < scores.Length; i++) target[i] += MathF.Exp(scores[i] - max) / sum;
    }

    private static void Logarithm(Span<float> values)
    {
        foreach (ref var value in values) value = MathF.Log(value + 1e-9f);
    }

    private Reading Run(int teacher, IReadOnlyList<TrainingSentence> sentences)
    {
        var model = _teachers[teacher].Model;
        var (shape, d, n) = (model.Shape, model.Shape.Width, sentences.Sum(s => s.Count + 1));
        var (x, y) = (new float[n * d], new float[n * d]);
        Embed(_indexes[teacher], sentences, d, x);
        if (_teachers[teacher].Context is { } context) AddContext(sentences, n, context, x);
        float[] tags = [];
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var projected = new float[n * 3 * d];
            _product.Add(n, 3 * d, d, new(x, d), new(model.LayerWeights[layer].Values, 3 * d), new(projected, 3 * d));
            var start = 0;
            foreach (var sentence in sentences)
            {
                Recurrence.Run(projected.AsSpan(start * 3 * d), x.AsSpan(start * d), model.LayerGates[layer].Values, y.AsSpan(start * d), sentence.Count + 1, d / 2);
                start += sentence.Count + 1;
            }

            (x, y) = (y, x);
            if (layer + 1 == shape.TagLayer) tags = Scores(n, x, model.TagWeights, model.TagBias);
        }

        var heads = Scores(n, x, model.Projection, model.ProjectionBias);
        var (p, a) = (shape.Projected, shape.ArcWidth);
        for (var row = 0; row < n; row++)
        {
            Activation.Apply(heads.AsSpan(row * p, 2 * a));
            Activation.Apply(heads.AsSpan(((row + 1) * p) - shape.NameWidth, shape.NameWidth));
        }

        var matched = new float[n * a];
        _product.Add(n, a, a, new(heads, p), new(model.ArcWeights.Values, a), new(matched, a));
        var names = new float[n * LabelSet.NameColumns];
        for (var row = 0; row < n; row++) model.NameBias.Values.CopyTo(names.AsSpan(row * LabelSet.NameColumns));
        _product.Add(n, LabelSet.NameColumns, shape.NameWidth, new(heads, p, p - shape.NameWidth), new(model.NameWeights.Values, LabelSet.NameColumns), new(names, LabelSet.NameColumns));
        return new Reading(model, tags, heads, matched, names);
    }

    private float[] Scores(int n, float[] x, Tensor weights, Tensor bias)
    {
        var scores = new float[n * weights.Columns];
        for (var row = 0; row < n; row++) bias.Values.CopyTo(scores.AsSpan(row * weights.Columns));
        _product.Add(n, weights.Columns, weights.Rows, new(x, weights.Rows), new(weights.Values, weights.Columns), new(scores, weights.Columns));
        return scores;
    }

    private void AddContext(IReadOnlyList<TrainingSentence> sentences, int n, Tensor matrix, float[] x)
    {
        var (width, row) = (matrix.Rows, 0);
        var context = new float[n * width];
        foreach (var sentence in sentences)
        {
            var known = sentence.Context ?? throw new ArgumentException("A teacher with a pretrained encoder reads sentences that the encoder has read.");
            for (var i = 0; i < known.Length; i++) context[((row + 1) * width) + i] = (float)known[i];
            row += sentence.Count + 1;
        }

        _product.Add(n, matrix.Columns, width, new(context, width), new(matrix.Values, matrix.Columns), new(x, matrix.Columns));
    }

    private static void Embed(CompiledModel index, IReadOnlyList<TrainingSentence> sentences, int width, float[] x)
    {
        var row = 0;
        foreach (var sentence in sentences)
        {
            index.EmbedRoot(x.AsSpan(row++ * width, width));
            foreach (var form in sentence.Forms) index.Embed(form, x.AsSpan(row++ * width, width));
        }
    }

    private sealed record Reading(NetworkModel Model, float[] Tags, float[] Heads, float[] Matched, float[] Names);
}

/// <summary>A trained network that others learn from.</summary>
/// <param name="Model">The network.</param>
/// <param name="Context">The matrix through which a pretrained encoder speaks to it; null for a network without.</param>
internal sealed record Teacher(NetworkModel Model, Tensor? Context)
{
    /// <param name="path">The network; where a pretrained encoder speaks to it, its matrix lies beside it.</param>
    public static Teacher Read(string path)
    {
        using var stored = File.OpenRead(path);
        var model = ModelFile.Read(stored);
        if (!File.Exists(ContextPath(path))) return new Teacher(model, null);
        var context = new Tensor(PretrainedEncoder.Width, model.Shape.Width);
        MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(ContextPath(path))).CopyTo(context.Values);
        return new Teacher(model, context);
    }

    public void Write(string path)
    {
        using (var output = File.Create(path)) ModelFile.Write(output, Model);
        if (Context is not null) File.WriteAllBytes(ContextPath(path), MemoryMarshal.AsBytes(Context.Values.AsSpan()));
    }

    private static string ContextPath(string path) => path + ".context";
}
