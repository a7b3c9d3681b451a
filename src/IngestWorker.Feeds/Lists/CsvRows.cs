using System.Text;

namespace IngestWorker.Feeds.Lists;

/// <summary>Rows of CSV (RFC 4180), quoted fields with line breaks included.</summary>
internal ref struct CsvRows
{
    private readonly ReadOnlySpan<char> _text;
    private readonly char _separator;
    private int _at;
    private int _nextLine = 1;

    public CsvRows(ReadOnlySpan<char> text, char separator)
    {
        _text = text;
        _separator = separator;
    }

    /// <summary>The number of the line the row begins on, from 1.</summary>
    public int Line { get; private set; }

    public List<string> Fields { get; } = [];

    public readonly bool IsBlank => Fields.TrueForAll(string.IsNullOrWhiteSpace);

    public bool Next()
    {
        Fields.Clear();
        if (_at >= _text.Length)
            return false;
        Line = _nextLine;
        while (true)
        {
            Fields.Add(Field());
            if (_at >= _text.Length)
                return true;
            var c = _text[_at++];
            if (c == _separator)
                continue;
            if (c == '\r' && _at < _text.Length && _text[_at] == '\n')
                _at++;
            _nextLine++;
            return true;
        }
    }

    private string Field()
    {
        if (_at < _text.Length && _text[_at] == '"')
            return Quoted();
        var rest = _text[_at..];
        var end = rest.IndexOfAny(_separator, '\r', '\n');
        var field = end < 0 ? rest : rest[..end];
        _at += field.Length;
        return field.ToString();
    }

    private string Quoted()
    {
        var value = new StringBuilder();
        _at++;
        while (_at < _text.Length)
        {
            var c = _text[_at++];
            if (c == '"')
            {
                if (_at >= _text.Length || _text[_at] != '"')
                    break;
                _at++;
            }
            _nextLine += c == '\n' ? 1 : 0;
            value.Append(c);
        }
        // What stands between the closing quote and the separator belongs to nothing.
        while (_at < _text.Length && _text[_at] != _separator && _text[_at] is not ('\r' or '\n'))
            _at++;
        return value.ToString();
    }
}
