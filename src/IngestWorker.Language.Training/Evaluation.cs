using IngestWorker.Language.Network;
using IngestWorker.Language.Trees;

namespace IngestWorker.Language.Training;

/// <summary>Scores a model on trees and names, as the product reads them.</summary>
internal static class Evaluation
{
    private static readonly HashSet<string> Core = ["nsubj", "obj", "iobj", "obl", "ccomp", "xcomp"];

    /// <summary>As the product reads: labels without subtype.</summary>
    public static string Trees(NetworkModel model, IEnumerable<ConlluSentence> gold)
    {
        var reader = new SentenceReader(new CompiledModel(model));
        var count = new Counts();
        foreach (var sentence in gold)
        {
            var rows = sentence.Words.ToArray();
            reader.Read([.. rows.Select(r => r.Form)]);
            for (var w = 0; w < rows.Length; w++)
            {
                var analysis = model.Labels.Analyses[reader.Analyses[w]];
                count.Tags(analysis.Upos == TreebankData.UposOf(rows[w].Upos), model.Labels.Xpos[analysis.Xpos] == rows[w].Xpos, model.Labels.Feats[analysis.Feats] == rows[w].Feats);
                count.Arc(reader.Heads[w] + 1 == int.Parse(rows[w].Head, System.Globalization.CultureInfo.InvariantCulture), model.Labels.Deprels[reader.Deprels[w]], rows[w].Deprel);
            }
        }

        return count.ToString();
    }

    /// <summary>Of sentences that several networks have read together.</summary>
    public static string Trees(LabelSet labels, IReadOnlyList<TrainingSentence> gold, IReadOnlyList<TrainingSentence> read)
    {
        var count = new Counts();
        foreach (var (expected, found) in gold.Zip(read))
        {
            for (var w = 0; w < expected.Count; w++)
            {
                count.Tags(expected.Upos![w] == found.Upos![w], expected.Xpos![w] == found.Xpos![w], expected.Feats![w] == found.Feats![w]);
                count.Arc(expected.Heads![w] == found.Heads![w], labels.Deprels[found.Deprels![w]], expected.Deprels![w] < 0 ? "" : labels.Deprels[expected.Deprels[w]]);
            }
        }

        return count.ToString();
    }

    /// <summary>The names that a network finds in the sentences, as the product reads them.</summary>
    public static List<TrainingSentence> ReadNames(NetworkModel model, IReadOnlyList<TrainingSentence> sentences)
    {
        var reader = new SentenceReader(new CompiledModel(model));
        var read = new List<TrainingSentence>();
        foreach (var sentence in sentences)
        {
            reader.Read(sentence.Forms);
            read.Add(new TrainingSentence { Forms = sentence.Forms, Names = reader.NameTags[..sentence.Count] });
        }

        return read;
    }

    public static string Names(IReadOnlyList<TrainingSentence> gold, IReadOnlyList<TrainingSentence> read)
    {
        var (right, found, all) = (new int[3], new int[3], new int[3]);
        foreach (var (sentence, answer) in gold.Zip(read).Where(p => p.First.Names is not null))
        {
            var expected = Spans(sentence.Names!);
            var predicted = Spans(answer.Names!);
            foreach (var span in expected) all[span.Kind]++;
            foreach (var span in predicted)
            {
                found[span.Kind]++;
                if (expected.Contains(span)) right[span.Kind]++;
            }
        }

        string F(int kind) => FormattableString.Invariant($"{100.0 * 2 * right[kind] / Math.Max(1, found[kind] + all[kind]):F1}");
        return FormattableString.Invariant($"person {F(0)} organization {F(1)} place {F(2)} all {100.0 * 2 * right.Sum() / Math.Max(1, found.Sum() + all.Sum()):F2}");
    }

    private static HashSet<(int Start, int End, int Kind)> Spans(ReadOnlySpan<int> tags)
    {
        var spans = new HashSet<(int, int, int)>();
        for (var w = 0; w < tags.Length; w++)
        {
            if (tags[w] <= 0 || tags[w] % 2 == 0) continue;
            var end = w;
            while (end + 1 < tags.Length && tags[end + 1] == tags[w] + 1) end++;
            spans.Add((w, end, tags[w] / 2));
        }

        return spans;
    }

    private sealed class Counts
    {
        private int _words, _upos, _xpos, _feats, _uas, _las, _coreRight, _coreAll;

        public void Tags(bool upos, bool xpos, bool feats)
        {
            _words++;
            if (upos) _upos++;
            if (xpos) _xpos++;
            if (feats) _feats++;
        }

        public void Arc(bool isAttached, string deprel, string goldDeprel)
        {
            (deprel, goldDeprel) = (deprel.Split(':')[0], goldDeprel.Split(':')[0]);
            if (isAttached) _uas++;
            if (Core.Contains(deprel)) _coreAll++;
            if (Core.Contains(goldDeprel)) _coreAll++;
            if (!isAttached || deprel != goldDeprel) return;
            _las++;
            if (Core.Contains(deprel)) _coreRight += 2;
        }

        public override string ToString() => FormattableString.Invariant(
            $"upos {Share(_upos):F2} xpos {Share(_xpos):F2} feats {Share(_feats):F2} uas {Share(_uas):F2} las {Share(_las):F2} core {100.0 * _coreRight / _coreAll:F2}");

        private double Share(int count) => 100.0 * count / _words;
    }
}
