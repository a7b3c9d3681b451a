namespace IngestWorker.Language;

/// <summary>The features of a word, in Universal Dependencies' own names and values.</summary>
public sealed class Feats
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly string _text;

    /// <param name="text">As in CoNLL-U: "Number=Sing|Tense=Past", or "_" or nothing for none.</param>
    public Feats(string text)
    {
        _text = text is "" or "_" ? "_" : text;
        if (_text == "_") return;
        foreach (var pair in _text.Split('|'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) _values[pair[..equals]] = pair[(equals + 1)..];
        }
    }

    public static Feats None { get; } = new("_");

    /// <summary>A feature's value ("Past"); null where the word has not got it.</summary>
    public string? this[string feature] => _values.GetValueOrDefault(feature);

    /// <summary>"Past" or "Pres".</summary>
    public string? Tense => this["Tense"];

    /// <summary>"Pass" on a passive participle.</summary>
    public string? Voice => this["Voice"];

    /// <summary>"Ind", "Imp" or "Sub".</summary>
    public string? Mood => this["Mood"];

    /// <summary>"Fin", "Inf", "Part" or "Ger".</summary>
    public string? VerbForm => this["VerbForm"];

    /// <summary>"Sing" or "Plur".</summary>
    public string? Number => this["Number"];

    /// <summary>"1", "2" or "3".</summary>
    public string? Person => this["Person"];

    /// <summary>"Neg" on negative words.</summary>
    public string? Polarity => this["Polarity"];

    /// <summary>As in CoNLL-U, "_" for none.</summary>
    public override string ToString() => _text;
}
