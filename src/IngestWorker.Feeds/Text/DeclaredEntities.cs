namespace IngestWorker.Feeds.Text;

/// <summary>
/// The internal entities of a document's DTD. External ones are never fetched and stay as written. Expansion is bounded over the
/// whole document, so that a few declarations cannot grow into gigabytes ("billion laughs").
/// </summary>
internal sealed class DeclaredEntities
{
    private const int MaxDeclared = 256;
    private const int MaxDepth = 8;
    private const int MaxValueLength = 16_384;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private int _depth;
    private int _budget;

    /// <param name="budget">How many characters all expansions together may bring.</param>
    public DeclaredEntities(int budget) => _budget = budget;

    public bool IsEmpty => _values.Count == 0;

    /// <summary>True once an expansion was refused.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>The first declaration of a name counts (XML 1.0, 4.2).</summary>
    public void Declare(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (_values.Count < MaxDeclared && value.Length <= MaxValueLength)
            _values.TryAdd(name.ToString(), value.ToString());
    }

    /// <summary>Appends the entity's value with the entities in it. False where it is not declared or the bound is reached.</summary>
    public bool TryExpand(ReadOnlySpan<char> name, TextBuffer output)
    {
        if (!_values.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var value))
            return false;
        // The constant also bounds the number of expansions of empty values.
        if (_depth >= MaxDepth || _budget < value.Length + 1)
        {
            IsExhausted = true;
            return false;
        }
        _budget -= value.Length + 1;
        _depth++;
        Entities.Decode(value, output, this);
        _depth--;
        return true;
    }
}
