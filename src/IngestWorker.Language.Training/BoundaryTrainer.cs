using IngestWorker.Language.Segmentation;
using IngestWorker.Language.Trees;

namespace IngestWorker.Language.Training;

/// <summary>Learns where sentences end: logistic regression on hashed features, by AdaGrad, the weights averaged over all steps.</summary>
internal static class BoundaryTrainer
{
    private const int Passes = 6;
    private const int Folds = 3;
    private const float Rate = 0.1f;

    /// <returns>The weights as they are stored.</returns>
    public static sbyte[] Learn(IReadOnlyList<ConlluSentence> trees, int seed)
    {
        var examples = Examples(RawText.Of(trees)).ToList();
        var chance = new Chance((ulong)seed);
        var (weights, squares, sums, since) = (new float[BoundaryModel.Buckets], new float[BoundaryModel.Buckets], new double[BoundaryModel.Buckets], new int[BoundaryModel.Buckets]);
        var step = 0;
        for (var pass = 0; pass < Passes; pass++)
        {
            chance.Shuffle(examples);
            foreach (var (rows, ends) in examples)
            {
                step++;
                var score = 0f;
                foreach (var row in rows) score += weights[row];
                var gradient = (1 / (1 + MathF.Exp(-score))) - (ends ? 1 : 0);
                foreach (var row in rows)
                {
                    sums[row] += weights[row] * (double)(step - since[row]);
                    since[row] = step;
                    var g = gradient + (1e-5f * weights[row]);
                    squares[row] += g * g;
                    weights[row] -= Rate * g / (MathF.Sqrt(squares[row]) + 1e-3f);
                }
            }
        }

        for (var row = 0; row < weights.Length; row++) weights[row] = (float)((sums[row] + (weights[row] * (double)(step - since[row]))) / Math.Max(1, step));
        return [.. weights.Select(w => (sbyte)Math.Clamp(MathF.Round(w * BoundaryModel.Unit), -127, 127))];
    }

    /// <summary>F1 on thirds of each training set that a model of all the rest has cut, by which features are chosen.</summary>
    public static IEnumerable<string> CrossValidate(IReadOnlyList<ConlluSentence> trees, int seed)
    {
        // GUM's sentences name themselves; EWT's stand before them.
        var gum = trees.TakeWhile(t => t.Comment("sent_id")?.StartsWith("GUM", StringComparison.Ordinal) != true).Count();
        for (var fold = 0; fold < Folds; fold++)
        {
            var ewtPart = (gum * fold / Folds)..(gum * (fold + 1) / Folds);
            var gumPart = (gum + ((trees.Count - gum) * fold / Folds))..(gum + ((trees.Count - gum) * (fold + 1) / Folds));
            var all = trees.ToArray();
            var model = new BoundaryModel(Learn([.. all[..ewtPart.Start], .. all[ewtPart.End..gumPart.Start], .. all[gumPart.End..]], seed));
            yield return $"ewt-train {Score(model, all[ewtPart])}; gum-train {Score(model, all[gumPart])}";
        }
    }

    /// <summary>F1 of sentences and of words from raw text.</summary>
    public static string Score(BoundaryModel? model, IEnumerable<ConlluSentence> gold)
    {
        var raw = RawText.Of(gold);
        var (words, sentences) = Lines.Segment(raw.Text, model);
        var foundWords = words.Select(w => (w.Start, w.End)).ToHashSet();
        var found = sentences.Select(s => (words[s.FirstWord].Start, words[s.EndWord - 1].End)).ToHashSet();
        return FormattableString.Invariant($"sentences {F1(found, raw.Sentences):F2} words {F1(foundWords, raw.Words):F2}");

        static double F1(HashSet<(int, int)> found, HashSet<(int, int)> gold) => 200.0 * found.Count(gold.Contains) / Math.Max(1, found.Count + gold.Count);
    }

    // A sentence's start is the gold one: what comes before a place was cut right.
    private static IEnumerable<(int[] Rows, bool Ends)> Examples(RawText raw)
    {
        var text = raw.Text;
        var ends = raw.Sentences.Select(s => s.End).ToHashSet();
        var (words, byRule) = Lines.Segment(text, boundaries: null);
        var ruleEnds = byRule.Select(s => s.EndWord).ToHashSet();
        var features = new BoundaryFeatures();
        var line = new List<WordSpan>();
        for (var s = 0; s < byRule.Count;)
        {
            var (first, number) = (byRule[s].FirstWord, byRule[s].Line);
            while (s < byRule.Count && byRule[s].Line == number) s++;
            var end = byRule[s - 1].EndWord;
            line.Clear();
            line.AddRange(words[first..end]);
            features.Begin(text, line, 0);
            var (start, open) = (0, 0);
            for (var i = 0; i + 1 < line.Count; i++)
            {
                open = SentenceSplitter.OpenAfter(text[line[i].Start], open);
                var rule = ruleEnds.Contains(first + i + 1);
                var isEnd = ends.Contains(line[i].End);
                if (features.IsCandidate(i, rule))
                {
                    var rows = new int[BoundaryModel.Count];
                    features.Rows(i, start, rule, open != 0, rows);
                    yield return (rows, isEnd);
                }

                if (isEnd) (start, open) = (i + 1, 0);
            }
        }
    }
}
