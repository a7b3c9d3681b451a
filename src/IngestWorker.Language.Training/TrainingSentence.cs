namespace IngestWorker.Language.Training;

/// <summary>A sentence with what is known about it: tags and a tree, names, or both. -1 marks what is not known.</summary>
internal sealed class TrainingSentence
{
    public required string[] Forms { get; init; }

    /// <summary>Indexes of part of speech, tag and features.</summary>
    public int[]? Upos { get; init; }

    public int[]? Xpos { get; init; }

    public int[]? Feats { get; init; }

    /// <summary>0 the root, else 1 + index of the head.</summary>
    public int[]? Heads { get; init; }

    public int[]? Deprels { get; init; }

    /// <summary>0 outside, 1 + 2 * kind begins a name, 2 + 2 * kind continues it, -1 unknown.</summary>
    public int[]? Names { get; set; }

    /// <summary>What a pretrained encoder knows of each word, one vector after the other; null where it was not asked.</summary>
    public Half[]? Context { get; set; }

    public int Count => Forms.Length;
}
