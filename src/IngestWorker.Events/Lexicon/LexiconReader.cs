using IngestWorker.Contracts;
using IngestWorker.Events.Ontology;

namespace IngestWorker.Events.Lexicon;

/// <summary>Reads lexicon files (infra/docs/lexicon.md). All the errors of a file are found; a file with errors gives no entries.</summary>
internal sealed class LexiconReader(PloverTables plover)
{
    private static readonly HashSet<string> Needs = [.. ConditionNames.All];

    private static readonly HashSet<string> Sectors =
        [.. "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".Split(' ')];

    public (List<LexiconEntry> Entries, List<LexiconError> Errors) Read(string file, string text)
    {
        var content = ReadContent(file, text);
        return ([.. content.Entries], [.. content.Errors]);
    }

    /// <summary>Entries, actors and agents of a file; all its errors and nothing else where it has any.</summary>
    public LexiconContent ReadContent(string file, string text)
    {
        List<LexiconEntry> entries = [];
        List<LexiconError> errors = [];
        List<(string?, string[], string)> actors = [];
        List<(string[], string)> agents = [];
        (PloverType Type, string[] Modes)? section = null;
        var table = "";
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            void Error(string message) => errors.Add(new LexiconError(file, number, message));
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '@')
            {
                table = line[1..].Trim() is "ACTORS" or "AGENTS" ? line[1..].Trim() : "";
                if (table.Length == 0) section = ReadSection(line, Error);
            }
            else if (table == "ACTORS")
            {
                ReadActors(line, actors, Error);
            }
            else if (table == "AGENTS")
            {
                ReadAgents(line, agents, Error);
            }
            else
            {
                var before = errors.Count;
                if (ReadEntry(line, section, $"{file}:{number}", Error) is { } entry && errors.Count == before) entries.Add(entry);
            }
        }

        return errors.Count > 0 ? new LexiconContent([], errors, OwnActors.None) : new LexiconContent(entries, [], new OwnActors(actors, agents));
    }

    // "NLD | GOV | Mark Rutte; Rutte"
    private static void ReadActors(string line, List<(string?, string[], string)> actors, Action<string> error)
    {
        var fields = line.Split('|', StringSplitOptions.TrimEntries);
        if (fields.Length != 3)
        {
            error($"{fields.Length} fields; an actor has three: code | sectors | names");
            return;
        }

        if (fields[0] != "-" && (fields[0].Length != 3 || fields[0].Any(c => c is < 'A' or > 'Z'))) error($"'{fields[0]}' is no code; allowed: three capital letters (ISO 3166 alpha-3, IGO, UNO, EUR, NGO, ISM, IMG, MNC), or -");
        var sectors = ReadSectors(fields[1], error);
        var names = DataFile.List(fields[2]);
        if (names.Length == 0) error("no names");
        actors.AddRange(names.Select(n => (fields[0] == "-" ? null : fields[0], sectors, n)));
    }

    // "LAB | baker; pastry cook"
    private static void ReadAgents(string line, List<(string[], string)> agents, Action<string> error)
    {
        var fields = line.Split('|', StringSplitOptions.TrimEntries);
        if (fields.Length != 2)
        {
            error($"{fields.Length} fields; an agent has two: sectors | nouns");
            return;
        }

        var sectors = ReadSectors(fields[0], error);
        agents.AddRange(DataFile.List(fields[1]).Select(n => (sectors, n.ToLowerInvariant())));
    }

    private static string[] ReadSectors(string field, Action<string> error)
    {
        var sectors = DataFile.List(field, ',');
        foreach (var sector in sectors.Where(x => !Sectors.Contains(x))) error($"'{sector}' is no sector; allowed: {string.Join(", ", Sectors.Order(StringComparer.Ordinal))}");
        return sectors;
    }

    private (PloverType Type, string[] Modes)? ReadSection(string line, Action<string> error)
    {
        var parts = line[1..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        PloverType type;
        try
        {
            type = EnumNames.Parse<PloverType>(parts.Length > 0 ? parts[0] : "");
        }
        catch (FormatException e)
        {
            error(e.Message);
            return null;
        }

        var modes = parts.Length > 1 ? DataFile.List(parts[1], ',') : [];
        foreach (var mode in modes)
        {
            if (!plover.IsMode(type, mode)) error($"'{mode}' is no mode of {parts[0]}");
        }

        return (type, modes);
    }

    private LexiconEntry? ReadEntry(string line, (PloverType Type, string[] Modes)? section, string source, Action<string> error)
    {
        var fields = line.Split('|', StringSplitOptions.TrimEntries);
        if (fields.Length != 4)
        {
            error($"{fields.Length} fields; an entry has four: kind | words | options | example");
            return null;
        }

        if (section is null) error("no type: a line '@ TYPE modes' comes before the first entry");
        if (fields[0] is not ("verb" or "noun")) error($"'{fields[0]}' is no kind; allowed: verb, noun");
        if (!fields[3].Contains('*', StringComparison.Ordinal)) error("the example has no '*' where the trigger stands");
        var triggers = DataFile.List(fields[1], ',').SelectMany(w => Alternatives(w.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToArray();
        if (triggers.Length == 0) error("no words");
        if (triggers.Any(t => t[0] == "..." || t[^1] == "...")) error("'...' stands between words, not at an end");

        var isNoun = fields[0] == "noun";
        LexiconEntry entry = new()
        {
            Type = section?.Type ?? default,
            Modes = section?.Modes ?? [],
            Kind = isNoun ? TriggerKind.Noun : TriggerKind.Verb,
            Triggers = triggers,
            Prepositions = new Dictionary<string, Role>(),
            Example = fields[3],
            Source = source,
        };
        return fields[2].Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate(entry, (e, option) => Apply(e, option, error));
    }

    // "voice/express concern/alarm about": each of the first with each of the second; "-" in a choice stands for no word, "_" for a blank.
    private static IEnumerable<string[]> Alternatives(string[] words)
    {
        IEnumerable<string[]> all = [[]];
        foreach (var choices in words.Select(w => w.Length > 1 ? w.Split('/', StringSplitOptions.RemoveEmptyEntries) : [w]))
            all = all.SelectMany(_ => choices, (before, word) => word == "-" && choices.Length > 1 ? before : [.. before, .. word.Split('_')]);
        return all;
    }

    private LexiconEntry Apply(LexiconEntry entry, string option, Action<string> error)
    {
        if (option == "sym") return entry with { Symmetric = true };
        if (option == "claim") return entry with { IsClaim = true };
        var equals = option.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            error($"'{option}' is no option; allowed: sym, claim, mode=, need=, comp=, harm=, subj=, obj= or a preposition with =A, =R, =P, =?, =-");
            return entry;
        }

        var (key, value) = (option[..equals], option[(equals + 1)..]);
        switch (key)
        {
            case "mode":
                var modes = DataFile.List(value, ',');
                foreach (var mode in modes.Where(m => !plover.IsMode(entry.Type, m))) error($"'{mode}' is no mode of {entry.Type.ToName()}");
                return entry with { Modes = [.. entry.Modes, .. modes] };
            case "need":
                if (!Needs.Contains(value)) error($"need={value}: no such condition; allowed: {string.Join(", ", Needs.Order(StringComparer.Ordinal))}");
                return entry with { Need = value };
            case "comp":
                if (value is not ("to" or "that" or "any")) error($"comp={value}: allowed: to, that, any");
                return entry with { Complement = value };
            case "harm":
                if (value is not ("dead" or "dead?" or "injured")) error($"harm={value}: allowed: dead, dead?, injured");
                return entry with { Harm = value };
        }

        if (ParseRole(value) is not { } role)
        {
            error($"{option}: '{value}' is no role; allowed: A (actor), R (recipient), P (place), T (territory), ? (actor or recipient), - (none)");
            return entry;
        }

        return key switch
        {
            "subj" => entry with { Subject = role },
            "obj" => entry with { Object = role },
            _ => entry with { Prepositions = new Dictionary<string, Role>(entry.Prepositions) { [key] = role } },
        };
    }

    private static Role? ParseRole(string value) => value switch
    {
        "A" => Role.Actor,
        "R" => Role.Recipient,
        "P" => Role.Place,
        "T" => Role.Territory,
        "?" => Role.Either,
        "-" => Role.None,
        _ => null,
    };
}
