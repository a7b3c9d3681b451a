using IngestWorker.Language.Network;
using IngestWorker.Language.Trees;

namespace IngestWorker.Language.Training;

/// <summary>Scores a model on trees and names, as the product reads them.</summary>
internal static class Evaluation
{
    private static readonly HashSet<string> Core = ["nsubj", "obj", "iobj", "obl", "ccomp", "xcomp"];

    public static string Trees(NetworkModel model, IEnumerable<ConlluSentence> gold)
    {
        var reader = new SentenceReader(new CompiledModel(model));
        int words = 0, upos = 0, xpos = 0, feats = 0, uas = 0, las = 0, coreRight = 0, coreAll = 0;
        foreach (var sentence in gold)
        {
            var rows = sentence.Words.ToArray();
            reader.Read([.. rows.Select(r => r.Form)]);
            for (var w = 0; w < rows.Length; w++)
            {
                var analysis = model.Labels.Analyses[reader.Analyses[w]];
                var deprel = model.Labels.Deprels[reader.Deprels[w]].Split(':')[0];
                var goldDeprel = rows[w].Deprel.Split(':')[0];
                var attached = reader.Heads[w] + 1 == int.Parse(rows[w].Head, System.Globalization.CultureInfo.InvariantCulture);
                words++;
                if (analysis.Upos == TreebankData.UposOf(rows[w].Upos)) upos++;
                if (model.Labels.Xpos[analysis.Xpos] == rows[w].Xpos) xpos++;
                if (model.Labels.Feats[analysis.Feats] == rows[w].Feats) feats++;
                if (attached) uas++;
                if (attached && deprel == goldDeprel) las++;
                if (Core.Contains(deprel)) coreAll++;
                if (Core.Contains(goldDeprel)) coreAll++;
                if (attached && deprel == goldDeprel && Core.Contains(deprel)) coreRight += 2;
            }
        }

        return FormattableString.Invariant(
            $"upos {100.0 * upos / words:F2} xpos {100.0 * xpos / words:F2} feats {100.0 * feats / words:F2} uas {100.0 * uas / words:F2} las {100.0 * las / words:F2} core {100.0 * coreRight / coreAll:F2}");
    }

    public static string Names(NetworkModel model, IEnumerable<TrainingSentence> gold)
    {
        var reader = new SentenceReader(new CompiledModel(model));
        var (right, found, all) = (new int[3], new int[3], new int[3]);
        foreach (var sentence in gold.Where(s => s.Names is not null))
        {
            reader.Read(sentence.Forms);
            var expected = Spans(sentence.Names!);
            var predicted = Spans(reader.NameTags.AsSpan(0, sentence.Count));
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
}
