using System.Runtime.Intrinsics;
using IngestWorker.Language.Network;
using IngestWorker.Language.Training.Teaching;

namespace IngestWorker.Language.Training;

/// <summary>
/// One step of training: forwards with everything kept, backwards by hand. It stays one class because each line of the way
/// back mirrors one of the way there.
/// </summary>
internal sealed class Trainer
{
    private const float ContextRange = 0.06f;
    private const float ContextDropout = 0.2f;
    private readonly NetworkModel _model;
    private readonly CompiledModel _index;
    private readonly Chance _chance;
    private readonly NetworkShape _shape;
    private readonly LabelSet _labels;
    private readonly int[] _frequency;
    private readonly Parameter _words;
    private readonly Parameter _hashed;
    private readonly Parameter[] _layers;
    private readonly Parameter[] _gates;
    private readonly Parameter _tag, _tagBias, _proj, _projBias, _arc, _arcBias, _label, _labelBias, _name, _nameBias;
    private readonly Parameter? _cloze, _clozeBias;
    private readonly Parameter? _context;
    private readonly KnownPieces? _pieces;
    private readonly float[]? _pieceBase;
    private readonly int[] _clozeClass;
    private readonly int[] _clozeTargets;
    private readonly Parameter[] _all;
    private readonly Parameter[] _withCloze;
    private readonly Buffers _buffers = new();
    private readonly TrainingProduct _product = new();
    private int _step;

    /// <param name="model">The model to train.</param>
    /// <param name="frequency">How often each known word was seen.</param>
    /// <param name="chance">Where all chance comes from.</param>
    /// <param name="clozeWords">How many words can be asked for in a gap; 0 for no training on plain text.</param>
    /// <param name="isTrained">True to go on from the model's weights.</param>
    /// <param name="context">The matrix through which a pretrained encoder speaks, channels of the encoder x width; null for a network without.</param>
    /// <param name="pieces">What the encoder knows of single pieces, for a network that will have it as its table of pieces; null where each sentence brings what the encoder knows of it.</param>
    public Trainer(NetworkModel model, int[] frequency, Chance chance, int clozeWords, bool isTrained = false, Tensor? context = null, KnownPieces? pieces = null)
    {
        (_model, _index, _frequency, _chance, _shape, _labels) = (model, new CompiledModel(model), frequency, chance, model.Shape, model.Labels);
        model.WordTable.ForgetStored();
        model.HashTable.ForgetStored();
        if (!isTrained) Initialize();
        _words = new Parameter(model.WordTable, sparse: true);
        _hashed = new Parameter(model.HashTable, sparse: true);
        _layers = [.. model.LayerWeights.Select(t => new Parameter(t))];
        _gates = [.. model.LayerGates.Select(t => new Parameter(t))];
        (_tag, _tagBias, _proj, _projBias) = (new(model.TagWeights), new(model.TagBias), new(model.Projection), new(model.ProjectionBias));
        (_arc, _arcBias, _label, _labelBias) = (new(model.ArcWeights), new(model.ArcBias), new(model.LabelWeights), new(model.LabelBias));
        (_name, _nameBias) = (new(model.NameWeights), new(model.NameBias));
        _clozeClass = new int[model.Words.Length];
        _clozeTargets = new int[1 << 14];
        _clozeClass.AsSpan().Fill(-1);
        var asked = Enumerable.Range(2, model.Words.Length - 2).OrderByDescending(r => frequency[r]).ThenBy(r => r).Take(clozeWords).ToArray();
        for (var c = 0; c < asked.Length; c++) _clozeClass[asked[c]] = c;
        if (clozeWords > 0)
        {
            (_cloze, _clozeBias) = (new(new Tensor(_shape.Width, MatrixProduct.Padded(clozeWords))), new(new Tensor(1, MatrixProduct.Padded(clozeWords))));
            _chance.Fill(_cloze.Values, 0.05f);
        }

        if (context is not null)
        {
            _context = new(context);
            _pieces = pieces;
            if (pieces is null) _chance.Fill(context.Values, ContextRange);
            else if (model.PieceTable.Stored is not null) _pieceBase = [.. model.PieceTable.Values];
            model.PieceTable.ForgetStored();
        }

        _all = [_words, _hashed, .. _layers, .. _gates, _tag, _tagBias, _proj, _projBias, _arc, _arcBias, _label, _labelBias, _name, _nameBias, .. _context is null ? (Parameter[])[] : [_context]];
        _withCloze = _cloze is null ? _all : [.. _all, _cloze, _clozeBias!];
    }

    /// <summary>The share of channels that is hidden in each step, in layers and in what is read from them.</summary>
    public float Dropout { get; init; } = 0.3f;

    public double TagLoss { get; private set; }

    public double ArcLoss { get; private set; }

    public double LabelLoss { get; private set; }

    public double NameLoss { get; private set; }

    public double ClozeLoss { get; private set; }

    /// <summary>Works out the table of pieces from what the encoder knows of them and the present matrix.</summary>
    public void FillPieces()
    {
        if (_pieces is null) return;
        var table = _model.PieceTable;
        table.Values.AsSpan().Clear();
        _pieceBase?.CopyTo(table.Values, 0);
        var known = new float[PretrainedEncoder.Width];
        for (var row = 0; row < table.Rows; row++)
        {
            _pieces.Mean([row], known);
            _product.Add(1, table.Columns, known.Length, new(known, known.Length), new(_context!.Values, table.Columns), new(table.Values, table.Columns, row * table.Columns));
        }
    }

    public void ResetLosses() => TagLoss = ArcLoss = LabelLoss = NameLoss = ClozeLoss = 0;

    /// <summary>Counts the present weights into their mean over time.</summary>
    public void Average(float share)
    {
        foreach (var parameter in _all) parameter.Average(share);
    }

    /// <summary>Puts the mean of the weights in the place of the last ones, or back.</summary>
    public void SwapAverage()
    {
        foreach (var parameter in _all) parameter.SwapAverage();
    }

    private void Initialize()
    {
        _chance.Fill(_model.WordTable.Values, 0.4f);
        _chance.Fill(_model.HashTable.Values, 0.15f);
        foreach (var tensor in _model.LayerWeights.Concat([_model.TagWeights, _model.Projection, _model.LabelWeights, _model.NameWeights]))
            _chance.Fill(tensor.Values, MathF.Sqrt(3f / tensor.Rows));
        foreach (var gates in _model.LayerGates) _chance.Fill(gates.Values.AsSpan(0, 0), 0);
        var arcRange = 1f / _shape.ArcWidth;
        _chance.Fill(_model.ArcWeights.Values, arcRange * 2);
    }

    /// <param name="batch">Sentences to learn from together.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="cloze">True to guess hidden words instead of tags, trees and names.</param>
    public void Learn(IReadOnlyList<TrainingSentence> batch, float rate, bool cloze = false)
    {
        var n = batch.Sum(s => s.Count + 1);
        var (d, h, layers) = (_shape.Width, _shape.Width / 2, _shape.Layers);
        var starts = new int[batch.Count];
        for (var s = 1; s < batch.Count; s++) starts[s] = starts[s - 1] + batch[s - 1].Count + 1;

        // Words.
        var rows = new int[n];
        var hashed = new int[n * WordFeatures.Count];
        var x = new float[layers + 1][];
        for (var l = 0; l <= layers; l++) x[l] = _buffers.Get($"x{l}", n * d);
        Embed(batch, starts, rows, hashed, x[0], cloze);
        var context = _context is null ? null : AddContext(batch, starts, hashed, n, x[0]);

        // Layers.
        var masks = new float[layers + 2][];
        for (var l = 0; l < layers + 2; l++) masks[l] = SentenceMasks($"m{l}", batch, starts, n, d);
        var u = new float[layers][];
        var dropped = new float[layers][];
        var state = new float[layers][];
        var forget = new float[layers][];
        var let = new float[layers][];
        for (var l = 0; l < layers; l++)
        {
            u[l] = _buffers.Get($"u{l}", n * 3 * d, clear: true);
            dropped[l] = _buffers.Get($"xd{l}", n * d);
            state[l] = _buffers.Get($"c{l}", n * d);
            forget[l] = _buffers.Get($"f{l}", n * d);
            let[l] = _buffers.Get($"r{l}", n * d);
            Multiply(x[l], masks[l], dropped[l], n * d);
            _product.Add(n, 3 * d, d, new(dropped[l], d), new(_layers[l].Values, 3 * d), new(u[l], 3 * d));
            foreach (var (sentence, start) in batch.Zip(starts))
                RecurrenceGradient.Forward(u[l], x[l], _gates[l].Values, state[l], forget[l], let[l], x[l + 1], start, sentence.Count + 1, h);
        }

        var dx = new float[layers + 1][];
        for (var l = 0; l <= layers; l++) dx[l] = _buffers.Get($"dx{l}", n * d, clear: true);
        var weight = 1f / n;
        if (cloze)
        {
            Cloze(n, x[layers], dx[layers]);
        }
        else
        {
            Tags(batch, starts, n, x[_shape.TagLayer], masks[layers], dx[_shape.TagLayer], weight);
            Trees(batch, starts, n, x[layers], masks[layers + 1], dx[layers], weight);
        }

        for (var l = layers - 1; l >= 0; l--)
        {
            var du = _buffers.Get("du", n * 3 * d, clear: true);
            foreach (var (sentence, start) in batch.Zip(starts))
                RecurrenceGradient.Backward(u[l], x[l], _gates[l], state[l], forget[l], let[l], dx[l + 1], du, dx[l], start, sentence.Count + 1, h);
            var dd = _buffers.Get("dd", n * d, clear: true);
            _product.Add(n, d, 3 * d, new(du, 3 * d), new(_layers[l].Values, 3 * d, IsTurned: true), new(dd, d));
            AddProduct(dd, masks[l], dx[l], n * d);
            _product.Add(d, 3 * d, n, new(dropped[l], d, IsTurned: true), new(du, 3 * d), new(_layers[l].Gradient, 3 * d));
        }

        if (context is not null) _product.Add(_context!.Tensor.Rows, d, n, new(context, _context.Tensor.Rows, IsTurned: true), new(dx[0], d), new(_context.Gradient, d));
        BackToWords(rows, hashed, dx[0], n);
        Update(rate, cloze ? _withCloze : _all);
    }

    private void Update(float rate, Parameter[] parameters)
    {
        _step++;
        var norm = Math.Sqrt(parameters.Sum(p => p.SquaredNorm()));
        var scale = norm > 2 ? (float)(2 / norm) : 1f;
        var step = AdamStep.At(_step, rate, scale);
        foreach (var parameter in parameters) parameter.Step(step);
    }

    private void Embed(IReadOnlyList<TrainingSentence> batch, int[] starts, int[] rows, int[] hashed, float[] x, bool cloze)
    {
        var d = _shape.Width;
        Span<char> normal = stackalloc char[WordFeatures.MaxLength];
        for (var s = 0; s < batch.Count; s++)
        {
            _clozeTargets[starts[s]] = -1;
            rows[starts[s]] = CompiledModel.RootRow;
            hashed[starts[s] * WordFeatures.Count] = -1;
            x.AsSpan(starts[s] * d, d).Clear();
            _model.WordTable.Row(CompiledModel.RootRow).CopyTo(x.AsSpan(starts[s] * d, d));
            _words.Touch(CompiledModel.RootRow);
            for (var w = 0; w < batch[s].Count; w++)
            {
                var at = starts[s] + w + 1;
                var form = batch[s].Forms[w];
                var length = WordFeatures.Normalize(form, normal);
                var row = _index.RowOf(normal[..length]);
                _clozeTargets[at] = -1;
                if (cloze && _chance.Next() < 0.2f)
                {
                    // A gap shows neither the word nor its affixes.
                    (_clozeTargets[at], rows[at]) = (_clozeClass[row], CompiledModel.UnknownRow);
                    hashed[at * WordFeatures.Count] = -1;
                    _words.Touch(CompiledModel.UnknownRow);
                    x.AsSpan(at * d, d).Clear();
                    _model.WordTable.Row(CompiledModel.UnknownRow).CopyTo(x.AsSpan(at * d, d));
                    continue;
                }

                // A word seen seldom is often hidden, so that the network learns to read unknown words.
                if (row > 1 && _chance.Next() < 0.4f / (0.4f + _frequency[row])) row = CompiledModel.UnknownRow;
                rows[at] = row;
                _words.Touch(row);
                var h = hashed.AsSpan(at * WordFeatures.Count, WordFeatures.Count);
                WordFeatures.Hash(form, normal[..length], h);
                var vector = x.AsSpan(at * d, d);
                _model.WordTable.Row(row).CopyTo(vector);
                var sum = vector[(d / 2)..];
                sum.Clear();
                foreach (var f in h)
                {
                    _hashed.Touch(f);
                    VectorMath.Add(sum, _model.HashTable.Row(f));
                }
            }
        }
    }

    private float[] AddContext(IReadOnlyList<TrainingSentence> batch, int[] starts, int[] hashed, int n, float[] x)
    {
        var width = _context!.Tensor.Rows;
        var context = _buffers.Get("context", n * width, clear: true);
        var mask = _buffers.Get("contextmask", width);
        for (var s = 0; s < batch.Count; s++)
        {
            if (_pieces is null && batch[s].Context is null) continue;
            foreach (ref var value in mask.AsSpan(0, width)) value = _chance.Next() < ContextDropout ? 0 : 1 / (1 - ContextDropout);
            var target = context.AsSpan((starts[s] + 1) * width, batch[s].Count * width);
            for (var w = 0; w < batch[s].Count; w++)
            {
                var at = starts[s] + w + 1;
                // A gap shows nothing of its word.
                if (hashed[at * WordFeatures.Count] >= 0) Know(batch[s], w, target.Slice(w * width, width), x.AsSpan(at * _shape.Width, _shape.Width));
            }

            for (var i = 0; i < target.Length; i++) target[i] *= mask[i % width];
        }

        _product.Add(n, _shape.Width, width, new(context, width), new(_context.Values, _shape.Width), new(x, _shape.Width));
        return context;
    }

    private void Know(TrainingSentence sentence, int word, Span<float> known, Span<float> vector)
    {
        if (_pieces is null)
        {
            for (var i = 0; i < known.Length; i++) known[i] = (float)sentence.Context![(word * known.Length) + i];
            return;
        }

        Span<int> rows = stackalloc int[WordPieces.MaxLength];
        rows = rows[.._pieces.Cut(sentence.Forms[word], rows)];
        _pieces.Mean(rows, known);
        if (_pieceBase is null) return;
        foreach (var row in rows)
        {
            for (var i = 0; i < vector.Length; i++) vector[i] += _pieceBase[(row * vector.Length) + i] / rows.Length;
        }
    }

    private void BackToWords(int[] rows, int[] hashed, float[] dx, int n)
    {
        var (d, half) = (_shape.Width, _shape.Width / 2);
        for (var w = 0; w < n; w++)
        {
            Add(_words.Gradient.AsSpan(rows[w] * half, half), dx.AsSpan(w * d, half));
            if (hashed[w * WordFeatures.Count] < 0) continue;
            for (var f = 0; f < WordFeatures.Count; f++)
                Add(_hashed.Gradient.AsSpan(hashed[(w * WordFeatures.Count) + f] * half, half), dx.AsSpan((w * d) + half, half));
        }
    }

    private void Cloze(int n, float[] x, float[] dx)
    {
        var d = _shape.Width;
        var columns = _cloze!.Tensor.Columns;
        var gaps = Enumerable.Range(0, n).Where(w => _clozeTargets[w] >= 0).ToArray();
        var (states, scores) = (_buffers.Get("gaps", gaps.Length * d), _buffers.Get("gapscores", gaps.Length * columns));
        for (var g = 0; g < gaps.Length; g++)
        {
            x.AsSpan(gaps[g] * d, d).CopyTo(states.AsSpan(g * d));
            _clozeBias!.Values.CopyTo(scores.AsSpan(g * columns));
        }

        _product.Add(gaps.Length, columns, d, new(states, d), new(_cloze.Values, columns), new(scores, columns));
        for (var g = 0; g < gaps.Length; g++)
            ClozeLoss += CrossEntropy(scores.AsSpan(g * columns, columns), _clozeTargets[gaps[g]], 1f / Math.Max(1, gaps.Length));
        Backward(_cloze, _clozeBias!, scores, columns, states, d, gaps.Length, "gapdx", out var dstates);
        for (var g = 0; g < gaps.Length; g++) Add(dx.AsSpan(gaps[g] * d, d), dstates.AsSpan(g * d, d));
    }

    private void Tags(IReadOnlyList<TrainingSentence> batch, int[] starts, int n, float[] x, float[] mask, float[] dx, float weight)
    {
        var (d, columns) = (_shape.Width, _labels.TagColumns);
        var dropped = _buffers.Get("tagx", n * d);
        Multiply(x, mask, dropped, n * d);
        var scores = _buffers.Get("tags", n * columns);
        for (var w = 0; w < n; w++) _tagBias.Values.CopyTo(scores.AsSpan(w * columns));
        _product.Add(n, columns, d, new(dropped, d), new(_tag.Values, columns), new(scores, columns));
        for (var s = 0; s < batch.Count; s++)
        {
            var sentence = batch[s];
            for (var w = -1; w < sentence.Count; w++)
            {
                var row = scores.AsSpan((starts[s] + w + 1) * columns, columns);
                if (w < 0 || sentence.Upos is null)
                {
                    row.Clear();
                    continue;
                }

                TagLoss += CrossEntropy(row[..LabelSet.UposCount], sentence.Upos[w], weight);
                TagLoss += CrossEntropy(row.Slice(LabelSet.UposCount, _labels.Xpos.Length), sentence.Xpos![w], weight);
                row[(LabelSet.UposCount + _labels.Xpos.Length).._labels.CoarseColumns].Clear();
                TagLoss += CrossEntropy(row.Slice(_labels.CoarseColumns, _labels.Feats.Length), sentence.Feats![w], weight * 0.5f);
                row[(_labels.CoarseColumns + _labels.Feats.Length)..].Clear();
            }
        }

        Backward(_tag, _tagBias, scores, columns, dropped, d, n, "tagdx", out var dd);
        AddProduct(dd, mask, dx, n * d);
    }

    private void Trees(IReadOnlyList<TrainingSentence> batch, int[] starts, int n, float[] x, float[] mask, float[] dx, float weight)
    {
        var (d, p, a, l) = (_shape.Width, _shape.Projected, _shape.ArcWidth, _shape.LabelWidth);
        var dropped = _buffers.Get("projx", n * d);
        Multiply(x, mask, dropped, n * d);
        var heads = _buffers.Get("heads", n * p);
        for (var w = 0; w < n; w++) _projBias.Values.CopyTo(heads.AsSpan(w * p));
        _product.Add(n, p, d, new(dropped, d), new(_proj.Values, p), new(heads, p));
        // The slope of rectifier and dropout together, for the way back. The label parts are rectified after their sum.
        var slope = _buffers.Get("slope", n * p);
        for (var w = 0; w < n; w++)
        {
            for (var i = 0; i < p; i++)
            {
                var at = (w * p) + i;
                if (i >= 2 * a && i < (2 * a) + (2 * l))
                {
                    slope[at] = 1;
                    continue;
                }

                slope[at] = (heads[at] < 0 ? Activation.Slope : 1) * (_chance.Next() < Dropout ? 0 : 1 / (1 - Dropout));
                heads[at] *= slope[at];
            }
        }

        var dheads = _buffers.Get("dheads", n * p, clear: true);
        Arcs(batch, starts, n, heads, dheads, weight);
        Labels(batch, starts, n, heads, dheads, weight);
        Names(batch, starts, n, heads, dheads, weight);
        Multiply(dheads, slope, dheads, n * p);
        Backward(_proj, _projBias, dheads, p, dropped, d, n, "projdx", out var dd);
        AddProduct(dd, mask, dx, n * d);
    }

    private void Arcs(IReadOnlyList<TrainingSentence> batch, int[] starts, int n, float[] heads, float[] dheads, float weight)
    {
        var (p, a) = (_shape.Projected, _shape.ArcWidth);
        var matched = _buffers.Get("matched", n * a, clear: true);
        _product.Add(n, a, a, new(heads, p), new(_arc.Values, a), new(matched, a));
        var dmatched = _buffers.Get("dmatched", n * a, clear: true);
        for (var s = 0; s < batch.Count; s++)
        {
            if (batch[s].Heads is not { } gold) continue;
            var (start, count) = (starts[s], batch[s].Count + 1);
            var stride = MatrixProduct.Padded(count);
            var turned = _buffers.Get("turned", a * stride, clear: true);
            var arcs = _buffers.Get("arcs", stride * stride, clear: true);
            for (var h = 0; h < count; h++)
            {
                var head = heads.AsSpan(((start + h) * p) + a, a);
                var bias = 0f;
                for (var i = 0; i < a; i++)
                {
                    turned[(i * stride) + h] = head[i];
                    bias += head[i] * _arcBias.Values[i];
                }

                for (var w = 1; w < count; w++) arcs[(w * stride) + h] = bias;
            }

            _product.Add(count, stride, a, new(matched, a, start * a), new(turned, stride), new(arcs, stride));
            arcs.AsSpan(0, stride).Clear();
            for (var w = 1; w < count; w++)
            {
                var row = arcs.AsSpan(w * stride, stride);
                row[w] = -1e9f;
                ArcLoss += CrossEntropy(row[..count], gold[w - 1], weight);
                row[count..].Clear();
            }

            // scores = matched · headsᵀ + bias
            var headRows = _buffers.Get("headrows", stride * a, clear: true);
            for (var h = 0; h < count; h++) heads.AsSpan(((start + h) * p) + a, a).CopyTo(headRows.AsSpan(h * a));
            _product.Add(count, a, stride, new(arcs, stride), new(headRows, a), new(dmatched, a, start * a));
            var dhead = _buffers.Get("dhead", stride * a, clear: true);
            _product.Add(count, a, count, new(arcs, stride, IsTurned: true), new(matched, a, start * a), new(dhead, a));
            for (var h = 0; h < count; h++)
            {
                var total = 0f;
                for (var w = 1; w < count; w++) total += arcs[(w * stride) + h];
                var target = dheads.AsSpan(((start + h) * p) + a, a);
                var head = heads.AsSpan(((start + h) * p) + a, a);
                for (var i = 0; i < a; i++)
                {
                    target[i] += dhead[(h * a) + i] + (total * _arcBias.Values[i]);
                    _arcBias.Gradient[i] += total * head[i];
                }
            }
        }

        _product.Add(n, a, a, new(dmatched, a), new(_arc.Values, a, IsTurned: true), new(dheads, p));
        _product.Add(a, a, n, new(heads, p, IsTurned: true), new(dmatched, a), new(_arc.Gradient, a));
    }

    private void Labels(IReadOnlyList<TrainingSentence> batch, int[] starts, int n, float[] heads, float[] dheads, float weight)
    {
        var (p, l, columns) = (_shape.Projected, _shape.LabelWidth, _labels.DeprelColumns);
        var (dep, gov) = (2 * _shape.ArcWidth, (2 * _shape.ArcWidth) + l);
        var hidden = _buffers.Get("lhidden", n * l, clear: true);
        var slope = _buffers.Get("lslope", n * l, clear: true);
        var scores = _buffers.Get("lscores", n * columns);
        for (var s = 0; s < batch.Count; s++)
        {
            for (var w = 1; batch[s].Heads is { } gold && w <= batch[s].Count; w++)
            {
                var at = starts[s] + w;
                var governor = starts[s] + gold[w - 1];
                for (var i = 0; i < l; i++)
                {
                    var value = heads[(at * p) + dep + i] + heads[(governor * p) + gov + i];
                    slope[(at * l) + i] = (value < 0 ? Activation.Slope : 1) * (_chance.Next() < Dropout ? 0 : 1 / (1 - Dropout));
                    hidden[(at * l) + i] = value * slope[(at * l) + i];
                }
            }
        }

        for (var w = 0; w < n; w++) _labelBias.Values.CopyTo(scores.AsSpan(w * columns));
        _product.Add(n, columns, l, new(hidden, l), new(_label.Values, columns), new(scores, columns));
        for (var s = 0; s < batch.Count; s++)
        {
            for (var w = 0; w <= batch[s].Count; w++)
            {
                var row = scores.AsSpan((starts[s] + w) * columns, columns);
                if (w == 0 || batch[s].Deprels is null)
                {
                    row.Clear();
                    continue;
                }

                LabelLoss += CrossEntropy(row[.._labels.Deprels.Length], batch[s].Deprels![w - 1], weight);
                row[_labels.Deprels.Length..].Clear();
            }
        }

        Backward(_label, _labelBias, scores, columns, hidden, l, n, "ldx", out var dhidden);
        for (var s = 0; s < batch.Count; s++)
        {
            for (var w = 1; batch[s].Heads is { } gold && w <= batch[s].Count; w++)
            {
                var at = starts[s] + w;
                var governor = starts[s] + gold[w - 1];
                for (var i = 0; i < l; i++)
                {
                    var g = dhidden[(at * l) + i] * slope[(at * l) + i];
                    dheads[(at * p) + dep + i] += g;
                    dheads[(governor * p) + gov + i] += g;
                }
            }
        }
    }

    private void Names(IReadOnlyList<TrainingSentence> batch, int[] starts, int n, float[] heads, float[] dheads, float weight)
    {
        var (p, width) = (_shape.Projected, _shape.NameWidth);
        const int columns = LabelSet.NameColumns;
        var hidden = _buffers.Get("nhidden", n * width);
        for (var w = 0; w < n; w++) heads.AsSpan(((w + 1) * p) - width, width).CopyTo(hidden.AsSpan(w * width));
        var scores = _buffers.Get("nscores", n * columns);
        for (var w = 0; w < n; w++) _nameBias.Values.CopyTo(scores.AsSpan(w * columns));
        _product.Add(n, columns, width, new(hidden, width), new(_name.Values, columns), new(scores, columns));
        for (var s = 0; s < batch.Count; s++)
        {
            for (var w = 0; w <= batch[s].Count; w++)
            {
                var row = scores.AsSpan((starts[s] + w) * columns, columns);
                if (w == 0 || batch[s].Names is not { } names || names[w - 1] < 0)
                {
                    row.Clear();
                    continue;
                }

                NameLoss += CrossEntropy(row[..LabelSet.NameTagCount], names[w - 1], weight);
                row[LabelSet.NameTagCount..].Clear();
            }
        }

        Backward(_name, _nameBias, scores, columns, hidden, width, n, "ndx", out var dhidden);
        for (var w = 0; w < n; w++) Add(dheads.AsSpan(((w + 1) * p) - width, width), dhidden.AsSpan(w * width, width));
    }

    // scores = input · weights + bias: gradients of all three from the scores' own.
    private void Backward(Parameter weights, Parameter bias, float[] dscores, int columns, float[] input, int width, int n, string name, out float[] dinput)
    {
        dinput = _buffers.Get(name, n * width, clear: true);
        _product.Add(n, width, columns, new(dscores, columns), new(weights.Values, columns, IsTurned: true), new(dinput, width));
        _product.Add(width, columns, n, new(input, width, IsTurned: true), new(dscores, columns), new(weights.Gradient, columns));
        for (var w = 0; w < n; w++) Add(bias.Gradient, dscores.AsSpan(w * columns, columns));
    }

    /// <summary>Turns scores into the gradient of their cross entropy with the gold label; an unknown label (-1) teaches nothing.</summary>
    private static double CrossEntropy(Span<float> scores, int gold, float weight)
    {
        if (gold < 0)
        {
            scores.Clear();
            return 0;
        }

        var max = float.NegativeInfinity;
        foreach (var score in scores) max = Math.Max(max, score);
        var sum = 0f;
        foreach (ref var score in scores)
        {
            score = MathF.Exp(score - max);
            sum += score;
        }

        var loss = -Math.Log(Math.Max(1e-30, scores[gold] / sum));
        foreach (ref var score in scores) score *= weight / sum;
        scores[gold] -= weight;
        return loss * weight;
    }

    private float[] SentenceMasks(string name, IReadOnlyList<TrainingSentence> batch, int[] starts, int n, int d)
    {
        var masks = _buffers.Get(name, n * d);
        for (var s = 0; s < batch.Count; s++)
        {
            var first = masks.AsSpan(starts[s] * d, d);
            foreach (ref var value in first) value = _chance.Next() < Dropout ? 0 : 1 / (1 - Dropout);
            for (var w = 1; w <= batch[s].Count; w++) first.CopyTo(masks.AsSpan((starts[s] + w) * d));
        }

        return masks;
    }

    private static void Multiply(float[] x, float[] mask, float[] result, int length)
    {
        for (var i = 0; i + 8 <= length; i += 8) (Load(x, i) * Load(mask, i)).CopyTo(result, i);
    }

    // target += x · mask
    private static void AddProduct(float[] x, float[] mask, float[] target, int length)
    {
        for (var i = 0; i + 8 <= length; i += 8) (Load(target, i) + (Load(x, i) * Load(mask, i))).CopyTo(target, i);
    }

    private static Vector256<float> Load(float[] values, int at) => Vector256.LoadUnsafe(ref values[at]);

    private static void Add(Span<float> target, ReadOnlySpan<float> values) => VectorMath.Add(target, values);
}

/// <summary>Arrays that grow to the largest batch and are used again.</summary>
internal sealed class Buffers
{
    private readonly Dictionary<string, float[]> _arrays = [];

    public float[] Get(string name, int length, bool clear = false)
    {
        if (!_arrays.TryGetValue(name, out var array) || array.Length < length)
            _arrays[name] = array = new float[length * 5 / 4];
        if (clear) array.AsSpan(0, length).Clear();
        return array;
    }
}
