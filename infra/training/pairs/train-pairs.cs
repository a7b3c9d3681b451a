#:project ../../../src/IngestWorker.Events/IngestWorker.Events.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property AssemblyName=train-pairs

// Trains the model of the event between two given phrases (src/IngestWorker.Events/Data/pairs.txt):
//
//   dotnet run -c Release infra/training/pairs/train-pairs.cs -- TABLE MODEL [--folds N] [--decay D] [--least N]
//
// TABLE is tab-separated with the columns marked_sentence (<s>actor</s>, <t>recipient</t>) and gold_root. With --folds nothing is
// written: each part of the table is answered by a model of the others, and the scores are printed. The same input gives the same model.

using System.Globalization;
using System.Text.RegularExpressions;
using IngestWorker.Events;
using IngestWorker.Events.Pairs;

var decay = double.Parse(Option("--decay") ?? "0.2", CultureInfo.InvariantCulture);
var least = int.Parse(Option("--least") ?? "4", CultureInfo.InvariantCulture);
var examples = Example.Load(args[0], new EventCoder());
string[] types = [.. examples.Select(e => e.Type).Distinct().Order(StringComparer.Ordinal)];
if (Option("--folds") is { } folds)
{
    foreach (var d in (Option("--decays") ?? decay.ToString(CultureInfo.InvariantCulture)).Split(',')) Evaluate(int.Parse(folds, CultureInfo.InvariantCulture), double.Parse(d, CultureInfo.InvariantCulture));
    return;
}

var model = LogLinear.Train(examples, types, decay, least);
File.WriteAllText(args[1], model.Write($"Made by infra/training/pairs/train-pairs.cs from {examples.Count} sentences (Zero-Shot-PLOVER, training half): feature | weight of each type in hundredths."));

string? Option(string name) => Array.IndexOf(args, name) is var at and >= 0 ? args[at + 1] : null;

void Evaluate(int parts, double d)
{
    var answers = new string[examples.Count];
    for (var part = 0; part < parts; part++)
    {
        // One sentence asked for several pairs stays whole: what is known of it must not answer for it.
        bool InPart(Example e) => Math.Abs(e.Plain.Sum(c => (long)c * 31)) % parts == part;
        var trained = LogLinear.Train(examples.Where(e => !InPart(e)).ToList(), types, d, least);
        for (var i = 0; i < examples.Count; i++)
        {
            if (!InPart(examples[i])) continue;
            var p = trained.Read(examples[i].Features);
            answers[i] = types[Enumerable.Range(0, p.Length).MaxBy(t => p[t])];
        }
    }

    Console.WriteLine($"decay {d}: held out: types {Macro(examples.Select((e, i) => (e.Type, answers[i])).ToList()):F3}, quads {Macro(examples.Select((e, i) => (Quad(e.Type), Quad(answers[i]))).ToList()):F3}, right {examples.Where((e, i) => e.Type == answers[i]).Count() / (double)examples.Count:F3}");
    if (Option("--errors") is { } file) File.WriteAllLines(file, examples.Select((e, i) => (e, a: answers[i])).Where(x => x.e.Type != x.a).Select(x => $"{x.e.Type}\t{x.a}\t{x.e.Sentence}\t{string.Join(' ', x.e.Features.Where(f => f.StartsWith('d') || f.StartsWith("best") || f.StartsWith("top") || f.StartsWith("mtop") || f.StartsWith("mpath")))}"));
}

static double Macro(List<(string Gold, string Answer)> pairs) => pairs.Select(p => p.Gold).Distinct().Average(t =>
{
    var right = pairs.Count(p => p.Gold == t && p.Answer == t);
    return 2.0 * right / (pairs.Count(p => p.Gold == t) + pairs.Count(p => p.Answer == t));
});

static string Quad(string type) => type switch
{
    "AGREE" or "CONSULT" or "SUPPORT" => "1",
    "COOPERATE" or "AID" or "YIELD" => "2",
    "REQUEST" or "ACCUSE" or "REJECT" or "THREATEN" => "3",
    _ => "4",
};

internal sealed partial record Example(string Sentence, string Type, string[] Features)
{
    public string Plain => Tags().Replace(Sentence, "");

    public static List<Example> Load(string file, EventCoder coder)
    {
        var lines = File.ReadAllLines(file);
        var columns = lines[0].Split('\t');
        var (marked, type) = (Array.IndexOf(columns, "marked_sentence"), Array.IndexOf(columns, "gold_root"));
        List<Example> all = [];
        foreach (var line in lines.Skip(1))
        {
            var fields = line.Split('\t').Select(f => f.Length > 1 && f[0] == '"' && f[^1] == '"' ? f[1..^1].Replace("\"\"", "\"") : f).ToArray();
            var sentence = fields[marked];
            var plain = Tags().Replace(sentence, "");
            var (actor, recipient) = (Span(sentence, 's'), Span(sentence, 't'));
            if (actor is null && recipient is null) continue;
            PhrasePair pair = new(actor?.Start ?? 0, actor?.End ?? 0, recipient?.Start ?? 0, recipient?.End ?? 0);
            var features = coder.PairFeatures(new CodingInput { ArticleId = Guid.Empty, Text = plain, Pair = pair });
            all.Add(new Example(sentence, fields[type], [.. features.Order(StringComparer.Ordinal)]));
        }

        return all;
    }

    private static (int Start, int End)? Span(string sentence, char tag)
    {
        var (open, close) = (sentence.IndexOf($"<{tag}>", StringComparison.Ordinal), sentence.IndexOf($"</{tag}>", StringComparison.Ordinal));
        return open < 0 || close < 0 ? null : (Points(sentence[..open]), Points(sentence[..close]));
    }

    private static int Points(string before) => Tags().Replace(before, "").EnumerateRunes().Count();

    [GeneratedRegex("</?[st]>")]
    private static partial Regex Tags();
}

/// <summary>Multinomial logistic regression with quadratic decay, by resilient gradient descent over the whole set.</summary>
internal static class LogLinear
{
    private const int Rounds = 120;

    public static PairModel Train(List<Example> examples, string[] types, double decay, int least)
    {
        var names = examples.SelectMany(e => e.Features).GroupBy(f => f).Where(g => g.Count() >= least).Select(g => g.Key).Order(StringComparer.Ordinal).ToArray();
        var index = names.Select((n, i) => (n, i)).ToDictionary(p => p.n, p => p.i);
        var rows = examples.Select(e => e.Features.Where(index.ContainsKey).Select(f => index[f]).ToArray()).ToArray();
        var gold = examples.Select(e => Array.IndexOf(types, e.Type)).ToArray();
        var size = names.Length * types.Length;
        var (weights, gradient, step, last) = (new double[size], new double[size], new double[size], new double[size]);
        Array.Fill(step, 0.02);
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < size; i++) gradient[i] = decay * weights[i];
            for (var e = 0; e < rows.Length; e++) AddGradient(rows[e], gold[e], weights, gradient, types.Length);
            for (var i = 0; i < size; i++)
            {
                var sign = gradient[i] * last[i];
                step[i] = sign > 0 ? Math.Min(step[i] * 1.2, 0.3) : sign < 0 ? Math.Max(step[i] * 0.5, 1e-5) : step[i];
                if (sign < 0) gradient[i] = 0;
                weights[i] -= Math.Sign(gradient[i]) * step[i];
                last[i] = gradient[i];
            }
        }

        return new PairModel(types, names.Select((n, i) => (n, w: weights.AsSpan(i * types.Length, types.Length).ToArray().Select(x => (float)x).ToArray())).ToDictionary(p => p.n, p => p.w));
    }

    private static void AddGradient(int[] row, int gold, double[] weights, double[] gradient, int types)
    {
        Span<double> scores = stackalloc double[types];
        foreach (var f in row)
        {
            for (var t = 0; t < types; t++) scores[t] += weights[(f * types) + t];
        }

        var (highest, sum) = (double.MinValue, 0.0);
        foreach (var s in scores) highest = Math.Max(highest, s);
        for (var t = 0; t < types; t++) sum += scores[t] = Math.Exp(scores[t] - highest);
        for (var t = 0; t < types; t++)
        {
            var slope = (scores[t] / sum) - (t == gold ? 1 : 0);
            foreach (var f in row) gradient[(f * types) + t] += slope;
        }
    }
}
