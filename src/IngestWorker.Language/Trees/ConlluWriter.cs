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
            for (var t = 0; t < sentence.Tokens.Length; t++) WriteLine(writer, Row(sentence, t));
            writer.Write('\n');
        }
    }

    /// <summary>UD's spelling of a part of speech ("PROPN").</summary>
    public static string Name(Upos upos) => upos.ToString().ToUpperInvariant();

    private static string Row(Sentence sentence, int t)
    {
        var token = sentence.Tokens[t];
        var glued = t + 1 < sentence.Tokens.Length && sentence.Tokens[t + 1].Start == token.End;
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
