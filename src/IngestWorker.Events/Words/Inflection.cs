using System.Collections.Frozen;

namespace IngestWorker.Events.Words;

/// <summary>The forms of English verbs and nouns, as far as lexicon entries and their examples need them.</summary>
internal static class Inflection
{
    // verb past participle, where the three are not formed by rule
    private const string Irregular = """
        be was been|bear bore borne|beat beat beaten|become became become|begin began begun|bend bent bent|bet bet bet|bind bound bound|bleed bled bled|blow blew blown
        break broke broken|breed bred bred|bring brought brought|build built built|burn burned burned|buy bought bought|catch caught caught|choose chose chosen|come came come
        cost cost cost|cut cut cut|deal dealt dealt|do did done|draw drew drawn|drive drove driven|eat ate eaten|fall fell fallen|feed fed fed|feel felt felt|fight fought fought
        find found found|flee fled fled|fly flew flown|forbid forbade forbidden|forget forgot forgotten|forgive forgave forgiven|freeze froze frozen|get got got|give gave given|go went gone
        grow grew grown|hang hanged hanged|have had had|hear heard heard|hide hid hidden|hit hit hit|hold held held|hurt hurt hurt|keep kept kept|know knew known|lay laid laid
        lead led led|leave left left|lend lent lent|let let let|lie lay lain|lose lost lost|make made made|mean meant meant|meet met met|mow mowed mown|pay paid paid|put put put
        quit quit quit|read read read|ride rode ridden|ring rang rung|rise rose risen|run ran run|say said said|see saw seen|seek sought sought|sell sold sold|send sent sent
        set set set|shake shook shaken|shed shed shed|shoot shot shot|show showed shown|shut shut shut|sing sang sung|sink sank sunk|sit sat sat|slay slew slain|speak spoke spoken
        spend spent spent|spill spilled spilled|split split split|spread spread spread|stand stood stood|steal stole stolen|stick stuck stuck|strike struck struck|swear swore sworn
        sweep swept swept|take took taken|teach taught taught|tear tore torn|tell told told|think thought thought|throw threw thrown|understand understood understood|undertake undertook undertaken
        uphold upheld upheld|upset upset upset|wear wore worn|win won won|withdraw withdrew withdrawn|withhold withheld withheld|withstand withstood withstood|write wrote written
        overrun overran overrun|overthrow overthrew overthrown|overtake overtook overtaken|retake retook retaken|rebuild rebuilt rebuilt|redeploy redeployed redeployed|breach breached breached
        co-chair co-chaired co-chaired|overwhelm overwhelmed overwhelmed|beseech beseeched beseeched|grind ground ground|mislead misled misled|stone stoned stoned|fire fired fired|cast cast cast
        wage waged waged|bomb bombed bombed|mob mobbed mobbed|broadcast broadcast broadcast|club clubbed clubbed|nab nabbed nabbed|rob robbed robbed|ban banned banned|bar barred barred
        stab stabbed stabbed|slap slapped slapped|slam slammed slammed|whip whipped whipped|kidnap kidnapped kidnapped|abet abetted abetted|quell quelled quelled|rebut rebutted rebutted|rebuff rebuffed rebuffed
        permit permitted permitted|commit committed committed|admit admitted admitted|submit submitted submitted|concur concurred concurred|deter deterred deterred|defer deferred deferred|prefer preferred preferred
        drop dropped dropped|stop stopped stopped|step stepped stepped|swap swapped swapped|snap snapped snapped|scrap scrapped scrapped|rap rapped rapped|trap trapped trapped|ship shipped shipped|equip equipped equipped
        plan planned planned|plot plotted plotted|pin pinned pinned|gun gunned gunned|gas gassed gassed|ram rammed rammed|jam jammed jammed|lob lobbed lobbed|grab grabbed grabbed|pan panned panned|nix nixed nixed
        down downed downed|hug hugged hugged|tap tapped tapped|wiretap wiretapped wiretapped|strip stripped stripped|rip ripped ripped|airdrop airdropped airdropped|repel repelled repelled|dispel dispelled dispelled|re-arrest re-arrested re-arrested|outlaw outlawed outlawed
        prod prodded prodded|beg begged begged|flog flogged flogged|slip slipped slipped|snub snubbed snubbed|shun shunned shunned|team teamed teamed|expel expelled expelled|cancel cancelled cancelled|reopen reopened reopened|propel propelled propelled|compel compelled compelled|patrol patrolled patrolled|refer referred referred|grip gripped gripped|tow towed towed|arrest arrested arrested|sit-in sat-in sat-in|ally allied allied|quiz quizzed quizzed|waylay waylaid waylaid|gag gagged gagged|bug bugged bugged|chop chopped chopped|mug mugged mugged|rig rigged rigged|jab jabbed jabbed|knit knitted knitted|bite bit bitten|strap strapped strapped|clap clapped clapped|whip whipped whipped|tip tipped tipped|blot blotted blotted|regret regretted regretted|abhor abhorred abhorred|incur incurred incurred|control controlled controlled
        """;

    private static readonly FrozenDictionary<string, (string Past, string Participle)> ByVerb = Irregular
        .Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(e => e.Split(' '))
        .GroupBy(p => p[0]).ToFrozenDictionary(g => g.Key, g => (g.First()[1], g.First()[2]));

    public static string Past(string verb) => ByVerb.TryGetValue(verb, out var forms) ? forms.Past : Regular(verb);

    public static string Participle(string verb) => ByVerb.TryGetValue(verb, out var forms) ? forms.Participle : Regular(verb);

    public static string ThirdPerson(string verb) => verb switch
    {
        "be" => "is",
        "have" => "has",
        "do" => "does",
        "go" => "goes",
        _ => Plural(verb),
    };

    public static string Gerund(string verb)
    {
        if (verb is "be" || verb.EndsWith("ee", StringComparison.Ordinal) || verb.EndsWith("ye", StringComparison.Ordinal)) return verb + "ing";
        if (verb.EndsWith("ie", StringComparison.Ordinal)) return verb[..^2] + "ying";
        if (verb.EndsWith('e')) return verb[..^1] + "ing";
        var past = Past(verb);
        if (past.EndsWith("ed", StringComparison.Ordinal) && past.Length == verb.Length + 3) return verb + verb[^1] + "ing";
        return verb is "get" or "set" or "put" or "cut" or "hit" or "quit" or "run" or "shut" or "sit" or "win" or "begin" or "let" or "overrun" or "forget" or "split" ? verb + verb[^1] + "ing" : verb + "ing";
    }

    public static string Plural(string noun)
    {
        if (noun.Length < 2) return noun + "s";
        if (noun.EndsWith("man", StringComparison.Ordinal) && noun.Length > 5) return noun[..^3] + "men";
        if (noun[^1] == 'y' && !IsVowel(noun[^2])) return noun[..^1] + "ies";
        return noun[^1] is 's' or 'x' or 'z' || noun.EndsWith("ch", StringComparison.Ordinal) || noun.EndsWith("sh", StringComparison.Ordinal) ? noun + "es" : noun + "s";
    }

    /// <summary>The singular that a regular plural was formed from; the word itself where it is none.</summary>
    public static string Singular(string lower)
    {
        if (lower.Length < 4 || lower[^1] != 's' || lower[^2] is 's' or 'u' or 'i') return lower.EndsWith("men", StringComparison.Ordinal) && lower.Length > 5 ? lower[..^3] + "man" : lower;
        if (lower.EndsWith("ies", StringComparison.Ordinal) && lower.Length > 4) return lower[..^3] + "y";
        if (lower.EndsWith("ches", StringComparison.Ordinal) || lower.EndsWith("shes", StringComparison.Ordinal) || lower.EndsWith("sses", StringComparison.Ordinal) || lower.EndsWith("xes", StringComparison.Ordinal)) return lower[..^2];
        return lower[..^1];
    }

    private static string Regular(string verb)
    {
        if (verb.EndsWith('e')) return verb + "d";
        return verb.Length > 1 && verb[^1] == 'y' && !IsVowel(verb[^2]) ? verb[..^1] + "ied" : verb + "ed";
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';
}
