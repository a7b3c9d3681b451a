using System.Text;

namespace IngestWorker.Events;

/// <summary>An article's text addressed by code points; a lone surrogate counts as one.</summary>
internal sealed class ArticleText
{
    private readonly string _text;

    // Null where every code point is one UTF-16 unit.
    private readonly int[]? _units;

    public ArticleText(string text)
    {
        _text = text;
        Length = text.Length;
        if (!text.Any(char.IsSurrogate)) return;
        List<int> units = [];
        for (var i = 0; i < text.Length; i++)
        {
            units.Add(i);
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
        }

        Length = units.Count;
        units.Add(text.Length);
        _units = [.. units];
    }

    /// <summary>In code points.</summary>
    public int Length { get; }

    public string Slice(int start, int end)
    {
        start = Math.Clamp(start, 0, Length);
        end = Math.Clamp(end, start, Length);
        return _units is null ? _text[start..end] : _text[_units[start].._units[end]];
    }

    /// <summary>True where the (plain) name stands at a code point, and no letter follows it.</summary>
    public bool StandsAt(int start, string name)
    {
        var at = _units is null ? start : _units[start];
        return at + name.Length <= _text.Length && string.CompareOrdinal(_text, at, name, 0, name.Length) == 0
            && (at + name.Length == _text.Length || !char.IsLetterOrDigit(_text[at + name.Length]) || !char.IsLetterOrDigit(name[^1]));
    }
}
