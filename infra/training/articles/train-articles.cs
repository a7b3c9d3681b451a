#:project ../../../src/IngestWorker.Articles/IngestWorker.Articles.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property AssemblyName=train-articles

// Trains the model that tells an article's lines from the rest of its page (src/IngestWorker.Articles/Content/blocks.model):
//
//   dotnet run -c Release infra/training/articles/train-articles.cs -- DATA MODEL [--fold K/N] [--predict FILE] [--trees N] [--rate R] [--seed N] [--members N]
//
// DATA is a folder with NAME.pages.jsonl.gz ({"id","url","html"} a line) and NAME.gold.json ({id: {"articleBody"}}).
// With --fold, sites whose hash falls into part K of N are left out, and the model is measured on them: as they are, and masked, that is
// as pages of a language whose words and class names nobody has listed. The same input gives the same model.

using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using IngestWorker.Articles;
using IngestWorker.Articles.Content;

var (fold, folds) = Option("--fold") is { } f ? (int.Parse(f.Split('/')[0]), int.Parse(f.Split('/')[1])) : (-1, 1);
var settings = new Settings(int.Parse(Option("--trees") ?? "300"), 6, float.Parse(Option("--rate") ?? "0.09", CultureInfo.InvariantCulture), int.Parse(Option("--seed") ?? "1"));
var firstSettings = settings with { Trees = settings.Trees * 3 / 5, Rate = settings.Rate * 3 / 2 };
var all = TrainingPage.Load(args[0]).ToList();
var held = all.Where(page => folds > 1 && page.Site % folds == fold).ToList();
var pages = all.Where(page => folds == 1 || page.Site % folds != fold).ToList();
var masked = new Random(settings.Seed);
for (var copies = int.Parse(Option("--masked") ?? "1"); copies > 0; copies--)
    pages.AddRange(pages.Where(page => !page.IsMasked).Select(page => page.Masked(masked)).ToList());
Console.Error.WriteLine($"{pages.Count} pages, {pages.Sum(page => page.Labels.Length)} lines");

// The second step must learn from probabilities such as the first one gives for pages it has not seen.
// The forests that are made for that are the first step: each knows three quarters of the sites, and their mean knows all.
const int Parts = 4;
var first = new ObliviousForest[Parts];
foreach (var part in Enumerable.Range(0, Parts))
{
    var forest = first[part] = Boosting.Train(pages.Where(page => page.Site / 7 % Parts != part).ToList(), BlockFeatures.Count, firstSettings);
    foreach (var page in pages.Where(page => page.Site / 7 % Parts == part))
    {
        var scores = new float[page.Labels.Length];
        forest.Probabilities(page.Table, scores);
        BlockModel.AddContext(page.Analysis.Tree, page.Table, scores);
    }
}

// What a forest says of a page that it has not seen depends on the seed; the mean of a few depends on it less, and is nearer the truth.
var members = Enumerable.Range(0, int.Parse(Option("--members") ?? "2"));
var model = new BlockModel(
    ObliviousForest.Mean(first),
    ObliviousForest.Mean([.. members.Select(member => Boosting.Train(pages, BlockModel.SecondCount, settings with { Seed = settings.Seed + member }))]));
using (var file = File.Create(args[1]))
    model.Write(file);
Console.Error.WriteLine($"{args[1]}: {new FileInfo(args[1]).Length} bytes");

if (held.Count > 0)
{
    if (Option("--predict") is { } predictions)
        Predict(held, predictions);
    Console.Error.WriteLine($"held out: {Measure(held)}");
    var mask = new Random(7);
    Console.Error.WriteLine($"masked:   {Measure(held.Select(page => page.Masked(mask)).ToList())}");
}

string Measure(List<TrainingPage> on)
{
    double loss = 0, weight = 0, wrong = 0;
    foreach (var page in on)
    {
        var scores = model.Score(page.Analysis.Tree, page.Table);
        for (var i = 0; i < scores.Length; i++)
        {
            var p = Math.Clamp(scores[i], 1e-4f, 1 - 1e-4f);
            loss -= page.Weights[i] * ((page.Labels[i] * Math.Log(p)) + ((1 - page.Labels[i]) * Math.Log(1 - p)));
            wrong += page.Weights[i] * (p >= 0.5f != page.Labels[i] >= 0.5f ? 1 : 0);
            weight += page.Weights[i];
        }
    }

    return FormattableString.Invariant($"{on.Count} pages, loss {loss / weight:F4}, lines wrong by weight {wrong / weight:P2}");
}

// The articles of the sites left out, in the form that score/articles.py reads.
void Predict(List<TrainingPage> on, string file)
{
    var extractor = new ArticleExtractor(new ArticleOptions(), model);
    using var writer = new StreamWriter(file);
    foreach (var page in on)
    {
        var content = extractor.Extract(page.Source).Content;
        writer.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object?>
        {
            ["id"] = page.Id,
            ["set"] = page.Set,
            ["text"] = content is null ? null : ArticleText.WithHeadings(content),
            ["confidence"] = content?.Confidence,
        }));
    }
}

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

internal sealed record Settings(int Trees, int Depth, float Rate, int Seed);

internal sealed class TrainingPage
{
    public required int Site { get; init; }
    public required PageAnalysis Analysis { get; init; }
    public required FeatureTable Table { get; init; }
    public required float[] Labels { get; init; }
    public required float[] Weights { get; init; }

    public required string Id { get; init; }
    public required string Set { get; init; }
    public required PageSource Source { get; init; }

    public bool IsMasked { get; private init; }

    // A masked copy is a guess at other pages, so it counts less than the page itself.
    private const float MaskedWeight = 0.5f;
    private const double HiddenRole = 0.4;

    /// <summary>
    /// The page as if it were in a language whose phrases, class names and capitals the program does not know: most of the world's
    /// pages are, and the pages to learn from are English with few exceptions.
    /// </summary>
    public TrainingPage Masked(Random random)
    {
        var table = new FeatureTable(Table.Rows, Table.Columns);
        var hidden = BlockFeatures.Language.Where(_ => random.NextDouble() < 0.8).ToHashSet();
        for (var role = 0; role < RoleWords.Count; role++)
        {
            if (random.NextDouble() < HiddenRole)
                hidden.UnionWith(BlockFeatures.RoleColumns(role));
        }

        var noHints = random.NextDouble() < 0.5;
        var noSigns = random.NextDouble() < 0.15;
        var noCase = random.NextDouble() < 0.4;
        for (var column = 0; column < Table.Columns; column++)
        {
            for (var row = 0; row < Table.Rows; row++)
            {
                var value = Table[row, column];
                table[row, column] = hidden.Contains(column) ? 0
                    : noHints && BlockFeatures.Hints.TryGetValue(column, out var silent) ? silent
                    : noSigns && BlockFeatures.Punctuation.Contains(column) ? 0
                    : noCase ? BlockFeatures.WithoutCase(column, value)
                    : value;
            }
        }

        return new TrainingPage { Site = Site, Id = Id, Set = Set, Source = Source, Analysis = Analysis, Table = table, Labels = Labels, Weights = Array.ConvertAll(Weights, weight => weight * MaskedWeight), IsMasked = true };
    }

    // News is what the room is for; the other set has more of everything else.
    private const string NewsSet = "aeb";
    private const float NewsWeight = 2;

    public static IEnumerable<TrainingPage> Load(string folder)
    {
        var extractor = new ArticleExtractor(new ArticleOptions(), BlockModel.Empty);
        foreach (var file in Directory.GetFiles(folder, "*.pages.jsonl.gz").Order(StringComparer.Ordinal))
        {
            using var gold = JsonDocument.Parse(File.ReadAllText(file.Replace(".pages.jsonl.gz", ".gold.json", StringComparison.Ordinal)));
            using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
            while (reader.ReadLine() is { } line)
            {
                using var json = JsonDocument.Parse(line);
                var url = json.RootElement.GetProperty("url").GetString() ?? string.Empty;
                var id = json.RootElement.GetProperty("id").GetString()!;
                var body = gold.RootElement.GetProperty(id).GetProperty("articleBody").GetString() ?? string.Empty;
                var html = json.RootElement.GetProperty("html").GetString()!;
                var analysis = extractor.Analyze(html, url, null);
                if (analysis.Tree.BlockCount == 0)
                    continue;
                var labels = Alignment.Label(analysis.Tree, body);
                yield return new TrainingPage
                {
                    Site = SiteNumber(url),
                    Id = id,
                    Set = Path.GetFileName(file).Split('.')[0],
                    Source = new PageSource { Url = url, Html = html },
                    Analysis = analysis,
                    Table = BlockFeatures.Compute(analysis.Tree, analysis.Layout, analysis.Hints),
                    Labels = labels,
                    Weights = LineWeights(analysis.Tree, labels, Path.GetFileName(file).StartsWith(NewsSet, StringComparison.Ordinal) ? NewsWeight : 1),
                };
            }
        }
    }

    public static int SiteNumber(string url)
    {
        var host = Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.Host : url;
        return (int)(PageHints.TextHash(host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host) % 1_000_003);
    }

    // Long lines count more, short ones still something (a page is only right when all of it is), each page about the same.
    private static float[] LineWeights(PageTree tree, float[] labels, float pageWeight)
    {
        var weights = new float[labels.Length];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = MathF.Pow(3 + (tree.Blocks[i].Weight / 5), 0.6f);
        var scale = pageWeight * 20 / MathF.Sqrt(weights.Sum());
        for (var i = 0; i < weights.Length; i++)
            weights[i] *= scale;
        return weights;
    }
}

/// <summary>Finds the lines of a page in the text that people say is its article.</summary>
internal static class Alignment
{
    private const int Run = 4;

    public static float[] Label(PageTree tree, string gold)
    {
        var words = Words(gold);
        var places = new Dictionary<(ulong, ulong), List<int>>();
        for (var i = 0; i + Run <= words.Length; i++)
            (places.TryGetValue(Key(words, i), out var list) ? list : places[Key(words, i)] = []).Add(i);

        var count = tree.BlockCount;
        var labels = new float[count];
        var lines = new ulong[count][];
        for (var i = 0; i < count; i++)
            lines[i] = Words(tree.TextOf(i));

        // Long lines: where most of their runs of words stand in the gold text.
        var found = new (int Start, float Share)[count];
        for (var i = 0; i < count; i++)
            found[i] = Best(lines[i], places);
        var chain = Chain(lines, found);
        var covered = new bool[words.Length + 1];
        foreach (var i in chain)
            Take(i);
        for (var i = 0; i < count; i++)
        {
            if (labels[i] == 0 && found[i].Share > 0.5f && !Mostly(found[i].Start, lines[i].Length))
                Take(i);
        }

        // Short lines: what stands between the neighbours' places and is not taken.
        var before = 0;
        for (var i = 0; i < count; i++)
        {
            if (labels[i] > 0.5f)
            {
                before = found[i].Start + lines[i].Length;
                continue;
            }

            if (lines[i].Length is 0 or >= Run + 1)
                continue;
            var after = words.Length;
            for (var next = i + 1; next < count; next++)
            {
                if (labels[next] > 0.5f && lines[next].Length > Run)
                {
                    after = found[next].Start;
                    break;
                }
            }

            for (var at = Math.Max(0, before - 1); at + lines[i].Length <= Math.Min(words.Length, after + 1); at++)
            {
                if (covered[at] || !words.AsSpan(at, lines[i].Length).SequenceEqual(lines[i]))
                    continue;
                found[i] = (at, 1);
                Take(i);
                before = at + lines[i].Length;
                break;
            }
        }

        return labels;

        void Take(int i)
        {
            labels[i] = found[i].Share;
            for (var at = Math.Max(0, found[i].Start); at < Math.Min(words.Length, found[i].Start + lines[i].Length); at++)
                covered[at] = true;
        }

        bool Mostly(int start, int length)
        {
            var taken = 0;
            for (var at = Math.Max(0, start); at < Math.Min(words.Length, start + length); at++)
                taken += covered[at] ? 1 : 0;
            return taken * 2 > length;
        }
    }

    private static (int Start, float Share) Best(ulong[] line, Dictionary<(ulong, ulong), List<int>> places)
    {
        if (line.Length < Run)
            return (-1, 0);
        var votes = new Dictionary<int, int>();
        var hits = 0;
        for (var i = 0; i + Run <= line.Length; i++)
        {
            if (!places.TryGetValue(Key(line, i), out var at))
                continue;
            hits++;
            foreach (var place in at.Take(20))
                votes[place - i] = votes.GetValueOrDefault(place - i) + 1;
        }

        if (hits == 0)
            return (-1, 0);
        return (votes.OrderByDescending(vote => vote.Value).ThenBy(vote => vote.Key).First().Key, hits / (float)(line.Length - Run + 1));
    }

    /// <summary>The heaviest series of lines whose places follow one another.</summary>
    private static List<int> Chain(ulong[][] lines, (int Start, float Share)[] found)
    {
        var candidates = Enumerable.Range(0, lines.Length).Where(i => found[i].Share > 0.3f).ToArray();
        var weight = new float[candidates.Length];
        var previous = new int[candidates.Length];
        var best = -1;
        for (var i = 0; i < candidates.Length; i++)
        {
            previous[i] = -1;
            var own = lines[candidates[i]].Length * found[candidates[i]].Share;
            weight[i] = own;
            for (var j = 0; j < i; j++)
            {
                var end = found[candidates[j]].Start + (int)(lines[candidates[j]].Length * 0.8f);
                if (end <= found[candidates[i]].Start && weight[j] + own > weight[i])
                    (weight[i], previous[i]) = (weight[j] + own, j);
            }

            if (best < 0 || weight[i] > weight[best])
                best = i;
        }

        var chain = new List<int>();
        for (var i = best; i >= 0; i = previous[i])
            chain.Add(candidates[i]);
        chain.Reverse();
        return chain;
    }

    private static ulong[] Words(ReadOnlySpan<char> text)
    {
        var result = new List<ulong>();
        foreach (var hash in new WordHashes(text))
            result.Add(hash);
        return [.. result];
    }

    private static (ulong, ulong) Key(ulong[] words, int i) =>
        unchecked(((words[i] * 31) + words[i + 1], (words[i + 2] * 31) + words[i + 3]));
}

/// <summary>Gradient boosting of symmetric trees on binned features, logistic loss, labels between 0 and 1.</summary>
internal static class Boosting
{
    private const int Bins = 48;
    private const float Regularization = 12;

    // Of the lines, for choosing a question; the answers are learned from all.
    private const double Sampled = 0.4;

    public static ObliviousForest Train(List<TrainingPage> pages, int width, Settings settings)
    {
        var labels = pages.SelectMany(page => page.Labels).ToArray();
        var weights = pages.SelectMany(page => page.Weights).ToArray();
        var count = labels.Length;
        var borders = new float[width][];
        var columns = new byte[width][];
        Parallel.For(0, width, feature =>
        {
            var values = new float[count];
            var at = 0;
            foreach (var page in pages)
            {
                page.Table.Column(feature)[..page.Labels.Length].CopyTo(values.AsSpan(at));
                at += page.Labels.Length;
            }

            borders[feature] = Borders(values);
            columns[feature] = new byte[count];
            for (var i = 0; i < count; i++)
                columns[feature][i] = (byte)Bin(borders[feature], values[i]);
        });

        var random = new Random(settings.Seed);
        var bias = Logit(labels.Zip(weights, (label, weight) => label * weight).Sum() / weights.Sum());
        var scores = new float[count];
        Array.Fill(scores, bias);
        var gradients = new float[count];
        var curvatures = new float[count];
        var leafOf = new byte[count];
        var features = new List<ushort>();
        var thresholds = new List<float>();
        var leaves = new List<float>();
        var rare = columns.Select((column, feature) => borders[feature].Length == 1 ? Rows(column) : null).ToArray();
        for (var tree = 0; tree < settings.Trees; tree++)
        {
            Parallel.For(0, 8, part =>
            {
                for (var i = part; i < count; i += 8)
                {
                    var p = 1 / (1 + MathF.Exp(-scores[i]));
                    gradients[i] = (labels[i] - p) * weights[i];
                    curvatures[i] = Math.Max(1e-4f, p * (1 - p)) * weights[i];
                }
            });
            var isSampled = new bool[count];
            for (var i = 0; i < count; i++)
                isSampled[i] = random.NextDouble() < Sampled;
            var candidates = Enumerable.Range(0, width).Where(feature => borders[feature].Length > 0 && random.NextDouble() < 0.3).ToArray();
            var split = new SplitSearch(columns, borders, rare, candidates, isSampled, gradients, curvatures);
            Array.Clear(leafOf);
            for (var level = 0; level < settings.Depth; level++)
            {
                var (feature, bin) = split.Best(leafOf, level);
                features.Add((ushort)feature);
                thresholds.Add(borders[feature][bin]);
                var column = columns[feature];
                for (var i = 0; i < count; i++)
                    leafOf[i] |= (byte)((column[i] > bin ? 1 : 0) << level);
            }

            var sums = new (double Gradient, double Curvature)[1 << settings.Depth];
            for (var i = 0; i < count; i++)
            {
                sums[leafOf[i]].Gradient += gradients[i];
                sums[leafOf[i]].Curvature += curvatures[i];
            }

            var values = sums.Select(sum => (float)(Half)(float)(settings.Rate * sum.Gradient / (sum.Curvature + Regularization))).ToArray();
            leaves.AddRange(values);
            for (var i = 0; i < count; i++)
                scores[i] += values[leafOf[i]];
        }

        return new ObliviousForest(settings.Depth, bias, [.. features], [.. thresholds], [.. leaves]);
    }

    /// <summary>The rows of a column of flags that has few; null for any other.</summary>
    private static int[]? Rows(byte[] column)
    {
        var set = column.Count(value => value > 0);
        return set * 5 > column.Length ? null : Enumerable.Range(0, column.Length).Where(row => column[row] > 0).ToArray();
    }

    /// <summary>
    /// The best question for each level of one tree. What a level knows of a leaf is split between its two halves: one is counted, the
    /// other is what remains; and of rare flags only the rows that have them are counted.
    /// </summary>
    private sealed class SplitSearch(byte[][] columns, float[][] borders, int[]?[] rare, int[] candidates, bool[] isSampled, float[] gradients, float[] curvatures)
    {
        private const int Cells = Bins + 1;
        private readonly (float Gradient, float Curvature)[]?[] _known = new (float, float)[]?[candidates.Length];
        private readonly int[] _sample = Enumerable.Range(0, isSampled.Length).Where(i => isSampled[i]).ToArray();

        public (int Feature, int Bin) Best(byte[] leafOf, int level)
        {
            var half = level == 0 ? 0 : 1 << (level - 1);
            var upper = level == 0 ? _sample : Array.FindAll(_sample, i => (leafOf[i] & half) != 0);
            var counted = upper.Length * 2 <= _sample.Length || level == 0 ? upper : Array.FindAll(_sample, i => (leafOf[i] & half) == 0);
            var lowerCounted = level > 0 && !ReferenceEquals(counted, upper);
            var totals = new (float Gradient, float Curvature)[1 << level];
            foreach (var i in _sample)
            {
                totals[leafOf[i]].Gradient += gradients[i];
                totals[leafOf[i]].Curvature += curvatures[i];
            }

            var gains = new (double Gain, int Bin)[candidates.Length];
            Parallel.For(0, candidates.Length, c => gains[c] = Gain(candidates[c], Histogram(c, leafOf, level, counted, lowerCounted, totals), 1 << level));
            var winner = 0;
            for (var c = 1; c < gains.Length; c++)
            {
                if (gains[c].Gain > gains[winner].Gain)
                    winner = c;
            }

            return (candidates[winner], gains[winner].Bin);
        }

        private (float Gradient, float Curvature)[] Histogram(int c, byte[] leafOf, int level, int[] counted, bool lowerCounted, (float Gradient, float Curvature)[] totals)
        {
            var histogram = new (float Gradient, float Curvature)[Cells << level];
            var column = columns[candidates[c]];
            if (rare[candidates[c]] is { } rows)
            {
                foreach (var i in rows)
                {
                    if (isSampled[i])
                        Add(histogram, (leafOf[i] * Cells) + 1, gradients[i], curvatures[i]);
                }

                for (var leaf = 0; leaf < totals.Length; leaf++)
                    Add(histogram, leaf * Cells, totals[leaf].Gradient - histogram[(leaf * Cells) + 1].Gradient, totals[leaf].Curvature - histogram[(leaf * Cells) + 1].Curvature);
                return histogram;
            }

            foreach (var i in counted)
                Add(histogram, (leafOf[i] * Cells) + column[i], gradients[i], curvatures[i]);
            if (_known[c] is { } before)
            {
                var shift = lowerCounted ? before.Length : -before.Length;
                var from = lowerCounted ? 0 : before.Length;
                for (var cell = from; cell < from + before.Length; cell++)
                {
                    var whole = before[cell - from];
                    histogram[cell + shift] = (whole.Gradient - histogram[cell].Gradient, Math.Max(0, whole.Curvature - histogram[cell].Curvature));
                }
            }

            return _known[c] = histogram;
        }

        private static void Add((float Gradient, float Curvature)[] histogram, int at, float gradient, float curvature)
        {
            ref var cell = ref histogram[at];
            cell.Gradient += gradient;
            cell.Curvature += curvature;
        }

        private (double Gain, int Bin) Gain(int feature, (float Gradient, float Curvature)[] histogram, int leafCount)
        {
            var bins = borders[feature].Length;
            var gain = new double[bins];
            for (var leaf = 0; leaf < leafCount; leaf++)
            {
                double allGradient = 0, allCurvature = 0, gradient = 0, curvature = 0;
                var cells = histogram.AsSpan(leaf * Cells, bins + 1);
                foreach (var cell in cells)
                {
                    allGradient += cell.Gradient;
                    allCurvature += cell.Curvature;
                }

                for (var bin = 0; bin < bins; bin++)
                {
                    gradient += cells[bin].Gradient;
                    curvature += cells[bin].Curvature;
                    var (restGradient, restCurvature) = (allGradient - gradient, allCurvature - curvature);
                    gain[bin] += (gradient * gradient / (curvature + Regularization)) + (restGradient * restGradient / (restCurvature + Regularization));
                }
            }

            var best = 0;
            for (var bin = 1; bin < bins; bin++)
            {
                if (gain[bin] > gain[best])
                    best = bin;
            }

            return (gain[best], best);
        }
    }

    private static float[] Borders(float[] values)
    {
        var sorted = values.Order().ToArray();
        var borders = new List<float>();
        for (var bin = 1; bin <= Bins; bin++)
        {
            var value = sorted[(int)((long)bin * (sorted.Length - 1) / (Bins + 1))];
            if (value < sorted[^1] && (borders.Count == 0 || value > borders[^1]))
                borders.Add(value);
        }

        // Rare flags have no quantile of their own.
        if (borders.Count == 0 && sorted[0] < sorted[^1])
            borders.Add(sorted[0]);
        return [.. borders];
    }

    private static int Bin(float[] borders, float value)
    {
        int low = 0, high = borders.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (value > borders[middle])
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static float Logit(float p) => MathF.Log(p / (1 - p));
}
