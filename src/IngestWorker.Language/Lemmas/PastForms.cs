using System.Collections.Frozen;

namespace IngestWorker.Language.Lemmas;

/// <summary>
/// Past tenses that are formed by no rule and are the form of nothing else: "overran", "froze", "tore". A tagger that never saw one takes it for a
/// present tense, since it has no ending, and a day beside it for one to come. Forms that are base forms too ("found", "saw", "lay", "fell") are left out.
/// </summary>
internal static class PastForms
{
    private const string Forms = """
        arise arose|awake awoke|become became|begin began|bend bent|bite bit|bleed bled|blow blew|break broke|breed bred|bring brought|build built|buy bought|catch caught|choose chose|cling clung|come came
        creep crept|deal dealt|dig dug|draw drew|drink drank|drive drove|eat ate|feed fed|fight fought|flee fled|fling flung|fly flew|forbid forbade|forget forgot|forgive forgave|forsake forsook|freeze froze
        get got|give gave|go went|grow grew|hang hung|hear heard|hide hid|hold held|keep kept|kneel knelt|know knew|lead led|leap leapt|lend lent|lose lost|make made|mean meant|meet met|pay paid|plead pled|ride rode|ring rang
        rise rose|run ran|say said|seek sought|sell sold|send sent|shake shook|shine shone|shoot shot|shrink shrank|sing sang|sink sank|sit sat|slay slew|sleep slept|slide slid|sling slung|speak spoke|speed sped
        spend spent|spin spun|spring sprang|stand stood|steal stole|stick stuck|sting stung|stride strode|strike struck|string strung|strive strove|swear swore|sweep swept|swim swam|swing swung|take took|teach taught
        tear tore|tell told|think thought|throw threw|tread trod|wake woke|wear wore|weave wove|weep wept|win won|withdraw withdrew|withhold withheld|withstand withstood|wring wrung|write wrote
        """;

    // "shut", "beat": present and past tense are one form.
    private static readonly FrozenSet<string> s_unchanging =
        "beat bet broadcast burst cast cost cut hit hurt let offset put quit read reset set shed shut split spread thrust upset".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] s_prefixes = ["over", "under", "out", "re", "mis", "up", "fore", "inter", "un"];

    private static readonly FrozenDictionary<string, string> s_verbs = Forms
        .Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(pair => pair.Split(' '))
        .ToFrozenDictionary(pair => pair[1], pair => pair[0], StringComparer.Ordinal);

    /// <summary>True of a verb whose past tense and participle are its base form.</summary>
    public static bool IsUnchanging(string form) => s_unchanging.Contains(form);

    /// <summary>The verb whose past tense alone this is, "retake" of "retook"; null where it is none of them.</summary>
    public static string? VerbOf(string form)
    {
        if (form.Length is < 3 or > 14) return null;
        var lower = form.ToLowerInvariant();
        if (lower is "resent" or "relent") return null;
        if (s_verbs.TryGetValue(lower, out var verb)) return verb;
        foreach (var prefix in s_prefixes)
        {
            if (lower.Length <= prefix.Length + 2 || !lower.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var stem = lower[prefix.Length] == '-' ? prefix.Length + 1 : prefix.Length;
            if (s_verbs.TryGetValue(lower[stem..], out verb)) return lower[..stem] + verb;
        }

        return null;
    }
}
