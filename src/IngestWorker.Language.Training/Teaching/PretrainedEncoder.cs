using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using IngestWorker.Language.Network;

namespace IngestWorker.Language.Training.Teaching;

/// <summary>
/// What a pretrained encoder makes of each word in its sentence (Devlin and others 2019; MiniLM, Wang and others 2020): the mean of some of its
/// layers over the word's pieces. It only helps to teach: the product holds nothing of it.
/// </summary>
internal sealed class PretrainedEncoder(EncoderFile file)
{
    /// <summary>Channels of what is known of a word.</summary>
    public const int Width = 384;

    // Syntax is read best from the middle layers, names from somewhat later ones.
    private const int FirstLayer = 3;
    private const int LastLayer = 5;

    private const int Heads = 12;
    private const int HeadWidth = Width / Heads;
    private const int Wide = 4 * Width;
    private const int MatricesPerLayer = 6;
    private const int MaxPieces = 510;
    private readonly WordPieces _pieces = new(file.Pieces);
    private readonly int _first = Array.IndexOf(file.Pieces, "[CLS]");
    private readonly int _last = Array.IndexOf(file.Pieces, "[SEP]");
    private readonly TrainingProduct _product = new();
    private readonly Buffers _buffers = new();

    /// <returns>For each sentence its words' vectors, one after the other.</returns>
    public Half[][] Read(IReadOnlyList<string[]> sentences)
    {
        var cut = new int[WordPieces.MaxLength];
        var rows = new List<int>();
        var starts = new List<int>();
        var words = new List<(int Start, int End)[]>();
        foreach (var forms in sentences)
        {
            starts.Add(rows.Count);
            rows.Add(_first);
            var spans = new (int Start, int End)[forms.Length];
            for (var w = 0; w < forms.Length; w++)
            {
                // What lies beyond the longest sentence an encoder reads gets the last piece's place.
                var pieces = cut.AsSpan(0, _pieces.Cut(forms[w], cut));
                var first = rows.Count;
                if (rows.Count - starts[^1] + pieces.Length <= MaxPieces) rows.AddRange(pieces);
                spans[w] = first < rows.Count ? (first, rows.Count) : (rows.Count - 1, rows.Count);
            }

            words.Add(spans);
            rows.Add(_last);
        }

        var states = Encode(rows, starts);
        return [.. words.Select(spans => Gather(states, spans))];
    }

    /// <returns>For each piece, by its row, what the encoder makes of it where it stands alone.</returns>
    public Half[][] ReadPieces(IReadOnlyList<int> pieces)
    {
        var rows = new List<int>();
        var starts = new List<int>();
        foreach (var piece in pieces)
        {
            starts.Add(rows.Count);
            rows.AddRange([_first, piece, _last]);
        }

        var states = Encode(rows, starts);
        return [.. starts.Select(start => Gather(states, [(start + 1, start + 2)]))];
    }

    private static Half[] Gather(float[] states, (int Start, int End)[] spans)
    {
        var result = new Half[spans.Length * Width];
        for (var w = 0; w < spans.Length; w++)
        {
            var (start, end) = spans[w];
            for (var i = 0; i < Width; i++)
            {
                var sum = 0f;
                for (var row = start; row < end; row++) sum += states[(row * Width) + i];
                result[(w * Width) + i] = (Half)(sum / (end - start));
            }
        }

        return result;
    }

    private float[] Encode(List<int> rows, List<int> starts)
    {
        var n = rows.Count;
        var x = _buffers.Get("x", n * Width);
        var mean = _buffers.Get("mean", n * Width, clear: true);
        Embed(rows, starts, x);
        for (var layer = 0; layer < LastLayer; layer++)
        {
            Layer(layer, n, starts, x);
            if (layer + 1 >= FirstLayer) VectorMath.Add(mean.AsSpan(0, n * Width), x.AsSpan(0, n * Width));
        }

        foreach (ref var value in mean.AsSpan(0, n * Width)) value /= LastLayer - FirstLayer + 1;
        return mean;
    }

    private void Embed(List<int> rows, List<int> starts, float[] x)
    {
        var (pieces, places, kind) = (file["embeddings.word_embeddings.weight"], file["embeddings.position_embeddings.weight"], file["embeddings.token_type_embeddings.weight"]);
        for (var s = 0; s < starts.Count; s++)
        {
            var end = s + 1 < starts.Count ? starts[s + 1] : rows.Count;
            for (var row = starts[s]; row < end; row++)
            {
                var vector = x.AsSpan(row * Width, Width);
                pieces.AsSpan(rows[row] * Width, Width).CopyTo(vector);
                VectorMath.Add(vector, places.AsSpan((row - starts[s]) * Width, Width));
                VectorMath.Add(vector, kind.AsSpan(0, Width));
            }
        }

        Normalize(x, rows.Count, "embeddings.LayerNorm");
    }

    private void Layer(int layer, int n, List<int> starts, float[] x)
    {
        var name = $"encoder.layer.{layer}.";
        var matrices = Enumerable.Range(layer * MatricesPerLayer, MatricesPerLayer).Select(i => file.Matrices[i]).ToArray();
        var query = Product("query", n, Width, Width, x, matrices[0], file[name + "attention.self.query.bias"]);
        var key = Product("key", n, Width, Width, x, matrices[1], file[name + "attention.self.key.bias"]);
        var value = Product("value", n, Width, Width, x, matrices[2], file[name + "attention.self.value.bias"]);
        var seen = _buffers.Get("seen", n * Width, clear: true);
        for (var s = 0; s < starts.Count; s++) Attend(query, key, value, seen, starts[s], s + 1 < starts.Count ? starts[s + 1] : n);
        VectorMath.Add(x.AsSpan(0, n * Width), Product("output", n, Width, Width, seen, matrices[3], file[name + "attention.output.dense.bias"]).AsSpan(0, n * Width));
        Normalize(x, n, name + "attention.output.LayerNorm");
        var wide = Product("wide", n, Wide, Width, x, matrices[4], file[name + "intermediate.dense.bias"]);
        Bend(wide.AsSpan(0, n * Wide));
        VectorMath.Add(x.AsSpan(0, n * Width), Product("output", n, Width, Wide, wide, matrices[5], file[name + "output.dense.bias"]).AsSpan(0, n * Width));
        Normalize(x, n, name + "output.LayerNorm");
    }

    private float[] Product(string buffer, int n, int columns, int depth, float[] x, float[] matrix, float[] bias)
    {
        var result = _buffers.Get(buffer, n * columns);
        for (var row = 0; row < n; row++) bias.CopyTo(result.AsSpan(row * columns));
        _product.Add(n, columns, depth, new(x, depth), new(matrix, columns), new(result, columns));
        return result;
    }

    private static void Attend(float[] query, float[] key, float[] value, float[] seen, int start, int end)
    {
        var shares = new float[end - start];
        var scale = 1 / MathF.Sqrt(HeadWidth);
        for (var head = 0; head < Heads; head++)
        {
            for (var row = start; row < end; row++)
            {
                var asked = query.AsSpan((row * Width) + (head * HeadWidth), HeadWidth);
                var most = float.NegativeInfinity;
                for (var other = start; other < end; other++)
                {
                    var score = VectorMath.Dot(asked, key.AsSpan((other * Width) + (head * HeadWidth), HeadWidth)) * scale;
                    shares[other - start] = score;
                    most = Math.Max(most, score);
                }

                var sum = 0f;
                foreach (ref var share in shares.AsSpan())
                {
                    share = MathF.Exp(share - most);
                    sum += share;
                }

                ref var target = ref seen[(row * Width) + (head * HeadWidth)];
                var (low, high) = (Vector512<float>.Zero, Vector512<float>.Zero);
                for (var other = start; other < end; other++)
                {
                    var share = Vector512.Create(shares[other - start] / sum);
                    ref var source = ref value[(other * Width) + (head * HeadWidth)];
                    low += share * Vector512.LoadUnsafe(ref source);
                    high += share * Vector512.LoadUnsafe(ref source, 16);
                }

                low.StoreUnsafe(ref target);
                high.StoreUnsafe(ref target, 16);
            }
        }
    }

    // GELU in its form with a hyperbolic tangent, which is x times a sigmoid.
    private static void Bend(Span<float> values)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        for (nuint i = 0; i < (nuint)values.Length; i += 16)
        {
            var x = Vector512.LoadUnsafe(ref first, i);
            var inner = Vector512.Create(1.5957691f) * (x + (Vector512.Create(0.044715f) * x * x * x));
            (x * Recurrence.Sigmoid(inner)).StoreUnsafe(ref first, i);
        }
    }

    private void Normalize(float[] x, int n, string name)
    {
        var (weight, bias) = (file[name + ".weight"], file[name + ".bias"]);
        for (var row = 0; row < n; row++)
        {
            var vector = x.AsSpan(row * Width, Width);
            var (sum, squares) = (0.0, 0.0);
            foreach (var value in vector)
            {
                sum += value;
                squares += value * (double)value;
            }

            var mean = sum / Width;
            var scale = (float)(1 / Math.Sqrt((squares / Width) - (mean * mean) + 1e-12));
            for (var i = 0; i < Width; i++) vector[i] = ((vector[i] - (float)mean) * scale * weight[i]) + bias[i];
        }
    }
}
