using System.Globalization;
using System.Runtime.InteropServices;
using IngestWorker.Language.Places;
using IngestWorker.Language.Segmentation;
using IngestWorker.Language.Training;
using IngestWorker.Language.Training.Teaching;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var settings = Settings.Parse(args);
if (settings is null)
{
    Console.Error.WriteLine(Settings.Usage);
    return 2;
}

switch (settings.Command)
{
    case "places":
        StreamReader Open(string file) => new(settings.Path("places", file));
        Console.WriteLine($"with cities15000\n{PlaceMeasure.Score(settings.Path("places", "lgl.xml.gz"), Gazetteer.ReadGeoNames(Open("cities15000-2012.txt"), Open("admin1CodesASCII.txt"), Open("countryInfo.txt")))}");
        Console.WriteLine($"the built-in gazetteer alone\n{PlaceMeasure.Score(settings.Path("places", "lgl.xml.gz"), Gazetteer.ReadEmbedded())}");
        break;
    case "sentences":
        var material = Material.Read(settings);
        foreach (var scores in BoundaryTrainer.CrossValidate(material.Train, settings.Seed)) Console.Error.WriteLine($"a third kept aside: {scores}");
        var weights = BoundaryTrainer.Learn(material.Train, settings.Seed);
        File.WriteAllBytes(settings.Output, MemoryMarshal.AsBytes(weights.AsSpan()));
        foreach (var (set, gold) in material.Dev)
            Console.Error.WriteLine($"{set} by rule {BoundaryTrainer.Score(null, gold)}; learned {BoundaryTrainer.Score(new BoundaryModel(weights), gold)}");
        break;
    case "encode":
        Lessons.Encode(settings);
        break;
    case "label":
        Lessons.Label(settings);
        break;
    default:
        NetworkTraining.Run(settings);
        break;
}

return 0;
