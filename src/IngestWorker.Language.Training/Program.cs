using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using IngestWorker.Language.Network;
using IngestWorker.Language.Places;
using IngestWorker.Language.Segmentation;
using IngestWorker.Language.Training;
using IngestWorker.Language.Trees;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var settings = Settings.Parse(args);
if (settings is null)
{
    Console.Error.WriteLine(Settings.Usage);
    return 2;
}

if (settings.Command == "places")
{
    StreamReader Open(string file) => new(settings.Path("places", file));
    Console.WriteLine($"with cities15000\n{PlaceMeasure.Score(settings.Path("places", "lgl.xml.gz"), Gazetteer.ReadGeoNames(Open("cities15000-2012.txt"), Open("admin1CodesASCII.txt"), Open("countryInfo.txt")))}");
    Console.WriteLine($"the built-in gazetteer alone\n{PlaceMeasure.Score(settings.Path("places", "lgl.xml.gz"), Gazetteer.ReadEmbedded())}");
    return 0;
}

var clock = Stopwatch.StartNew();
List<ConlluSentence> Trees(string file) => [.. ConlluReader.Read(new StreamReader(settings.Path("treebank", file)))];
var (ewtDev, gumDev) = (Trees("ewt-dev.conllu"), Trees("gum-dev.conllu"));
List<ConlluSentence> train = [.. Trees("ewt-train.conllu"), .. Trees("gum-train.conllu")];
if (settings.Command == "sentences")
{
    var weights = BoundaryTrainer.Learn(train, settings.Seed);
    File.WriteAllBytes(settings.Output, MemoryMarshal.AsBytes(weights.AsSpan()));
    foreach (var (set, gold) in new[] { ("ewt-dev", ewtDev), ("gum-dev", gumDev) })
        Console.Error.WriteLine($"{set} by rule {BoundaryTrainer.Score(null, gold)}; learned {BoundaryTrainer.Score(new BoundaryModel(weights), gold)}");
    return 0;
}

var data = TreebankData.Collect(train, settings.Path("text", "articles.txt.gz"), WordsOf(settings.Start));
Console.Error.WriteLine($"{train.Count} trees, {data.Words.Length} words, {data.Labels.Xpos.Length} tags, {data.Labels.Feats.Length} features, {data.Labels.Analyses.Length} analyses, {data.Labels.Deprels.Length} relations");

List<TrainingSentence> sentences = [];
List<(string, int, int)> open = [];
foreach (var tree in train)
{
    var sentence = data.Convert(tree);
    if (tree.Rows.Any(r => r.Misc.Contains("Entity=", StringComparison.Ordinal))) sentence.Names = NameData.FromEntities(tree, open);
    sentences.Add(sentence);
}

var names = new Dictionary<string, List<TrainingSentence>>
{
    ["wikigold"] = NameData.ReadTagged(settings.Path("names", "wikigold.conll.txt")),
    ["uner"] = NameData.ReadTagged(settings.Path("names", "uner-ewt-dev.iob2")),
    ["crossner"] = NameData.ReadTagged(settings.Path("names", "crossner-politics.txt")),
};
foreach (var (name, list) in names)
{
    // Where a name set is kept for measuring, every second sentence teaches nothing.
    sentences.AddRange(settings.HoldOutNames ? list.Where((_, i) => i % 2 == 0) : list);
    Console.Error.WriteLine($"{name}: {list.Count} sentences");
}

var (lemmas, bases) = LemmaData.Collect(train);
var chance = new Chance((ulong)settings.Seed);
var model = settings.Start is null ? NetworkModel.Create(settings.Shape, data.Labels, data.Words, lemmas, bases) : ReadStart(settings.Start);
Console.Error.WriteLine($"{lemmas.Length} lemma exceptions, {bases.Length} base forms");
var trainer = new Trainer(model, data.Frequency, chance, settings.ClozeEpochs > 0 ? 6000 : 0, isTrained: settings.Start is not null) { Dropout = settings.Dropout };
if (settings.ClozeEpochs > 0) Schedule.LearnPlainText(trainer, settings, chance, sentences, clock);
Schedule.Learn(trainer, settings, chance, sentences, () => $"  ewt-dev {Evaluation.Trees(model, ewtDev)}\n  gum-dev {Evaluation.Trees(model, gumDev)}", clock);

using (var output = File.Create(settings.Output)) ModelFile.Write(output, model);
using (var input = File.OpenRead(settings.Output)) model = ModelFile.Read(input);
Console.Error.WriteLine($"stored {new FileInfo(settings.Output).Length} bytes");
Console.Error.WriteLine($"  ewt-dev {Evaluation.Trees(model, ewtDev)}\n  gum-dev {Evaluation.Trees(model, gumDev)}");
foreach (var (name, list) in names)
    Console.Error.WriteLine($"  {name} {Evaluation.Names(model, settings.HoldOutNames ? list.Where((_, i) => i % 2 == 1) : list)}");
return 0;

string[]? WordsOf(string? path)
{
    if (path is null) return null;
    using var stored = File.OpenRead(path);
    return ModelFile.Read(stored).Words;
}

// Labels follow from the data: a network of other data does not fit.
NetworkModel ReadStart(string path)
{
    using var stored = File.OpenRead(path);
    var start = ModelFile.Read(stored);
    if (!start.Words.SequenceEqual(data.Words) || !start.Labels.Analyses.SequenceEqual(data.Labels.Analyses)) throw new InvalidDataException($"{path} was not trained on this data.");
    return start;
}
