using System.IO.Compression;
using IngestWorker.Language.Network;
using IngestWorker.Language.Segmentation;
using IngestWorker.Language.Trees;

namespace IngestWorker.Language.Training;

/// <summary>Labels and vocabulary of the training data, and its sentences in their terms.</summary>
internal sealed class TreebankData
{
    private readonly Dictionary<string, int> _xpos;
    private readonly Dictionary<string, int> _feats;
    private readonly Dictionary<string, int> _deprels;

    private TreebankData(LabelSet labels, string[] words, int[] frequency)
    {
        (Labels, Words, Frequency) = (labels, words, frequency);
        _xpos = Index(labels.Xpos);
        _feats = Index(labels.Feats);
        _deprels = Index(labels.Deprels);
    }

    public LabelSet Labels { get; }

    public string[] Words { get; }

    /// <summary>How often each word of <see cref="Words"/> stands in the trees.</summary>
    public int[] Frequency { get; }

    /// <param name="trees">The training trees.</param>
    /// <param name="rawText">Plain text that adds words to the vocabulary: gzip, a paragraph a line; null for none.</param>
    /// <param name="known">The words of a network that learns on and keeps them; null to choose them.</param>
    public static TreebankData Collect(IReadOnlyList<ConlluSentence> trees, string? rawText, string[]? known)
    {
        var rows = trees.SelectMany(s => s.Words).ToList();
        var xpos = Distinct(rows.Select(r => r.Xpos), 1);
        var feats = Distinct(rows.Select(r => r.Feats), 3);
        var deprels = Distinct(rows.Select(r => r.Deprel), 3);
        var (xposIndex, featsIndex) = (Index(xpos), Index(feats));
        var analyses = rows.Where(r => featsIndex.ContainsKey(r.Feats) && UposOf(r.Upos) >= 0)
            .GroupBy(r => ((int)UposOf(r.Upos), xposIndex[r.Xpos], featsIndex[r.Feats]))
            .Where(g => g.Count() >= 3).Select(g => g.Key).Order().ToArray();

        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows) Count(counts, row.Form);
        var rawCounts = rawText is null ? [] : CountRaw(rawText);
        var words = counts.Where(p => p.Value >= 2 || rawCounts.GetValueOrDefault(p.Key) >= 2).Select(p => p.Key)
            .Concat(rawCounts.Where(p => p.Value >= 4).Select(p => p.Key))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        string[] all = known ?? ["\u0001unknown", "\u0001root", .. words];
        return new TreebankData(
            new LabelSet { Xpos = xpos, Feats = feats, Deprels = deprels, Analyses = analyses },
            all,
            [.. all.Select(w => counts.GetValueOrDefault(w) + (rawCounts.GetValueOrDefault(w) / 4))]);
    }

    public TrainingSentence Convert(ConlluSentence sentence)
    {
        var rows = sentence.Words.ToArray();
        return new TrainingSentence
        {
            Forms = [.. rows.Select(r => r.Form)],
            Upos = [.. rows.Select(r => UposOf(r.Upos))],
            Xpos = [.. rows.Select(r => _xpos.GetValueOrDefault(r.Xpos, -1))],
            Feats = [.. rows.Select(r => _feats.GetValueOrDefault(r.Feats, -1))],
            Heads = [.. rows.Select(r => int.Parse(r.Head, System.Globalization.CultureInfo.InvariantCulture))],
            Deprels = [.. rows.Select(r => _deprels.GetValueOrDefault(r.Deprel, -1))],
        };
    }

    public static int UposOf(string name) => Enum.TryParse<Upos>(name, ignoreCase: true, out var upos) && name.All(char.IsUpper) ? (int)upos : -1;

    /// <summary>The sentences of plain text as lists of words.</summary>
    public static IEnumerable<string[]> ReadRaw(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0) continue;
            // By rule alone, so that these sentences do not change with what was learned about their ends.
            var (words, sentences) = Lines.Segment(line, boundaries: null);
            foreach (var s in sentences) yield return [.. words[s.FirstWord..s.EndWord].Select(w => line[w.Start..w.End])];
        }
    }

    private static Dictionary<string, int> CountRaw(string path)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in ReadRaw(path).SelectMany(s => s)) Count(counts, word);
        return counts;
    }

    private static void Count(Dictionary<string, int> counts, string form)
    {
        Span<char> normal = stackalloc char[WordFeatures.MaxLength];
        var key = normal[..WordFeatures.Normalize(form, normal)].ToString();
        counts[key] = counts.GetValueOrDefault(key) + 1;
    }

    private static string[] Distinct(IEnumerable<string> values, int least) =>
        [.. values.GroupBy(v => v).Where(g => g.Count() >= least).Select(g => g.Key).Order(StringComparer.Ordinal)];

    private static Dictionary<string, int> Index(string[] values) =>
        values.Select((value, i) => (value, i)).ToDictionary(p => p.value, p => p.i, StringComparer.Ordinal);
}
