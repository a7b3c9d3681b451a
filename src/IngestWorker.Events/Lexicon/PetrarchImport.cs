using System.Text;
using System.Text.RegularExpressions;
using IngestWorker.Events.Words;

namespace IngestWorker.Events.Lexicon;

/// <summary>
/// Reads the dictionary formats of PETRARCH and TABARI and writes a lexicon (infra/docs/lexicon.md). What has no counterpart is left out
/// and reported with its line: patterns with inner actors, synonym sets inside patterns, codes that PLOVER dropped.
/// </summary>
public static partial class PetrarchImport
{
    private static readonly Dictionary<string, string[]> Cameo = DataFile.Rows("cameo-types").GroupBy(r => r[0]).ToDictionary(g => g.Key, g => g.First());
    private static readonly HashSet<string> Sectors = [.. "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL".Split(' ')];
    private static readonly Dictionary<string, string> Older = new() { ["INS"] = "REB", ["SEP"] = "REB", ["RAD"] = "REB", ["HLH"] = "MED", ["DEV"] = "SOC", ["ENV"] = "SOC", ["HRI"] = "SOC", ["MOD"] = "SOC", ["CHR"] = "REL", ["MOS"] = "REL", ["JEW"] = "REL", ["SET"] = "CVL" };

    /// <param name="Lexicon">The lexicon's text.</param>
    /// <param name="Taken">Lines that it holds.</param>
    /// <param name="Skipped">Lines that it does not, with the reason.</param>
    public sealed record Result(string Lexicon, int Taken, IReadOnlyList<LexiconError> Skipped);

    /// <param name="kind">actors, agents or verbs.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="text">The dictionary.</param>
    public static Result Read(string kind, string file, string text)
    {
        StringBuilder lexicon = new();
        List<LexiconError> skipped = [];
        lexicon.Append("# From ").Append(Path.GetFileName(file)).Append('\n');
        var taken = kind switch
        {
            "actors" => Actors(text, lexicon, (line, why) => skipped.Add(new LexiconError(file, line, why))),
            "agents" => Agents(text, lexicon, (line, why) => skipped.Add(new LexiconError(file, line, why))),
            "verbs" => Verbs(text, lexicon, (line, why) => skipped.Add(new LexiconError(file, line, why))),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "actors, agents or verbs"),
        };
        return new Result(lexicon.ToString(), taken, skipped);
    }

    // "HAMID_KARZAI_ [AFGGOV]" with "+SYNONYM_" lines and dated "[AFGELI <...]" lines, of which the undated or last code counts.
    private static int Actors(string text, StringBuilder lexicon, Action<int, string> skip)
    {
        lexicon.Append("@ ACTORS\n");
        var taken = 0;
        List<string> names = [];
        string? code = null;
        var first = 0;
        foreach (var (line, number) in Lines(text).Append(("END", int.MaxValue)))
        {
            var isContinued = line[0] == '+' || line[0] == '[' || line[0] == '\t';
            if (!isContinued)
            {
                Flush();
                (names, code, first) = ([], null, number);
            }

            var bare = line.TrimStart('+').Split('[')[0].Split('{')[0].Trim();
            if (bare.Length > 0) names.Add(Name(bare));
            foreach (System.Text.RegularExpressions.Match match in Code().Matches(line)) code = match.Groups[1].Value;
        }

        return taken;

        void Flush()
        {
            if (names.Count == 0) return;
            if (code is null || Split(code) is not { } split)
            {
                skip(first, code is null ? "no code" : $"'{code}' is no code of an actor");
                return;
            }

            lexicon.Append(split.Country ?? "-").Append(" | ").AppendJoin(',', split.Sectors).Append(" | ").AppendJoin("; ", names.Distinct()).Append('\n');
            taken++;
        }
    }

    // "POLICEMAN {POLICEMEN} [~COP]" and "!PERSON! = MAN, WOMAN" sets, which are left out.
    private static int Agents(string text, StringBuilder lexicon, Action<int, string> skip)
    {
        lexicon.Append("@ AGENTS\n");
        var taken = 0;
        foreach (var (line, number) in Lines(text))
        {
            if (Code().Match(line) is not { Success: true } match || line[0] is '!' or '+')
            {
                skip(number, "no agent with a code");
                continue;
            }

            string[] sectors = [.. Chunks(match.Groups[1].Value.Trim('~')).Select(Sector).OfType<string>()];
            if (sectors.Length == 0)
            {
                skip(number, $"'{match.Groups[1].Value}' is no sector of PLOVER");
                continue;
            }

            lexicon.AppendJoin(',', sectors).Append(" | ").Append(line.Split('[')[0].Split('{')[0].Replace('_', ' ').Trim().ToLowerInvariant()).Append('\n');
            taken++;
        }

        return taken;
    }

    // "ACCUSE [112]" or "ACCUSE {ACCUSED ACCUSING} [112]", then "- * OF [113]": the words behind the star that are plain words.
    private static int Verbs(string text, StringBuilder lexicon, Action<int, string> skip)
    {
        var taken = 0;
        string? verb = null;
        foreach (var (line, number) in Lines(text))
        {
            if (line.StartsWith("---", StringComparison.Ordinal) || line[0] is '&' or '+' or '~')
            {
                if (line[0] is '&' or '+') skip(number, "a set of synonyms");
                continue;
            }

            var words = line[0] == '-' ? Pattern(line) : verb = line.Split('[', '{')[0].Replace('_', ' ').Trim().ToLowerInvariant();
            if (line[0] == '-') words = verb is null || words is null ? null : (verb + " " + words).Trim();
            if (words is null || words.Length == 0)
            {
                skip(number, "a pattern with more than plain words behind the verb");
                continue;
            }

            if (Code().Match(line) is not { Success: true } match) continue;
            if (!Cameo.TryGetValue(match.Groups[1].Value.Split(':')[0].TrimEnd('-'), out var row))
            {
                if (!match.Groups[1].Value.StartsWith('-')) skip(number, $"CAMEO {match.Groups[1].Value} has no type in PLOVER");
                continue;
            }

            lexicon.Append("@ ").Append(row[1]).Append(row[2] == "-" ? "" : " " + row[2]).Append('\n')
                .Append("verb | ").Append(words.Replace(",", "", StringComparison.Ordinal)).Append(" | | The government * the rebels.\n");
            taken++;
        }

        return taken;
    }

    private static string? Pattern(string line)
    {
        var pattern = line[1..].Split('[')[0].Split('#')[0].Trim();
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0) return null;
        // "$" and "+" are the two sides, which the tree gives.
        var before = pattern[..star].Trim().Trim('$', '+', ' ');
        var after = pattern[(star + 1)..].Trim();
        if (before.Length > 0) return null;
        string[] words = [.. after.Split(' ', '_').Select(w => w.Trim()).Where(w => w.Length > 0 && w is not ("$" or "+" or "P" or "|"))];
        return words.All(w => w.All(c => char.IsLetter(c) || c is '-' or '\'')) ? string.Join(' ', words).ToLowerInvariant() : null;
    }

    private static (string? Country, string[] Sectors)? Split(string code)
    {
        string[] chunks = [.. Chunks(code)];
        if (chunks.Length == 0 || code.Length % 3 != 0) return null;
        var isSector = Sector(chunks[0]) is not null;
        return (isSector ? null : chunks[0], [.. chunks.Skip(isSector ? 0 : 1).Select(Sector).OfType<string>().Distinct()]);
    }

    private static string? Sector(string chunk) => Sectors.Contains(chunk) ? chunk : Older.GetValueOrDefault(chunk);

    private static IEnumerable<string> Chunks(string code) => code.Chunk(3).Select(c => new string(c)).Where(c => c.Length == 3 && c.All(char.IsAsciiLetterUpper));

    // The dictionaries are in capitals: "HAMID_KARZAI_" is Hamid Karzai.
    private static string Name(string bare)
    {
        var words = bare.Replace('_', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Select((w, i) => i > 0 && w is "OF" or "AND" or "THE" or "FOR" or "IN" ? w.ToLowerInvariant() : w.Any(char.IsLower) ? w : w[..1] + w[1..].ToLowerInvariant()));
    }

    private static IEnumerable<(string Line, int Number)> Lines(string text)
    {
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.Split('#')[0].TrimEnd();
            if (line.Trim().Length == 0 || line[0] is '<' or ';') continue;
            yield return (line[0] == '\t' || line[0] == ' ' ? "\t" + line.Trim() : line, number);
        }
    }

    [GeneratedRegex(@"\[\s*([^\s\]]+)[^\]]*\]")]
    private static partial Regex Code();
}
