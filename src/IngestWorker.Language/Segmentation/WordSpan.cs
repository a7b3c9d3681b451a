namespace IngestWorker.Language.Segmentation;

/// <summary>A word in UTF-16 positions of the text.</summary>
internal readonly record struct WordSpan(int Start, int End)
{
    public int Length => End - Start;
}

/// <summary>A sentence as a range of words.</summary>
internal readonly record struct SentenceSpan(int FirstWord, int EndWord, int Line);
