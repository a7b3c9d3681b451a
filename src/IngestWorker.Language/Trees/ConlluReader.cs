namespace IngestWorker.Language.Trees;

/// <summary>Reads CoNLL-U (https://universaldependencies.org/format.html), sentence by sentence.</summary>
public static class ConlluReader
{
    /// <exception cref="FormatException">A line is neither a comment nor a row of ten columns; the message names its number.</exception>
    public static IEnumerable<ConlluSentence> Read(TextReader reader)
    {
        var comments = new List<string>();
        var rows = new List<ConlluRow>();
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.Length == 0)
            {
                if (rows.Count > 0) yield return new ConlluSentence { Comments = comments.ToArray(), Rows = rows.ToArray() };
                comments.Clear();
                rows.Clear();
            }
            else if (line[0] == '#')
            {
                comments.Add(line);
            }
            else
            {
                var c = line.Split('\t');
                if (c.Length != 10) throw new FormatException($"CoNLL-U line {number} has {c.Length} columns; 10 are wanted.");
                rows.Add(new ConlluRow(c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9]));
            }
        }

        if (rows.Count > 0) yield return new ConlluSentence { Comments = comments.ToArray(), Rows = rows.ToArray() };
    }
}
