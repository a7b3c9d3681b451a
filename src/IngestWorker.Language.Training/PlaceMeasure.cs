using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using IngestWorker.Language.Places;

namespace IngestWorker.Language.Training;

/// <summary>How many of the place names of a set of local news, given their spans, are put within 161 km (100 miles) of where they are.</summary>
internal static class PlaceMeasure
{
    private const double RightWithinKm = 161;

    /// <param name="articles">LGL's file, gzip.</param>
    /// <param name="gazetteer">Where names are looked up.</param>
    public static string Score(string articles, Gazetteer gazetteer)
    {
        var resolver = new PlaceResolver(gazetteer);
        using var stream = new GZipStream(File.OpenRead(articles), CompressionMode.Decompress);
        var halves = new[] { new Tally(), new Tally() };
        foreach (var (article, i) in XDocument.Load(stream).Descendants("article").Select((a, i) => (a, i)))
        {
            var gold = article.Descendants("toponym").OrderBy(t => (int)t.Element("start")!).ToArray();
            var found = resolver.Resolve([.. gold.Select(t => ((int)t.Element("start")!, (int)t.Element("end")!, (string)t.Element("phrase")!))], (string)article.Element("text")!);
            for (var t = 0; t < gold.Length; t++)
            {
                if (gold[t].Element("gaztag")?.Element("lat") is { } latitude) halves[i % 2].Add(found[t], Degrees(latitude), Degrees(gold[t].Element("gaztag")!.Element("lon")!));
            }
        }

        return $"first half {halves[0]}\nsecond half {halves[1]}";
    }

    private static double Degrees(XElement element) => double.Parse(element.Value, CultureInfo.InvariantCulture);

    private sealed class Tally
    {
        private int _all, _known, _near, _estimated;

        public void Add(ResolvedPlace place, double latitude, double longitude)
        {
            _all++;
            if (place.Entry is null && place.Near is not null) _estimated++;
            if ((place.Entry ?? place.Near) is not { } entry) return;
            if (PlaceResolver.DistanceKm(entry, entry with { Latitude = latitude, Longitude = longitude }) > RightWithinKm) return;
            if (place.Entry is null) _near++;
            else _known++;
        }

        public override string ToString() => FormattableString.Invariant(
            $"{_all} names, right {100.0 * (_known + _near) / _all:F1} %, by an entry of the gazetteer {100.0 * _known / _all:F1} %; {_near} of {_estimated} estimates right");
    }
}
