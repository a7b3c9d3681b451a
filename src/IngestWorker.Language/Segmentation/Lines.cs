namespace IngestWorker.Language.Segmentation;

/// <summary>Cuts a text into words and sentences, line by line.</summary>
internal static class Lines
{
    public static (List<WordSpan> Words, List<SentenceSpan> Sentences) Segment(string text) => Segment(text, BoundaryModel.Embedded);

    /// <param name="text">The text.</param>
    /// <param name="boundaries">Where sentences end by what was learned; null for the rules alone.</param>
    public static (List<WordSpan> Words, List<SentenceSpan> Sentences) Segment(string text, BoundaryModel? boundaries)
    {
        var features = new BoundaryFeatures();
        var words = new List<WordSpan>(text.Length / 5 + 4);
        var sentences = new List<SentenceSpan>(text.Length / 100 + 2);
        var line = 0;
        for (var start = 0; start <= text.Length; line++)
        {
            var length = text.AsSpan(start).IndexOf('\n');
            var end = length < 0 ? text.Length : start + length;
            var firstWord = words.Count;
            WordSplitter.Split(text, start, end, words);
            SentenceSplitter.Split(text, words, firstWord, line, sentences, boundaries, features);
            start = end + 1;
        }

        return (words, sentences);
    }
}
