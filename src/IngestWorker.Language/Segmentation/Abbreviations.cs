using System.Collections.Frozen;

namespace IngestWorker.Language.Segmentation;

/// <summary>Words whose final period belongs to them, by what it says about the end of a sentence.</summary>
internal static class Abbreviations
{
    /// <summary>Stand before a name or a number: no sentence ends behind them.</summary>
    private static readonly FrozenSet<string> BeforeNames = Set(
        "mr mrs ms dr prof st ste mt ft gen lt col maj capt cpl sgt pvt adm brig cmdr det insp supt sen rep reps sens gov " +
        "rev hon fr msgr pres amb messrs mme mlle vs v cf eg ie viz approx ca fig figs eq vol vols pp sec para chap nos " +
        "attn ph supt spec asst assoc");

    /// <summary>May end a sentence; they do so where the next word looks like a beginning.</summary>
    private static readonly FrozenSet<string> Others = Set(
        "inc corp co ltd llc plc bros jr sr esq etc al jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu " +
        "thur thurs fri sat ave blvd rd hwy dept univ assn est min mins hrs hr yrs yr lb lbs oz kg ext tel " +
        "ala ariz ark calif colo conn fla ga ill ind kan ky la md mich minn miss mo mont neb nev okla ore pa penn " +
        "tenn tex va vt wash wis wyo ont que alta ed eds trans");

    /// <summary>Ordinary words too ("no", "fig", "mar"): the period is theirs only before a digit or in a capitalised form.</summary>
    private static readonly FrozenSet<string> OnlyBeforeDigits = Set("no nos p pp fig figs vol eq sec art para chap ch c");

    /// <summary>Everyday words that are abbreviations only when capitalised and followed by a name or figure.</summary>
    private static readonly FrozenSet<string> OnlyCapitalised = Set(
        "mar jun sun mon wed sat fri gen col rep sen gov rev hon det maj adm fr pres mt ft st co la ill ind miss mo pa va ga md ore wash conn mass tex ark ala " +
        "ave ed fig spec tue thu");

    public static bool OwnsPeriod(ReadOnlySpan<char> word, bool digitFollows, bool lineEnds)
    {
        if (word.Length is 0 or > 8) return false;
        Span<char> lower = stackalloc char[8];
        var length = word.ToLowerInvariant(lower);
        var key = lower[..length];
        if (Contains(OnlyBeforeDigits, key)) return digitFollows;
        if (!Contains(BeforeNames, key) && !Contains(Others, key)) return false;
        if (!Contains(OnlyCapitalised, key)) return true;
        return char.IsUpper(word[0]) && !lineEnds;
    }

    /// <param name="word">Without its period.</param>
    public static bool StandsBeforeName(ReadOnlySpan<char> word)
    {
        if (word.Length is 0 or > 8) return false;
        Span<char> lower = stackalloc char[8];
        return Contains(BeforeNames, lower[..word.ToLowerInvariant(lower)]);
    }

    private static bool Contains(FrozenSet<string> set, ReadOnlySpan<char> key) =>
        set.GetAlternateLookup<ReadOnlySpan<char>>().Contains(key);

    private static FrozenSet<string> Set(string words) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
