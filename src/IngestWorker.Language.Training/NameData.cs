using System.Text.RegularExpressions;
using IngestWorker.Language.Trees;

namespace IngestWorker.Language.Training;

/// <summary>Reads name spans in the formats of their publishers into the tags of <see cref="TrainingSentence.Names"/>.</summary>
internal static partial class NameData
{
    /// <summary>CoNLL-like files: "word tag" or "word TAB tag" a line (wikigold, CrossNER), or "id TAB word TAB tag ..." (UNER).</summary>
    public static List<TrainingSentence> ReadTagged(string path)
    {
        var sentences = new List<TrainingSentence>();
        var forms = new List<string>();
        var tags = new List<int>();
        foreach (var line in File.ReadLines(path).Append(""))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal) && line.Contains(" = ", StringComparison.Ordinal)) continue;
            var columns = line.Split(line.Contains('\t', StringComparison.Ordinal) ? '\t' : ' ');
            if (columns.Length < 2)
            {
                if (forms.Count is > 0 and <= 200) sentences.Add(new TrainingSentence { Forms = [.. forms], Names = [.. tags] });
                forms.Clear();
                tags.Clear();
                continue;
            }

            var (form, tag) = columns.Length > 2 ? (columns[1], columns[2]) : (columns[0], columns[1]);
            if (form == "-DOCSTART-") continue;
            var kind = tag.Length > 2 ? KindOf(tag[2..]) : -1;
            // Files in the older IOB write a name's first word with I: it begins where the kind changes.
            var continues = tag.StartsWith('I') && tags.Count > 0 && tags[^1] > 0 && (tags[^1] - 1) / 2 == kind;
            forms.Add(form);
            tags.Add(kind < 0 ? 0 : (2 * kind) + (continues ? 2 : 1));
        }

        return sentences;
    }

    private static int KindOf(string label) => label switch
    {
        "PER" or "person" or "politician" or "writer" or "musicalartist" or "scientist" => 0,
        "ORG" or "organisation" or "organization" or "politicalparty" => 1,
        "LOC" or "GPE" or "country" or "location" => 2,
        _ => -1,
    };

    /// <summary>
    /// Names of a GUM sentence, from its Entity column: people, organizations and places whose span is a name by its parts
    /// of speech. Proper nouns outside such spans stay unknown, because GUM marks entities, not names.
    /// </summary>
    public static int[] FromEntities(ConlluSentence sentence, List<(string Id, int Kind, int Start)> open)
    {
        var rows = sentence.Words.ToArray();
        var tags = rows.Select(r => r.Upos == "PROPN" ? -1 : 0).ToArray();
        var spans = new List<(int Start, int End, int Kind)>();
        open.Clear();
        for (var w = 0; w < rows.Length; w++)
        {
            var entity = rows[w].Misc.Split('|').FirstOrDefault(m => m.StartsWith("Entity=", StringComparison.Ordinal));
            if (entity is null) continue;
            foreach (Match m in EntityMark().Matches(entity["Entity=".Length..]))
            {
                if (m.Groups["close"].Success)
                {
                    var id = m.Groups["close"].Value;
                    var at = open.FindLastIndex(o => o.Id == id);
                    if (at < 0) continue;
                    spans.Add((open[at].Start, w, open[at].Kind));
                    open.RemoveAt(at);
                    continue;
                }

                var kind = KindOf(m.Groups["type"].Value switch { "place" => "LOC", var other => other });
                if (m.Groups["whole"].Success) spans.Add((w, w, kind));
                else open.Add((m.Groups["id"].Value, kind, w));
            }
        }

        foreach (var (start, end, kind) in spans.OrderByDescending(s => s.End - s.Start)) Mark(rows, tags, start, end, kind);
        return tags;
    }

    private static void Mark(ConlluRow[] rows, int[] tags, int start, int end, int kind)
    {
        while (start <= end && rows[start].Upos is "DET" or "PUNCT" or "ADP") start++;
        while (end >= start && rows[end].Upos is "PART" or "PUNCT") end--;
        if (start > end || end - start > 7 || rows[start].Upos != "PROPN" || rows[end].Upos != "PROPN") return;
        for (var w = start; w <= end; w++)
        {
            if (rows[w].Upos is not ("PROPN" or "ADP" or "DET" or "CCONJ" or "PART") && !(rows[w].Upos == "PUNCT" && rows[w].Form is "-" or "." or "&")) return;
        }

        // A span that contains a relation ("Obama of Chicago and ...") is one name only where its parts hang together as flat or compound.
        for (var w = start; w <= end; w++) tags[w] = kind < 0 ? 0 : (2 * kind) + (w == start ? 1 : 2);
    }

    [GeneratedRegex(@"\((?<id>\d+)-(?<type>[a-z]+)[^()]*(?<whole>\))?|(?<close>\d+)\)")]
    private static partial Regex EntityMark();
}
