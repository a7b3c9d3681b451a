using IngestWorker.Language.Trees;

namespace IngestWorker.Language.Training;

/// <summary>Everything that the network is trained and measured on.</summary>
internal sealed class Material
{
    private Material(List<ConlluSentence> train, Dictionary<string, List<ConlluSentence>> dev, Dictionary<string, List<TrainingSentence>> names) =>
        (Train, Dev, Names) = (train, dev, names);

    public List<ConlluSentence> Train { get; }

    /// <summary>The trees that choices are made on.</summary>
    public Dictionary<string, List<ConlluSentence>> Dev { get; }

    public Dictionary<string, List<TrainingSentence>> Names { get; }

    public static Material Read(Settings settings)
    {
        List<ConlluSentence> Trees(string file) => [.. ConlluReader.Read(new StreamReader(settings.Path("treebank", file)))];
        return new Material(
            [.. Trees("ewt-train.conllu"), .. Trees("gum-train.conllu")],
            new() { ["ewt-dev"] = Trees("ewt-dev.conllu"), ["gum-dev"] = Trees("gum-dev.conllu") },
            new()
            {
                ["wikigold"] = NameData.ReadTagged(settings.Path("names", "wikigold.conll.txt")),
                ["uner"] = NameData.ReadTagged(settings.Path("names", "uner-ewt-dev.iob2")),
                ["crossner"] = NameData.ReadTagged(settings.Path("names", "crossner-politics.txt")),
            });
    }

    /// <summary>The training trees, with names where they are annotated.</summary>
    public List<TrainingSentence> Convert(TreebankData data)
    {
        List<TrainingSentence> sentences = [];
        List<(string, int, int)> open = [];
        foreach (var tree in Train)
        {
            var sentence = data.Convert(tree);
            if (tree.Rows.Any(r => r.Misc.Contains("Entity=", StringComparison.Ordinal))) sentence.Names = NameData.FromEntities(tree, open);
            sentences.Add(sentence);
        }

        return sentences;
    }
}
