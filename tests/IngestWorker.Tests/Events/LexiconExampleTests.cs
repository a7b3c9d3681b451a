using IngestWorker.Contracts;
using IngestWorker.Events;
using IngestWorker.Events.Lexicon;
using IngestWorker.Events.Words;

namespace IngestWorker.Tests.Events;

public sealed class LexiconExampleTests
{
    // Of some ten thousand words and phrases a few stand in a sentence that the tree reads otherwise than meant.
    private const double LeastShare = 0.90;

    private const int MostOfAnEntry = 4;

    private static readonly EventCoder Coder = new();

    [Fact]
    public void Every_entry_codes_its_example_as_its_type()
    {
        List<string> failed = [];
        List<string> empty = [];
        var total = 0;
        var path = Environment.GetEnvironmentVariable("INGEST_LEXICON_FAILURES");
        var all = path is not null;
        foreach (var entry in Coder.Lexicon.Entries)
        {
            var right = 0;
            // All of them by the environment variable; else a few of each entry, so that the suite stays short.
            var step = all ? 1 : Math.Max(1, (entry.Triggers.Count + MostOfAnEntry - 1) / MostOfAnEntry);
            for (var i = 0; i < entry.Triggers.Count; i += step)
            {
                var trigger = entry.Triggers[i];
                total++;
                var sentence = Sentence(entry, trigger);
                var found = Coder.Code(new CodingInput { ArticleId = Guid.Empty, Text = sentence }).Events;
                if (found.Any(e => e.Type == entry.Type || IsNearEnough(e.Type, entry.Type))) right++;
                else failed.Add($"{entry.Source} {entry.Type.ToName()} {string.Join(' ', trigger)}: {sentence} -> {string.Join(", ", found.Select(e => e.Type.ToName() + " " + e.Trigger.Text))}");
            }

            if (right == 0) empty.Add($"{entry.Source}: none of its words codes '{entry.Example}' as {entry.Type.ToName()}");
        }

        if (path is not null) File.WriteAllLines(path, failed);
        empty.ShouldBeEmpty();
        (1.0 - (double)failed.Count / total).ShouldBeGreaterThanOrEqualTo(LeastShare, string.Join('\n', failed.Take(40)));
    }

    // A longer pattern of the lexicon may claim the words for a type that says the same of them.
    private static bool IsNearEnough(PloverType found, PloverType meant) => (found, meant) switch
    {
        (PloverType.Coerce, PloverType.Assault) or (PloverType.Assault, PloverType.Coerce) => true,
        _ => false,
    };

    private static string Sentence(LexiconEntry entry, string[] trigger)
    {
        if (entry.Kind == TriggerKind.Noun) return entry.Example.Replace("*", string.Join(' ', trigger), StringComparison.Ordinal);
        var gap = Array.IndexOf(trigger, "...");
        var verb = trigger[0] == "be" ? "was" : Inflection.Past(trigger[0]);
        var before = string.Join(' ', trigger[1..(gap < 0 ? trigger.Length : gap)].Prepend(verb));
        var after = gap < 0 ? "" : string.Join(' ', trigger[(gap + 1)..]);
        var sentence = entry.Example;
        if (gap < 0) return sentence.Replace("*", before, StringComparison.Ordinal).Replace(" ~", "", StringComparison.Ordinal);
        if (sentence.Contains('~', StringComparison.Ordinal)) return sentence.Replace("*", before, StringComparison.Ordinal).Replace("~", after, StringComparison.Ordinal);

        // Without a place of its own the rest follows the object, which is the words up to the next preposition.
        var star = sentence.IndexOf('*', StringComparison.Ordinal);
        var words = sentence[(star + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        var at = words.FindIndex(1, w => w is "on" or "in" or "near" or "with" or "of" or "to" or "for" or "at" or "from" or "~");
        if (at < 0) (words[^1], at) = (words[^1].TrimEnd('.'), words.Count);
        words.Insert(at, after);
        return $"{sentence[..star]}{before} {string.Join(' ', words)}{(at == words.Count - 1 ? "." : "")}";
    }
}
