using System.Collections.Frozen;
using IngestWorker.Language.Network;
using IngestWorker.Language.Segmentation;

namespace IngestWorker.Language.Identification;

/// <summary>Tells English from what the model cannot read: by script, by English function words, and by how many words it knows.</summary>
internal static class EnglishCheck
{
    /// <summary>Enough to decide on; the rest of a long text is not looked at.</summary>
    private const int MaxWords = 1500;

    /// <summary>English reaches 1.2 and more, other languages in Latin script stay under 0.8.</summary>
    private const double Threshold = 0.95;

    /// <summary>So many words of English are taken for granted.</summary>
    private const int Prior = 4;

    private const double PriorScore = 1.25;

    private static readonly FrozenSet<string> Function =
        ("the of and to in is was for on that with as it by at be from are were have has had he she they we you i his her their its our this these those " +
         "which who what when where will would can could said not but or if than then after before about into over more been being there all one out up so no an " +
         "some other only also them him us my your do does did how may must should because while between against under through during")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static bool IsEnglish(string text, List<WordSpan> words, CompiledModel model)
    {
        int latin = 0, foreign = 0, counted = 0, known = 0, function = 0;
        Span<char> normal = stackalloc char[WordFeatures.MaxLength];
        var functionWords = Function.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var word in words.Take(MaxWords))
        {
            var form = text.AsSpan(word.Start, word.Length);
            if (!char.IsLetter(form[0])) continue;
            if (form[0] >= 0x250) foreign++;
            else latin++;
            if (form.ContainsAny("./@#_")) continue;
            var key = normal[..WordFeatures.Normalize(form, normal)];
            var isKnown = model.RowOf(key) != CompiledModel.UnknownRow;
            // Names are unknown in every language. In capitals throughout, nothing shows which words they are.
            if (!isKnown && char.IsUpper(form[0]) && !(form.Length > 1 && char.IsUpper(form[^1]))) continue;
            counted++;
            if (isKnown) known++;
            if (functionWords.Contains(key)) function++;
        }

        if (foreign > latin) return false;
        // A few words say little: they are weighed against words of plain English, so that it takes a sentence to be another language.
        return ((1.5 * function) + known + (Prior * PriorScore)) / (counted + Prior) >= Threshold;
    }
}
