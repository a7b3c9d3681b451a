using System.Globalization;
using IngestWorker.Language.Network;
using IngestWorker.Language.Trees;

namespace IngestWorker.Language.Training.Teaching;

/// <summary>Sentences that networks have labelled, as CoNLL-U; the name tag stands in the last column.</summary>
internal static class LabelledText
{
    private const string NameKey = "Name=";

    public static void Write(string path, LabelSet labels, IEnumerable<TrainingSentence> sentences)
    {
        using var writer = new StreamWriter(path) { NewLine = "\n" };
        foreach (var s in sentences)
        {
            var rows = Enumerable.Range(0, s.Count).Select(w => new ConlluRow(
                (w + 1).ToString(CultureInfo.InvariantCulture), s.Forms[w], "_", ConlluWriter.Name((Upos)s.Upos![w]), labels.Xpos[s.Xpos![w]], labels.Feats[s.Feats![w]],
                s.Heads![w].ToString(CultureInfo.InvariantCulture), labels.Deprels[s.Deprels![w]], "_", NameKey + s.Names![w].ToString(CultureInfo.InvariantCulture)));
            ConlluWriter.Write(writer, new ConlluSentence { Rows = [.. rows] });
        }
    }

    public static List<TrainingSentence> Read(string path, TreebankData data)
    {
        using var reader = new StreamReader(path);
        var sentences = new List<TrainingSentence>();
        foreach (var tree in ConlluReader.Read(reader))
        {
            var sentence = data.Convert(tree);
            sentence.Names = [.. tree.Rows.Select(r => int.Parse(r.Misc.AsSpan(NameKey.Length), CultureInfo.InvariantCulture))];
            sentences.Add(sentence);
        }

        return sentences;
    }
}
