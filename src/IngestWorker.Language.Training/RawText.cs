using System.Text;
using IngestWorker.Language.Trees;

namespace IngestWorker.Language.Training;

/// <summary>A treebank's running text, a paragraph a line, with the places where its words and sentences lie, in UTF-16 positions.</summary>
internal sealed class RawText
{
    private readonly StringBuilder _text = new();

    private RawText()
    {
    }

    public string Text => _text.ToString();

    public HashSet<(int Start, int End)> Words { get; } = [];

    public HashSet<(int Start, int End)> Sentences { get; } = [];

    public static RawText Of(IEnumerable<ConlluSentence> sentences)
    {
        var result = new RawText();
        foreach (var sentence in sentences) result.Add(sentence);
        return result;
    }

    private void Add(ConlluSentence sentence)
    {
        var text = sentence.Comment("text");
        if (text is null) return;
        if (_text.Length > 0) _text.Append(sentence.Comments.Any(c => c.StartsWith("# newpar", StringComparison.Ordinal) || c.StartsWith("# newdoc", StringComparison.Ordinal)) ? '\n' : ' ');
        var offset = _text.Length;
        _text.Append(text);
        var (at, first) = (0, -1);
        var (fusedAt, fusedEnd, lastFused) = (0, 0, 0);
        foreach (var row in sentence.Rows)
        {
            if (row.Id.Contains('.', StringComparison.Ordinal)) continue;
            if (row.Id.Split('-') is [_, var last])
            {
                // The words of a fused token follow: they share its letters.
                fusedAt = text.IndexOf(row.Form, at, StringComparison.Ordinal);
                (fusedEnd, lastFused) = (fusedAt + row.Form.Length, int.Parse(last, System.Globalization.CultureInfo.InvariantCulture));
                at = fusedEnd;
                if (first < 0) first = fusedAt;
                continue;
            }

            var id = int.Parse(row.Id, System.Globalization.CultureInfo.InvariantCulture);
            int start, end;
            if (id <= lastFused)
            {
                (start, end) = (fusedAt, id == lastFused ? fusedEnd : Math.Min(fusedEnd, fusedAt + row.Form.Length));
                fusedAt = end;
            }
            else
            {
                start = Math.Max(at, text.IndexOf(row.Form, at, StringComparison.Ordinal));
                at = end = start + row.Form.Length;
            }

            if (first < 0) first = start;
            Words.Add((offset + start, offset + end));
        }

        Sentences.Add((offset + Math.Max(0, first), offset + at));
    }
}
