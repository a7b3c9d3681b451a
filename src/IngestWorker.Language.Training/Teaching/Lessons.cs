namespace IngestWorker.Language.Training.Teaching;

/// <summary>The commands by which networks teach another: "encode" asks the pretrained encoder, "label" reads the plain text with the teachers.</summary>
internal static class Lessons
{
    public static void Encode(Settings settings)
    {
        var material = Material.Read(settings);
        var sentences = material.Train.Concat(material.Dev.Values.SelectMany(d => d)).Select(Forms).ToList();
        sentences.InsertRange(material.Train.Count, material.Names.Values.SelectMany(n => n).Select(s => s.Forms));
        sentences.AddRange(NewsText.Read(settings.Path("text", "articles.txt.gz"), settings.PlainWords));
        var (all, told) = (sentences.Sum(s => s.Length), 0);
        ContextFile.Write(settings.Output, new PretrainedEncoder(EncoderFile.Read(settings.Encoder)), sentences, done =>
        {
            if (done * 20L / all == told) return;
            told = (int)(done * 20L / all);
            Console.Error.WriteLine($"{done} of {all} words");
        });
    }

    public static void Label(Settings settings)
    {
        var material = Material.Read(settings);
        Teacher[] teachers = [.. settings.Teachers.Select(Teacher.Read)];
        var data = TreebankData.Collect(material.Train, rawText: null, teachers[0].Model.Words);
        var dev = material.Dev.ToDictionary(d => d.Key, d => d.Value.Select(data.Convert).ToList());
        var plain = NewsText.Read(settings.Path("text", "articles.txt.gz"), settings.PlainWords).ConvertAll(forms => new TrainingSentence { Forms = forms });
        if (settings.Contexts is not null)
            ContextFile.Attach(settings.Contexts, [.. material.Convert(data), .. material.Names.Values.SelectMany(n => n), .. dev.Values.SelectMany(d => d), .. plain]);

        var reader = new EnsembleReader(teachers);
        foreach (var (name, gold) in dev) Console.Error.WriteLine($"  {name} {Evaluation.Trees(data.Labels, gold, reader.Read(gold))}");
        foreach (var (name, gold) in material.Names)
        {
            var measured = gold.Where((_, i) => i % 2 == 1).ToList();
            Console.Error.WriteLine($"  {name} {Evaluation.Names(measured, reader.Read(measured))}");
        }

        LabelledText.Write(settings.Output, data.Labels, reader.Read(plain));
    }

    private static string[] Forms(Trees.ConlluSentence tree) => [.. tree.Words.Select(w => w.Form)];
}
