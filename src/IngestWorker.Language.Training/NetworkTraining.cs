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
        var pieces = settings.Encoder.Length == 0 ? null : new KnownPieces(EncoderFile.Read(settings.Encoder));
        var model = settings.Start is null ? NetworkModel.Create(settings.Shape, data.Labels, new Vocabulary(data.Words, pieces?.Pieces ?? [], lemmas, bases)) : ReadStart(settings.Start, data, pieces);
        var context = settings.Contexts is null && pieces is null ? null : new Tensor(PretrainedEncoder.Width, settings.Shape.Width);
        // What the encoder knows of single pieces goes into the network; what it knows of whole sentences does not.
        var heard = pieces is null ? context : null;
        var trainer = new Trainer(model, data.Frequency, chance, settings.ClozeEpochs > 0 ? 6000 : 0, isTrained: settings.Start is not null, context, pieces) { Dropout = settings.Dropout };
        if (settings.ClozeEpochs > 0) Schedule.LearnPlainText(trainer, settings, chance, sentences, clock);
        Schedule.Learn(trainer, settings, chance, sentences, labelled, Score, clock);

        trainer.FillPieces();
        new Teacher(model, heard).Write(settings.Output);
        model = Teacher.Read(settings.Output).Model;
        Console.Error.WriteLine($"stored {new FileInfo(settings.Output).Length} bytes\n{Measure(new Teacher(model, heard))}");
        foreach (var (name, list) in material.Names)
        {
            var measured = list.Where((_, i) => !settings.HoldOutNames || i % 2 == 1).ToList();
            Console.Error.WriteLine($"  {name} {Evaluation.Names(measured, heard is null ? Evaluation.ReadNames(model, measured) : new EnsembleReader([new(model, heard)]).Read(measured))}");
        }

        string Score()
        {
            trainer.FillPieces();
            return Measure(new Teacher(model, heard));
        }

        string Measure(Teacher teacher) => string.Join('\n', material.Dev.Select(d =>
            $"  {d.Key} {(teacher.Context is null ? Evaluation.Trees(teacher.Model, d.Value) : Evaluation.Trees(teacher.Model.Labels, dev[d.Key], new EnsembleReader([teacher]).Read(dev[d.Key])))}"));
    }

    // Labels follow from the data: a network of other data does not fit.
    private static NetworkModel ReadStart(string path, TreebankData data, KnownPieces? pieces)
    {
        var start = Teacher.Read(path).Model;
        if (!start.Words.SequenceEqual(data.Words) || !start.Labels.Analyses.SequenceEqual(data.Labels.Analyses)) throw new InvalidDataException($"{path} was not trained on this data.");
        if (start.Pieces.Length > 0 && !start.Pieces.SequenceEqual(pieces?.Pieces ?? [])) throw new InvalidDataException($"{path} has a table of word pieces: it learns on with --encoder and the same pieces.");
        if (pieces is null || start.Pieces.Length > 0) return start;
        var result = NetworkModel.Create(start.Shape, start.Labels, new Vocabulary(start.Words, pieces.Pieces, start.LemmaExceptions, start.BaseForms), ByteTable.Of(start.WordTable), ByteTable.Of(start.HashTable));
        foreach (var (from, to) in start.Tensors.Zip(result.Tensors).Where(p => p.First.Rows > 0 && p.First.Stored is null)) from.Values.CopyTo(to.Values, 0);
        return result;
    }
}
