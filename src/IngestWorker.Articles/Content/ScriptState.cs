using System.Text.Json;
using IngestWorker.Articles.Metadata;
using IngestWorker.Articles.Pages;

namespace IngestWorker.Articles.Content;

/// <summary>
/// The text of pages that a script draws: long sentences in the JSON that the page carries for it, from the smallest part of that JSON
/// which holds most of them.
/// </summary>
internal static class ScriptState
{
    private const int MostScripts = 8;
    private const int LongestScript = 4_000_000;
    private const int ShortestSentence = 60;
    private const int LeastText = 400;
    private const int DeepestLevel = 40;
    private const double CoreShare = 0.8;

    // Values that are sentences but not the text's.
    private static readonly HashSet<string> OtherKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        "description", "metadescription", "seodescription", "ogdescription", "alt", "alttext", "caption", "credit", "copyright", "disclaimer", "teaser", "summary", "excerpt", "bio", "biography", "abstract", "seo", "meta", "footer", "translations", "messages", "i18n", "config", "comments",
    };

    /// <summary>Paragraphs; none where the page carries no such text.</summary>
    public static List<string> Paragraphs(string html, IReadOnlyList<ScriptText> scripts)
    {
        var best = new List<string>();
        var longest = scripts.Where(script => !script.IsJsonLd && script.Length <= LongestScript).OrderByDescending(script => script.Length).Take(MostScripts);
        foreach (var part in longest.SelectMany(script => ScriptStrings.Parts(html.AsMemory(script.Start, script.Length))))
        {
            var found = new List<string>();
            if (part.IsText)
            {
                Add(part.Value.ToString(), found);
            }
            else
            {
                using var document = LdJson.Parse(part.Value);
                if (document is not null)
                    Collect(Core(document.RootElement), found, 0);
            }

            if (found.Sum(paragraph => paragraph.Length) > best.Sum(paragraph => paragraph.Length))
                best = found;
        }

        return best.Sum(paragraph => paragraph.Length) >= LeastText ? best : [];
    }

    /// <summary>Downwards as long as one part holds most of the sentences.</summary>
    private static JsonElement Core(JsonElement element)
    {
        var all = Weigh(element, 0);
        for (var level = 0; level < DeepestLevel && all > 0; level++)
        {
            var next = Children(element).Select(child => (Child: child, Weight: Weigh(child, level + 1))).FirstOrDefault(pair => pair.Weight >= CoreShare * all);
            if (next.Weight == 0 || next.Child.ValueKind == JsonValueKind.String)
                break;
            element = next.Child;
        }

        return element;
    }

    private static long Weigh(JsonElement element, int depth)
    {
        if (depth > DeepestLevel)
            return 0;
        if (element.ValueKind == JsonValueKind.String)
            return element.GetString() is { } text && IsSentence(text) ? text.Length : 0;
        long sum = 0;
        foreach (var child in Children(element))
            sum += Weigh(child, depth + 1);
        return sum;
    }

    private static void Collect(JsonElement element, List<string> into, int depth)
    {
        if (depth > DeepestLevel)
            return;
        if (element.ValueKind != JsonValueKind.String)
        {
            foreach (var child in Children(element))
                Collect(child, into, depth + 1);
            return;
        }

        Add(element.GetString()!, into);
    }

    private static void Add(string text, List<string> into)
    {
        if (!IsSentence(text))
            return;
        foreach (var paragraph in PlainText.Paragraphs(text))
        {
            if (!into.Contains(paragraph))
                into.Add(paragraph);
        }
    }

    private static IEnumerable<JsonElement> Children(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var child in element.EnumerateArray())
                yield return child;
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                if (!OtherKeys.Contains(property.Name))
                    yield return property.Value;
            }
        }
    }

    private static bool IsSentence(string text)
    {
        if (text.Length < ShortestSentence || text.StartsWith("http", StringComparison.OrdinalIgnoreCase) || text.Contains("function(", StringComparison.Ordinal) || text.Contains("{", StringComparison.Ordinal))
            return false;
        var spaces = text.AsSpan().Count(' ');
        var dense = text.Count(c => c is >= '\u2E80' and <= '\uD7FF');
        return (spaces * 12 > text.Length || dense * 2 > text.Length) && text.AsSpan().IndexOfAny(".!?。！？؟।") >= 0;
    }
}
