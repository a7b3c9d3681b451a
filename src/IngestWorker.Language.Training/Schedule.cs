using System.Diagnostics;

namespace IngestWorker.Language.Training;

/// <summary>The order in which a network meets its material, and the learning rate over it.</summary>
internal static class Schedule
{
    private const int WarmUpSteps = 200;
    private const int AverageEvery = 10;

    /// <summary>Trees and names, and what other networks have labelled.</summary>
    public static void Learn(
        Trainer trainer, Settings settings, Chance chance, List<TrainingSentence> sentences, List<TrainingSentence> labelled, Func<string> score, Stopwatch clock)
    {
        var own = Words(sentences);
        var labelledWords = labelled.Count == 0 ? 0 : (int)(own * settings.LabelledShare);
        var total = (((own * settings.Epochs) + (labelledWords * (settings.Epochs - settings.OwnEpochs))) / settings.BatchWords) + settings.Epochs;
        var (step, next) = (0, 0);
        chance.Shuffle(labelled);
        for (var epoch = 1; epoch <= settings.Epochs; epoch++)
        {
            trainer.ResetLosses();
            List<TrainingSentence> lesson = [.. sentences];
            for (var words = 0; epoch <= settings.Epochs - settings.OwnEpochs && words < labelledWords; next = (next + 1) % labelled.Count)
            {
                lesson.Add(labelled[next]);
                words += labelled[next].Count + 1;
            }

            chance.Shuffle(lesson);
            var steps = (Words(lesson) / settings.BatchWords) + 1;
            foreach (var batch in Batches(lesson, settings.BatchWords))
            {
                trainer.Learn(batch, Rate(settings, ++step, total));
                if (settings.AverageSteps > 0 && step % AverageEvery == 0) trainer.Average(Math.Max(1f / (step / AverageEvery), (float)AverageEvery / settings.AverageSteps));
            }

            Console.Error.WriteLine(
                $"epoch {epoch} {clock.Elapsed.TotalSeconds:F0} s loss tags {trainer.TagLoss / steps:F3} arcs {trainer.ArcLoss / steps:F3} labels {trainer.LabelLoss / steps:F3} names {trainer.NameLoss / steps:F3}");
            if (epoch % 4 == 0 || epoch == settings.Epochs) Console.Error.WriteLine(score());
            if (settings.AverageSteps == 0 || (epoch % 4 != 0 && epoch != settings.Epochs)) continue;
            trainer.SwapAverage();
            Console.Error.WriteLine($"  averaged\n{score()}");
            if (epoch < settings.Epochs) trainer.SwapAverage();
        }
    }

    /// <summary>Words hidden in plain text, the training sentences included, so that rare words find their places.</summary>
    public static void LearnPlainText(Trainer trainer, Settings settings, Chance chance, IEnumerable<TrainingSentence> sentences, Stopwatch clock)
    {
        var plain = TreebankData.ReadRaw(settings.Path("text", "articles.txt.gz")).Where(s => s.Length is > 3 and <= 120)
            .Select(forms => new TrainingSentence { Forms = forms }).Concat(sentences.Where(s => s.Count <= 120)).ToList();
        var size = settings.BatchWords * 2;
        var steps = (plain.Sum(s => s.Count + 1) / size) + 1;
        var step = 0;
        for (var epoch = 1; epoch <= settings.ClozeEpochs; epoch++)
        {
            trainer.ResetLosses();
            chance.Shuffle(plain);
            foreach (var batch in Batches(plain, size)) trainer.Learn(batch, Rate(settings, ++step, steps * settings.ClozeEpochs), cloze: true);
            Console.Error.WriteLine($"plain text, pass {epoch} {clock.Elapsed.TotalSeconds:F0} s loss {trainer.ClozeLoss / steps:F3}");
        }
    }

    private static int Words(IEnumerable<TrainingSentence> sentences) => sentences.Sum(s => s.Count + 1);

    // Up for the first steps, then down along a half cosine.
    private static float Rate(Settings settings, int step, int total)
    {
        var fall = 0.5f * (1 + MathF.Cos(MathF.PI * Math.Min(1f, (float)step / total)));
        return settings.Rate * Math.Min(1f, (float)step / WarmUpSteps) * (settings.LastRate + ((1 - settings.LastRate) * fall));
    }

    private static IEnumerable<List<TrainingSentence>> Batches(List<TrainingSentence> sentences, int words)
    {
        var batch = new List<TrainingSentence>();
        var size = 0;
        foreach (var sentence in sentences)
        {
            batch.Add(sentence);
            size += sentence.Count + 1;
            if (size < words) continue;
            yield return batch;
            batch = [];
            size = 0;
        }
    }
}
