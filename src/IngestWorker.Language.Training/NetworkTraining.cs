using System.Diagnostics;
using IngestWorker.Language.Network;
using IngestWorker.Language.Training.Teaching;

namespace IngestWorker.Language.Training;

/// <summary>The command "train": a network from trees, names and plain text.</summary>
internal static class NetworkTraining
{
    public static void Run(Settings settings)
    {
        var clock = Stopwatch.StartNew();
        var material = Material.Read(settings);
        var data = TreebankData.Collect(material.Train, settings.Path("text", "articles.txt.gz"), settings.Start is null ? null : Teacher.Read(settings.Start).Model.Words);
        Console.Error.WriteLine(
            $"{material.Train.Count} trees, {data.Words.Length} words, {data.Labels.Xpos.Length} tags, {data.Labels.Feats.Length} features, {data.Labels.Analyses.Length} analyses, {data.Labels.Deprels.Length} relations");
        var trees = material.Convert(data);
        var dev = material.Dev.ToDictionary(d => d.Key, d => d.Value.Select(data.Convert).ToList());
        if (settings.Contexts is not null) ContextFile.Attach(settings.Contexts, [.. trees, .. material.Names.Values.SelectMany(n => n), .. dev.Values.SelectMany(d => d)]);

        var sentences = trees;
        foreach (var (name, list) in material.Names)
        {
            // Where a name set is kept for measuring, every second sentence teaches nothing.
            List<TrainingSentence> taught = settings.HoldOutNames ? [.. list.Where((_, i) => i % 2 == 0)] : list;
            for (var pass = 0; pass < settings.NamePasses; pass++) sentences.AddRange(taught);
            Console.Error.WriteLine($"{name}: {list.Count} sentences");
        }

        var labelled = settings.Labelled is null ? [] : LabelledText.Read(settings.Labelled, data);
        var (lemmas, bases) = LemmaData.Collect(material.Train);
        Console.Error.WriteLine($"{lemmas.Length} lemma exceptions, {bases.Length} base forms, {labelled.Sum(s => s.Count)} words labelled by networks");
        var chance = new Chance((ulong)settings.Seed);
        var model = settings.Start is null ? NetworkModel.Create(settings.Shape, data.Labels, data.Words, lemmas, bases) : ReadStart(settings.Start, data);
        var context = settings.Contexts is null ? null : new Tensor(PretrainedEncoder.Width, settings.Shape.Width);
        var trainer = new Trainer(model, data.Frequency, chance, settings.ClozeEpochs > 0 ? 6000 : 0, isTrained: settings.Start is not null, context) { Dropout = settings.Dropout };
        if (settings.ClozeEpochs > 0) Schedule.LearnPlainText(trainer, settings, chance, sentences, clock);
        Schedule.Learn(trainer, settings, chance, sentences, labelled, () => Score(new Teacher(model, context)), clock);

        new Teacher(model, context).Write(settings.Output);
        model = Teacher.Read(settings.Output).Model;
        Console.Error.WriteLine($"stored {new FileInfo(settings.Output).Length} bytes\n{Score(new Teacher(model, context))}");
        foreach (var (name, list) in material.Names)
        {
            var measured = list.Where((_, i) => !settings.HoldOutNames || i % 2 == 1).ToList();
            Console.Error.WriteLine($"  {name} {Evaluation.Names(measured, context is null ? Evaluation.ReadNames(model, measured) : new EnsembleReader([new(model, context)]).Read(measured))}");
        }

        string Score(Teacher teacher) => string.Join('\n', material.Dev.Select(d =>
            $"  {d.Key} {(teacher.Context is null ? Evaluation.Trees(teacher.Model, d.Value) : Evaluation.Trees(teacher.Model.Labels, dev[d.Key], new EnsembleReader([teacher]).Read(dev[d.Key])))}"));
    }

    // Labels follow from the data: a network of other data does not fit.
    private static NetworkModel ReadStart(string path, TreebankData data)
    {
        var start = Teacher.Read(path).Model;
        if (!start.Words.SequenceEqual(data.Words) || !start.Labels.Analyses.SequenceEqual(data.Labels.Analyses)) throw new InvalidDataException($"{path} was not trained on this data.");
        return start;
    }
}
