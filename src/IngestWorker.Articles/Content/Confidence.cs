namespace IngestWorker.Articles.Content;

/// <summary>
/// How sure the extractor is that its text is the article, whole and alone: the share of articles with such probabilities whose text
/// had an F1 of 0.9 and more. Measured on pages of sites that the model was not trained on (infra/training/articles, --fold).
/// </summary>
internal static class Confidence
{
    // Expected F1 by the model's probabilities, and the share of articles that it means.
    private static readonly (double Expected, double Share)[] Measured =
    [
        (0, 0), (0.6, 0.2), (0.8, 0.35), (0.88, 0.6), (0.9, 0.75), (0.93, 0.85), (0.955, 0.9), (0.97, 0.95), (0.985, 0.98), (1, 1),
    ];

    public static double Of(PageTree tree, float[] scores, bool[] taken) => Calibrate(Expected(tree, scores, taken));

    /// <summary>The expected F1 of the text by the model's own probabilities: what of the taken is right, what of the right is taken.</summary>
    private static double Expected(PageTree tree, float[] scores, bool[] taken)
    {
        double right = 0, chosen = 0, all = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            var weight = tree.Blocks[i].Weight;
            all += weight * scores[i];
            if (!taken[i])
                continue;
            chosen += weight;
            right += weight * scores[i];
        }

        return chosen + all <= 0 ? 0 : 2 * right / (chosen + all);
    }

    private static double Calibrate(double expected)
    {
        for (var i = 1; i < Measured.Length; i++)
        {
            var (low, high) = (Measured[i - 1], Measured[i]);
            if (expected <= high.Expected)
                return Math.Round(low.Share + ((high.Share - low.Share) * (expected - low.Expected) / (high.Expected - low.Expected)), 3);
        }

        return 1;
    }
}
