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

    /// <summary>A headline or a sentence has few function words and perhaps two rare ones.</summary>
    private const double ShortThreshold = 0.9;

    private const int ShortText = 25;

    /// <summary>So many words of English are taken for granted.</summary>
    private const int Prior = 4;

    private const double PriorScore = 1.25;

    private static readonly FrozenSet<string> Function =
        ("the of and to in is was for on that with as it by at be from are were have has had he she they we you i his her their its our this these those " +
         "which who what when where will would can could said not but or if than then after before about into over more been being there all one out up so no an " +
         "some other only also them him us my your do does did how may must should because while between against under through during")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    // What stands in no English sentence; words that also stand in names ("de", "la", "van") and English words ("die", "met") are left out.
    private static readonly FrozenSet<string> ForeignFunction =
        ("der das und ist nicht ein eine einen auf für von zu bei nach wurde werden sich auch les des une dans pour avec qui aux ont " +
         "été los las una por para está se que fue han más como pero il che della nel sono dei degli gli alla hanno è dos uma em não foi pelo ao " +
         "os mais het een niet voor zijn op naar ook och att det som är på inte ett og til ikke się nie jest že için ile yang dengan untuk")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static bool IsEnglish(string text, List<WordSpan> words, CompiledModel model)
    {
        int latin = 0, foreign = 0, counted = 0, known = 0, function = 0, other = 0;
        Span<char> normal = stackalloc char[WordFeatures.MaxLength];
        var functionWords = Function.GetAlternateLookup<ReadOnlySpan<char>>();
        var foreignWords = ForeignFunction.GetAlternateLookup<ReadOnlySpan<char>>();
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
            else if (foreignWords.Contains(key)) other++;
        }

        if (foreign > latin) return false;
        // A few words say little: they are weighed against words of plain English, so that it takes a sentence to be another language.
        return ((1.5 * function) + known - other + (Prior * PriorScore)) / (counted + Prior) >= (counted < ShortText ? ShortThreshold : Threshold);
    }
}
