namespace IngestWorker.Language.Trees;

/// <summary>A sentence of a CoNLL-U file with everything that stands there.</summary>
public sealed record ConlluSentence
{
    /// <summary>The comment lines, with their "#".</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    /// <summary>All rows in order: words, multiword tokens ("1-2") and empty nodes ("1.1").</summary>
    public required IReadOnlyList<ConlluRow> Rows { get; init; }

    /// <summary>The rows that are words.</summary>
    public IEnumerable<ConlluRow> Words => Rows.Where(row => row.IsWord);

    /// <summary>A comment's value ("text", "sent_id"); null where there is none.</summary>
    public string? Comment(string key)
    {
        foreach (var comment in Comments)
        {
            var text = comment.AsSpan(1).TrimStart();
            if (text.StartsWith(key, StringComparison.Ordinal) && text[key.Length..].TrimStart() is ['=', ..] value) return value[1..].Trim().ToString();
        }

        return null;
    }
}

/// <summary>The ten columns of a row; "_" where a value is absent.</summary>
public sealed record ConlluRow(
    string Id, string Form, string Lemma, string Upos, string Xpos, string Feats, string Head, string Deprel, string Deps, string Misc)
{
    public bool IsWord => !Id.AsSpan().ContainsAny('-', '.');

    /// <summary>False where the next word follows without a gap.</summary>
    public bool SpaceAfter => !Misc.Contains("SpaceAfter=No", StringComparison.Ordinal);
}
