using System.Globalization;

namespace IngestWorker.Language.Trees;

/// <summary>Writes CoNLL-U.</summary>
public static class ConlluWriter
{
    public static void Write(TextWriter writer, ConlluSentence sentence)
    {
        foreach (var comment in sentence.Comments) WriteLine(writer, comment);
        foreach (var r in sentence.Rows) WriteLine(writer, string.Join('\t', r.Id, r.Form, r.Lemma, r.Upos, r.Xpos, r.Feats, r.Head, r.Deprel, r.Deps, r.Misc));
        writer.Write('\n');
    }

    /// <summary>Every sentence of an analyzed text, with its text, its line as "newpar", and SpaceAfter.</summary>
    public static void Write(TextWriter writer, string text, AnalyzedText analyzed)
    {
        var points = CodePointIndex(text);
        var paragraph = -1;
        for (var i = 0; i < analyzed.Sentences.Count; i++)
        {
            var sentence = analyzed.Sentences[i];
            if (sentence.ParagraphIndex != paragraph) WriteLine(writer, "# newpar");
            paragraph = sentence.ParagraphIndex;
            WriteLine(writer, string.Create(CultureInfo.InvariantCulture, $"# sent_id = {i + 1}"));
            WriteLine(writer, "# text = " + text[points(sentence.Start)..points(sentence.End)]);
            for (var t = 0; t < sentence.Tokens.Length; t++)
            {
                var last = t;
                while (IsFused(sentence.Tokens, last)) last++;
                if (last > t)
                {
                    WriteLine(writer, FusedRow(sentence, t, last));
                    for (; t < last; t++) WriteLine(writer, Row(sentence, t, isInside: true));
                }

                WriteLine(writer, Row(sentence, t, isInside: t > 0 && IsFused(sentence.Tokens, t - 1)));
            }

            writer.Write('\n');
        }
    }

    /// <summary>UD's spelling of a part of speech ("PROPN").</summary>
    public static string Name(Upos upos) => upos.ToString().ToUpperInvariant();

    // "do" and "n't", "can" and "not", "Ankara" and "'s": two words of one token, as UD counts. Letters part nowhere else without a space.
    private static bool IsFused(IReadOnlyList<Token> tokens, int t)
    {
        if (t + 1 >= tokens.Count || tokens[t + 1].Start != tokens[t].End) return false;
        var (before, after) = (tokens[t].Text[^1], tokens[t + 1].Text);
        return char.IsLetterOrDigit(before) && ((char.IsLetter(before) && char.IsLetter(after[0])) || (after[0] is '\'' or '’' && (tokens[t + 1].Xpos == "POS" || (after.Length > 1 && char.IsLetter(after[1])))));
    }

    private static string FusedRow(Sentence sentence, int first, int last)
    {
        var form = string.Concat(sentence.Tokens[first..(last + 1)].Select(t => t.Text));
        return string.Create(CultureInfo.InvariantCulture, $"{first + 1}-{last + 1}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{(IsGlued(sentence, last) ? "SpaceAfter=No" : "_")}");
    }

    private static bool IsGlued(Sentence sentence, int t) => t + 1 < sentence.Tokens.Length && sentence.Tokens[t + 1].Start == sentence.Tokens[t].End;

    private static string Row(Sentence sentence, int t, bool isInside)
    {
        var token = sentence.Tokens[t];
        var glued = !isInside && IsGlued(sentence, t);
        var tree = token.Deprel.Length > 0;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{t + 1}\t{token.Text}\t{OrNone(token.Lemma)}\t{(tree ? Name(token.Upos) : "_")}\t{OrNone(token.Xpos)}\t{token.Feats}\t{(tree ? token.Head + 1 : "_")}\t{OrNone(token.Deprel)}\t_\t{(glued ? "SpaceAfter=No" : "_")}");
    }

    private static string OrNone(string value) => value.Length == 0 ? "_" : value;

    private static void WriteLine(TextWriter writer, string line)
    {
        writer.Write(line);
        writer.Write('\n');
    }

    private static Func<int, int> CodePointIndex(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')) return i => i;
        var index = new List<int>(text.Length + 1);
        for (var i = 0; i < text.Length; i++)
        {
            index.Add(i);
            if (char.IsSurrogatePair(text, i)) i++;
        }

        index.Add(text.Length);
        return i => index[i];
    }
}
