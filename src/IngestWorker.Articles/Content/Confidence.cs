namespace IngestWorker.Articles.Content;

/// <summary>How sure the extractor is that its text is the article, whole and alone.</summary>
internal static class Confidence
{
    /// <summary>The expected F1 of the text by the model's own probabilities: what of the taken is right, what of the right is taken.</summary>
    public static double Of(PageTree tree, float[] scores, bool[] taken)
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
}
