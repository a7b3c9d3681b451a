#:project ../../../src/IngestWorker.Events/IngestWorker.Events.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property AssemblyName=make-constructions

// Makes trees of constructions that news is full of and treebanks are short of, for the trainer of the language model (infra/docs/model.md):
//
//   dotnet run -c Release infra/training/constructions/make-constructions.cs -- CONSTRUCTIONS LEXICON-DIR LABELLED OUTPUT [--sentences 12000] [--seed 1]
//
// CONSTRUCTIONS is constructions.txt; LEXICON-DIR holds the lexicon's files, whose verbs of one word with a plain object are put in (one in four is left out, so that what is
// learned about verbs can be told from what is learned by heart); LABELLED is a CoNLL-U file of read text, whose noun phrases are put in. The same input gives the same output.

using System.Globalization;
using System.Text.RegularExpressions;
using IngestWorker.Events.Words;

string Option(string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and var at ? args[at + 1] : otherwise;

var chance = new Random(int.Parse(Option("--seed", "1"), CultureInfo.InvariantCulture));
var book = PhraseBook.Read(args[2]);
var grammar = new Grammar(args[0], VerbList.Read(args[1]), book, chance);
using var writer = new StreamWriter(args[3]) { NewLine = "\n" };
var count = int.Parse(Option("--sentences", "12000"), CultureInfo.InvariantCulture);
for (var i = 0; i < count; i++) grammar.Sentence().Write(writer);
Console.Error.WriteLine($"{count} sentences; {book.Count} phrases of read text");

/// <summary>A word with its place in the tree: the head's index in the phrase, -1 for the phrase's own head.</summary>
internal sealed record Node(string Form, string Upos, string Xpos, string Feats, int Head, string Rel, int Name);

/// <summary>Words with a tree.</summary>
internal sealed class Phrase(List<Node> nodes)
{
    public List<Node> Nodes { get; } = nodes;

    public int Root => Nodes.FindIndex(n => n.Head < 0);

    /// <summary>True where a verb of which it is the subject stands in the plural.</summary>
    public bool IsPlural => Nodes[Root] is { Xpos: "NNS" or "NNPS" } or { Form: "they" } || Nodes.Any(n => n.Head == Root && n.Rel == "conj");

    public void Write(TextWriter writer)
    {
        for (var i = 0; i < Nodes.Count; i++)
        {
            var n = Nodes[i];
            var form = i == 0 && n.Form.Length > 0 ? char.ToUpperInvariant(n.Form[0]) + n.Form[1..] : n.Form;
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i + 1}\t{form}\t_\t{n.Upos}\t{n.Xpos}\t{n.Feats}\t{n.Head + 1}\t{n.Rel}\t_\tName={n.Name}"));
        }

        writer.WriteLine();
    }
}

/// <summary>Noun phrases, and phrases with a preposition, as they stand in text that a network has read.</summary>
internal sealed class PhraseBook
{
    private readonly List<Phrase> _nouns = [];
    private readonly List<Phrase> _asides = [];

    public int Count => _nouns.Count + _asides.Count;

    public Phrase Noun(Random chance) => _nouns[chance.Next(_nouns.Count)];

    public Phrase Aside(Random chance) => _asides[chance.Next(_asides.Count)];

    public static PhraseBook Read(string path)
    {
        var book = new PhraseBook();
        List<Node> sentence = [];
        foreach (var line in File.ReadLines(path))
        {
            if (line.StartsWith('#')) continue;
            if (line.Length > 0)
            {
                var c = line.Split('\t');
                sentence.Add(new Node(c[1], c[3], c[4], c[5], int.Parse(c[6], CultureInfo.InvariantCulture) - 1, c[7], int.Parse(c[9].AsSpan(5), CultureInfo.InvariantCulture)));
                continue;
            }

            for (var i = 1; i < sentence.Count; i++) book.Take(sentence, i);
            sentence = [];
        }

        return book;
    }

    private void Take(List<Node> sentence, int head)
    {
        var isNoun = sentence[head] is { Rel: "nsubj" or "nsubj:pass" or "obj", Upos: "NOUN" or "PROPN" };
        if (!isNoun && sentence[head] is not { Rel: "obl", Upos: "NOUN" or "PROPN" }) return;
        var inside = Enumerable.Range(0, sentence.Count).Where(i => IsUnder(sentence, i, head)).ToList();
        // Short ones in the middle of a sentence, in one piece, without marks or clauses.
        if (inside[0] == 0 || sentence[inside[0]] is { Upos: not "PROPN" and not "ADJ", Form: [>= 'A' and <= 'Z', ..] } || inside.Count is > 7 || inside[^1] - inside[0] != inside.Count - 1) return;
        if (inside.Any(i => sentence[i].Upos is "PUNCT" or "SYM" or "X" or "INTJ" or "PRON" || sentence[i].Rel is "cop" or "mark" or "cc" or "acl" or "acl:relcl" or "parataxis" or "dep" or "appos" || sentence[i].Form.Any(c => c > 'ɏ'))) return;
        var cases = inside.Where(i => sentence[i].Head == head && sentence[i].Rel == "case" && sentence[i].Upos == "ADP").ToList();
        if (isNoun != (cases.Count == 0) || !isNoun && (cases[0] != inside[0] || sentence[cases[0]].Form is "by" or "to")) return;
        // People and bodies: names, plurals, and what has a determiner.
        if (isNoun && sentence[head].Name == 0 && sentence[head].Xpos != "NNS" && !inside.Any(i => sentence[i].Head == head && sentence[i].Rel is "det" or "nmod:poss")) return;
        var nodes = inside.Select(i => sentence[i] with { Head = i == head ? -1 : sentence[i].Head - inside[0] }).ToList();
        (isNoun ? _nouns : _asides).Add(new Phrase(nodes));
    }

    private static bool IsUnder(List<Node> sentence, int index, int head)
    {
        for (var steps = 0; index >= 0 && steps <= sentence.Count; steps++, index = sentence[index].Head)
        {
            if (index == head) return true;
        }

        return false;
    }
}

/// <summary>Verbs that take a plain object.</summary>
internal static class VerbList
{
    public static string[] Read(string folder)
    {
        SortedSet<string> verbs = new(StringComparer.Ordinal);
        foreach (var line in Directory.GetFiles(folder, "*.txt").SelectMany(File.ReadLines))
        {
            var fields = line.Split('|');
            if (fields.Length < 4 || fields[0].Trim() != "verb" || Regex.IsMatch(fields[2], @"\b(subj|comp)=") || (fields[2].Contains("obj=", StringComparison.Ordinal) && !fields[2].Contains("obj=R", StringComparison.Ordinal))) continue;
            foreach (var verb in fields[1].Split(',').Select(w => w.Trim()))
            {
                if (Regex.IsMatch(verb, "^[a-z]{3,}$") && !IsKept(verb)) verbs.Add(verb);
            }
        }

        return [.. verbs];
    }

    // Every fourth by its letters' sum, so that it is the same whatever is added.
    private static bool IsKept(string verb) => verb.Sum(c => c) % 4 == 0;
}

/// <summary>The file of constructions, and sentences made by it.</summary>
internal sealed class Grammar
{
    private const double TableShare = 0.7;
    private readonly Dictionary<string, List<string[]>> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Tag, string[] Words)> _lists = new(StringComparer.Ordinal);
    private readonly string[] _verbs;
    private readonly PhraseBook _book;
    private readonly Random _chance;

    private static readonly HashSet<string> Sections = ["P", "T", "LATER", "NP", "SOURCE", "SENTENCE"];

    public Grammar(string path, string[] verbs, PhraseBook book, Random chance)
    {
        (_verbs, _book, _chance) = (verbs, book, chance);
        var section = "";
        foreach (var raw in File.ReadLines(path))
        {
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '@')
            {
                section = line[1..].Trim();
                continue;
            }

            var items = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (Sections.Contains(section))
            {
                var isWeighted = int.TryParse(items[0], CultureInfo.InvariantCulture, out var weight);
                if (!_lines.TryGetValue(section, out var lines)) _lines.Add(section, lines = []);
                for (var i = 0; i < (isWeighted ? weight : 1); i++) lines.Add(isWeighted ? items[1..] : items);
            }
            else
            {
                var parts = section.Split('.');
                var name = parts[0].ToUpperInvariant();
                var before = _lists.TryGetValue(name, out var had) ? had.Words : [];
                _lists[name] = (parts.Length > 1 ? parts[1] : "", [.. before, .. items]);
            }
        }
    }

    public Phrase Sentence() => Make(Pick(_lines["SENTENCE"]));

    private T Pick<T>(IReadOnlyList<T> list) => list[_chance.Next(list.Count)];

    // An item: WORD.TAG=LABEL:RELATION>HEAD.
    private sealed record Item(string Word, string Tag, string Label, string Rel, string Head);

    private static Item Parse(string text)
    {
        var at = text.IndexOf('>', StringComparison.Ordinal);
        var head = at < 0 ? "" : text[(at + 1)..];
        if (at >= 0) text = text[..at];
        at = text.IndexOf(':', StringComparison.Ordinal);
        var rel = at < 0 ? "" : text[(at + 1)..];
        if (at >= 0) text = text[..at];
        at = text.IndexOf('=', StringComparison.Ordinal);
        var label = at < 0 ? "" : text[(at + 1)..];
        if (at >= 0) text = text[..at];
        at = text.Length > 1 ? text.LastIndexOf('.') : -1;
        var tag = at < 0 ? "" : text[(at + 1)..];
        if (at >= 0) text = text[..at];
        return new Item(text, tag, label.Length > 0 ? label : text, rel, head);
    }

    private Phrase Make(string[] line)
    {
        var items = new List<Item>();
        foreach (var text in line)
        {
            var isOptional = text.Contains('?', StringComparison.Ordinal);
            if (isOptional && _chance.Next(2) == 0) continue;
            items.Add(Parse(text.Replace("?", "", StringComparison.Ordinal)));
        }

        // Phrases first: verbs agree with them.
        var phrases = items.Select(Fill).ToArray();
        var roots = new Dictionary<string, int>(StringComparer.Ordinal);
        var starts = new int[items.Count];
        var length = 0;
        for (var i = 0; i < items.Count; i++)
        {
            starts[i] = length;
            var phrase = phrases[i];
            length += phrase?.Nodes.Count ?? 1;
            roots.TryAdd(items[i].Label, starts[i] + (phrase?.Root ?? 0));
        }

        var main = items.FindIndex(x => x.Head.Length == 0 && x.Word is not ".");
        var nodes = new List<Node>();
        for (var i = 0; i < items.Count; i++)
        {
            var (item, phrase) = (items[i], phrases[i]);
            var head = i == main ? -1 : item.Word is "." && item.Head.Length == 0 ? starts[main] + (phrases[main]?.Root ?? 0) : roots.TryGetValue(item.Head, out var above) ? above : throw new InvalidDataException($"No \"{item.Head}\" for \"{item.Word}\" in: {string.Join(' ', line)}");
            if (phrase is null)
            {
                nodes.Add(Word(item, items, phrases) with { Head = head, Rel = i == main && item.Rel.Length == 0 ? "root" : item.Rel.Length > 0 ? item.Rel : "punct" });
                continue;
            }

            foreach (var n in phrase.Nodes)
                nodes.Add(n.Head < 0 ? n with { Head = head, Rel = item.Rel.Length > 0 ? item.Rel : n.Rel } : n with { Head = n.Head + starts[i] });
        }

        return new Phrase(nodes);
    }

    private Phrase? Fill(Item item) => item.Word switch
    {
        "S" or "S2" or "O" or "O2" or "O3" => _chance.NextDouble() < TableShare ? Make(Pick(_lines["NP"])) : _book.Noun(_chance),
        "A" => _book.Aside(_chance),
        "T" or "P" or "LATER" or "SOURCE" => Make(Pick(_lines[item.Word])),
        _ => null,
    };

    private Node Word(Item item, List<Item> items, Phrase?[] phrases)
    {
        if (item.Tag is "PAST" or "PRES" or "VB" or "VBN" or "VBNP" or "VBG" or "GER")
        {
            var verb = item.Word is "V" or "V2" or "V3" ? Pick(_verbs) : item.Word is "I" ? Pick(_lists["INTRANSITIVE"].Words) : Pick(item.Word.Split('|'));
            // The subject of the verb itself, or of the verb that it helps; a verb joined to another shares its subject.
            var whose = item.Rel.StartsWith("aux", StringComparison.Ordinal) ? item.Head : item.Label;
            var subject = SubjectOf(whose);
            for (var joined = items.Find(x => x.Label == whose); subject < 0 && joined is { Rel: "conj" }; joined = items.Find(x => x.Label == joined.Head)) subject = SubjectOf(joined.Head);
            if (subject >= 0 && items[subject].Word is "who" or "which" && items.Find(x => x.Label == whose) is { } relative) subject = items.FindIndex(x => x.Label == relative.Head);
            var isPlural = subject >= 0 && (phrases[subject]?.IsPlural ?? items[subject].Tag is "NNS") || items.Exists(x => x.Rel == "conj" && subject >= 0 && x.Head == items[subject].Label);
            return Verb(verb, item.Tag, isPlural, item.Rel.StartsWith("aux", StringComparison.Ordinal));
        }

        var (word, tag) = (item.Word, item.Tag);
        if (_lists.TryGetValue(word, out var list))
        {
            word = Pick(list.Words);
            if (tag.Length == 0) tag = list.Tag;
            if (tag == "NNS" && list.Tag == "NN") word = Inflection.Plural(word);
            return item.Word switch
            {
                "NATIONALITY" => new Node(word, "ADJ", "JJ", "Degree=Pos", 0, "", 0),
                "COUNTRY" or "CITY" => Proper(word, 5),
                "BODY" => Proper(word, 3),
                "FIRST" => Proper(word, 1),
                // A name alone begins where no first name stands before it.
                "LAST" => Proper(word, item.Rel == "flat" ? 2 : 1),
                _ => Tagged(word, tag, item.Rel),
            };
        }

        if (word == "INVENTED") return Proper(Invented(), item.Rel is "flat" ? 6 : 5);
        word = Pick(word.Split('|'));
        return Tagged(word.Length > 1 ? word.Replace('_', '.') : word, tag, item.Rel);

        int SubjectOf(string label) => items.FindIndex(x => x.Head == label && x.Rel.StartsWith("nsubj", StringComparison.Ordinal));
    }

    private static Node Proper(string word, int name) => new(word, "PROPN", "NNP", "Number=Sing", 0, "", name);

    private static Node Verb(string verb, string tag, bool isPlural, bool isAuxiliary)
    {
        var upos = isAuxiliary ? "AUX" : "VERB";
        var number = isPlural ? "Number=Plur" : "Number=Sing";
        return tag switch
        {
            "PAST" => new(verb == "be" && isPlural ? "were" : Inflection.Past(verb), upos, "VBD", $"Mood=Ind|{number}|Person=3|Tense=Past|VerbForm=Fin", 0, "", 0),
            "PRES" => new(verb == "be" && isPlural ? "are" : isPlural ? verb : Inflection.ThirdPerson(verb), upos, isPlural ? "VBP" : "VBZ", $"Mood=Ind|{number}|Person=3|Tense=Pres|VerbForm=Fin", 0, "", 0),
            "VB" => new(verb, upos, "VB", "VerbForm=Inf", 0, "", 0),
            "VBN" => new(Inflection.Participle(verb), upos, "VBN", "Tense=Past|VerbForm=Part", 0, "", 0),
            "VBNP" => new(Inflection.Participle(verb), upos, "VBN", "Tense=Past|VerbForm=Part|Voice=Pass", 0, "", 0),
            "VBG" => new(verb is "being" or "according" ? verb : Inflection.Gerund(verb), upos, "VBG", "Tense=Pres|VerbForm=Part", 0, "", 0),
            _ => new(Inflection.Gerund(verb), upos, "VBG", "VerbForm=Ger", 0, "", 0),
        };
    }

    private static Node Tagged(string word, string tag, string rel) => (word, tag) switch
    {
        ("'s", _) => new(word, "PART", "POS", "_", 0, "", 0),
        ("to", "") when rel == "mark" => new(word, "PART", "TO", "_", 0, "", 0),
        ("not", _) => new(word, "PART", "RB", "Polarity=Neg", 0, "", 0),
        ("the", _) => new(word, "DET", "DT", "Definite=Def|PronType=Art", 0, "", 0),
        ("a" or "an", _) => new(word, "DET", "DT", "Definite=Ind|PronType=Art", 0, "", 0),
        ("this" or "that", "") when rel == "det" => new(word, "DET", "DT", "Number=Sing|PronType=Dem", 0, "", 0),
        ("who" or "whom", _) => new(word, "PRON", "WP", "PronType=Rel", 0, "", 0),
        ("which", _) => new(word, "PRON", "WDT", "PronType=Rel", 0, "", 0),
        ("when" or "where", _) => new(word, "ADV", "WRB", word == "when" ? "PronType=Int" : "PronType=Rel", 0, "", 0),
        ("and" or "but", _) => new(word, "CCONJ", "CC", "_", 0, "", 0),
        ("he", _) => new(word, "PRON", "PRP", "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs", 0, "", 0),
        ("she", _) => new(word, "PRON", "PRP", "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs", 0, "", 0),
        ("it", _) => new(word, "PRON", "PRP", "Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs", 0, "", 0),
        ("they", _) => new(word, "PRON", "PRP", "Case=Nom|Number=Plur|Person=3|PronType=Prs", 0, "", 0),
        ("later" or "earlier" or "before" or "ago", _) => new(word, "ADV", word is "later" or "earlier" ? "RBR" : "RB", word is "later" or "earlier" ? "Degree=Cmp" : word is "ago" ? "Degree=Pos" : "_", 0, "", 0),
        ("," or "." or ";", _) => new(word, "PUNCT", word == ";" ? ":" : word, "_", 0, "", 0),
        ("\"", _) => new(word, "PUNCT", "``", "_", 0, "", 0),
        ("-", _) => new(word, "PUNCT", "HYPH", "_", 0, "", 0),
        (_, "NN") => new(word, "NOUN", tag, "Number=Sing", 0, "", 0),
        (_, "NNS") => new(word, "NOUN", tag, "Number=Plur", 0, "", 0),
        (_, "NNP") => new(word, "PROPN", tag, "Number=Sing", 0, "", 0),
        (_, "JJ") => new(word, "ADJ", tag, "Degree=Pos", 0, "", 0),
        ("least", _) => new(word, "ADJ", "JJS", "Degree=Sup", 0, "", 0),
        (_, "JJR") => new(word, "ADJ", tag, "Degree=Cmp", 0, "", 0),
        (_, "RB") => new(word, "ADV", tag, rel == "advmod" ? "_" : "Degree=Pos", 0, "", 0),
        (_, "CD") => new(word, "NUM", tag, char.IsDigit(word[0]) ? "NumForm=Digit|NumType=Card" : "NumForm=Word|NumType=Card", 0, "", 0),
        (_, "MD") => new(word, "AUX", tag, "VerbForm=Fin", 0, "", 0),
        (_, "IN" or "") when rel is "case" or "fixed" or "advmod" => new(word, "ADP", "IN", rel == "advmod" ? "ExtPos=ADV" : "_", 0, "", 0),
        (_, "") when rel == "mark" => new(word, "SCONJ", "IN", "_", 0, "", 0),
        (_, "") when rel is "amod" => new(word, "ADJ", "JJ", "Degree=Pos", 0, "", 0),
        _ => throw new InvalidDataException($"No tag for \"{word}\" as \"{rel}\"."),
    };

    private string Invented()
    {
        string[] onsets = ["B", "D", "G", "K", "L", "M", "N", "P", "R", "S", "T", "V", "Z", "Br", "Dr", "Gr", "Kr", "Tr", "Sh", "H"];
        string[] middles = ["a", "e", "i", "o", "u", "ar", "or", "an", "en", "il", "ur", "al"];
        string[] ends = ["dor", "mar", "nia", "stan", "via", "land", "rak", "than", "gor", "ra", "no", "dal", "ria", "sia", "ven", "doria"];
        if (_chance.Next(4) == 0) return Pick(onsets) + Pick(middles) + Pick(["l", "k", "n", "r", "m", "sh", "t"]);
        return Pick(onsets) + Pick(middles) + (_chance.Next(3) == 0 ? Pick(onsets).ToLowerInvariant() + Pick(middles) : "") + Pick(ends);
    }
}
