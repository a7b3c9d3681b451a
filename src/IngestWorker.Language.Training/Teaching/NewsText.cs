using System.IO.Compression;
using IngestWorker.Language.Segmentation;

namespace IngestWorker.Language.Training.Teaching;

/// <summary>The articles of the plain text that are most like news, as sentences.</summary>
internal static class NewsText
{
    private const int ShortestSentence = 5;
    private const int LongestSentence = 60;

    // Words by which news tells who said or did what, and when.
    private static readonly HashSet<string> Marks = new(
        [
            "said", "told", "says", "according", "officials", "official", "police", "government", "minister", "president", "court", "killed", "military", "troops", "election",
            "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "spokesman", "spokesperson", "attack", "protesters", "arrested", "announced", "parliament", "reported",
        ],
        StringComparer.Ordinal);

    /// <param name="path">gzip, a paragraph a line, an empty line between articles.</param>
    /// <param name="words">How many words are wanted: whole articles, those with the greatest share of marks first.</param>
    public static List<string[]> Read(string path, int words)
    {
        var articles = ReadArticles(path).Select((sentences, index) => (Sentences: sentences, Index: index, Share: Share(sentences)));
        var chosen = new List<string[]>();
        var count = 0;
        foreach (var (sentences, _, _) in articles.OrderByDescending(a => a.Share).ThenBy(a => a.Index))
        {
            if (count >= words) break;
            foreach (var sentence in sentences.Where(s => s.Length is >= ShortestSentence and <= LongestSentence))
            {
                chosen.Add(sentence);
                count += sentence.Length;
            }
        }

        return chosen;
    }

    private static double Share(List<string[]> sentences) => sentences.Sum(s => s.Count(Marks.Contains)) / (100.0 + sentences.Sum(s => s.Length));

    private static IEnumerable<List<string[]>> ReadArticles(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var article = new List<string[]>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0)
            {
                if (article.Count > 0) yield return article;
                article = [];
                continue;
            }

            var (words, sentences) = Lines.Segment(line, boundaries: null);
            foreach (var s in sentences) article.Add([.. words[s.FirstWord..s.EndWord].Select(w => line[w.Start..w.End])]);
        }

        if (article.Count > 0) yield return article;
    }
}
