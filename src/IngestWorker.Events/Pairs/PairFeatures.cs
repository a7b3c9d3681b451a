using System.Collections.Frozen;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Coding;
using IngestWorker.Events.Lexicon;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Pairs;

/// <summary>What stands between two given phrases, as the pair model sees it: the lexicon's matches, the path through the tree, the words.</summary>
internal sealed class PairFeatures(LexiconIndex lexicon)
{
    private const int LongestGap = 14;

    private static readonly FrozenSet<string> Empty = FrozenSet.ToFrozenSet(
        ["the", "a", "an", ",", ".", "'s", "’s", "\"", "of", "and", "in", "on", "'", "“", "”", "``", "''", "(", ")", "-", "--", ":", ";", "its", "his", "their", "her", "that", "it", "he", "which", "who", "they", "this"]);

    /// <param name="scene">The sentence of the two phrases.</param>
    /// <param name="drafts">What the coder read in it.</param>
    /// <param name="pair">The phrases.</param>
    public HashSet<string> Of(SentenceScene scene, IReadOnlyList<Draft> drafts, PhrasePair pair)
    {
        HashSet<string> found = new(StringComparer.Ordinal) { "bias" };
        var clause = scene.Clause;
        var (actor, recipient) = (HeadOf(clause, pair.ActorStart, pair.ActorEnd), HeadOf(clause, pair.RecipientStart, pair.RecipientEnd));
        var path = actor >= 0 && recipient >= 0 ? PathBetween(clause, actor, recipient) : [];
        AddDrafts(found, scene, drafts, pair);
        AddMatches(found, scene, path, (actor, recipient));
        AddPath(found, scene, path, actor, recipient);
        AddWords(found, clause, pair);
        return found;
    }

    /// <summary>The word of a phrase that hangs outside it; -1 where the sentence does not hold the phrase.</summary>
    public static int HeadOf(Clause clause, int start, int end)
    {
        var head = -1;
        foreach (var word in clause.Words)
        {
            if (word.End <= start || word.Start >= end || word.Pos is Upos.Punct) continue;
            var above = word.Head;
            if (above >= 0 && clause[above].Start < end && start < clause[above].End) continue;
            if (head < 0 || (clause[head].Pos is not (Upos.Noun or Upos.Propn or Upos.Pron) && word.IsNominal)) head = word.Index;
        }

        return head;
    }

    /// <summary>The words of the tree between two words, the ends left out, the highest first.</summary>
    public static List<int> PathBetween(Clause clause, int from, int to)
    {
        List<int> left = [from, .. clause.Ancestors(from)];
        List<int> right = [to, .. clause.Ancestors(to)];
        var top = left.FirstOrDefault(right.Contains, -1);
        List<int> path = top < 0 || top == from || top == to ? [] : [top];
        path.AddRange(left.TakeWhile(i => i != top).Where(i => i != from));
        path.AddRange(right.TakeWhile(i => i != top).Where(i => i != to));
        // "Canada and Costa Rica agreed", "protesters in Gjilan burned": one hangs on the other, and both on the event.
        if ((top == from || top == to) && top >= 0 && clause[top].Head >= 0) path.Insert(0, clause[top].Head);
        return path;
    }

    private static void AddDrafts(HashSet<string> found, SentenceScene scene, IReadOnlyList<Draft> drafts, PhrasePair pair)
    {
        foreach (var draft in drafts.Where(d => d.Scene == scene))
        {
            var acts = draft.Actors.Any(a => a.Start < pair.ActorEnd && pair.ActorStart < a.End);
            var suffers = draft.Recipients.Concat(draft.Actors).Any(a => a.Start < pair.RecipientEnd && pair.RecipientStart < a.End);
            var name = $"{(acts ? 1 : 0)}{(suffers ? 1 : 0)}:{draft.Type}";
            found.Add("d" + name);
            if (acts || suffers) foreach (var mode in draft.Modes) found.Add($"dm{name}:{mode}");
            if (draft.Status != default) found.Add($"ds{name}:{draft.Status}");
        }
    }

    private void AddMatches(HashSet<string> found, SentenceScene scene, List<int> path, (int Actor, int Recipient) ends)
    {
        var clause = scene.Clause;
        var best = (Rank: int.MaxValue, Match: default(Match));
        for (var i = 0; i < clause.Count; i++)
        {
            if (scene.IsGiven(i)) continue;
            var matches = lexicon.At(clause, i);
            for (var k = 0; k < matches.Count && matches[k].Length == matches[0].Length; k++)
            {
                var match = matches[k];
                var at = path.IndexOf(match.Head);
                var where = at == 0 ? "top" : at > 0 ? "path" : match.Head >= 0 && path.Contains(clause[match.Head].Head) ? "beside"
                    : (match.Head - ends.Actor) * (match.Head - ends.Recipient) < 0 ? "between" : "out";
                found.Add($"m{where}:{match.Entry.Type}");
                if (where is "out") continue;
                foreach (var mode in match.Entry.Modes) found.Add($"mm:{match.Entry.Type}:{mode}");
                if (clause.ChildrenOf(match.Head).Any(c => clause[c].Lower is "will" or "would" or "'ll" or "wo")) found.Add($"mw:{match.Entry.Type}");
                if (clause.ChildrenOf(match.Head).Any(c => clause[c].Lower is "not" or "n't" or "never" or "no")) found.Add($"mn:{match.Entry.Type}");
                var rank = (at >= 0 ? at * 10 : where is "beside" ? 15 : 40) + Math.Min(9, Math.Abs(match.Head - ends.Recipient)) - match.Length;
                if (rank < best.Rank) best = (rank, match);
            }
        }

        found.Add(best.Match.Entry is { } entry ? "best:" + entry.Type : "best:none");
    }

    private static void AddPath(HashSet<string> found, SentenceScene scene, List<int> path, int actor, int recipient)
    {
        var clause = scene.Clause;
        if (actor >= 0) found.Add("sh:" + clause[actor].Lemma);
        if (recipient >= 0)
        {
            var preposition = clause.CaseOf(recipient);
            found.Add("th:" + clause[recipient].Lemma);
            found.Add("tr:" + clause[recipient].Rel + ":" + preposition);
            if (clause[recipient].Head >= 0) found.Add($"tg:{clause[clause[recipient].Head].Lemma}:{preposition}");
        }

        for (var p = 0; p < path.Count; p++)
        {
            var word = clause[path[p]];
            found.Add((p == 0 ? "top:" : "p:") + word.Lemma);
            if (p == 1 && clause[path[0]].Lemma is "say" or "announce" or "declare" or "tell" or "report" or "vow" or "confirm") found.Add("said:" + word.Lemma);
            found.Add("any:" + word.Lemma);
            foreach (var child in clause.ChildrenOf(word.Index))
            {
                if (child == actor || child == recipient || scene.IsGiven(child) || path.Contains(child)) continue;
                var inner = clause[child];
                if (inner.Rel is "obj" or "xcomp" or "compound" or "obl" or "ccomp" or "advcl" or "amod") found.Add($"c{inner.Rel}:{inner.Lemma}");
                if (inner.Rel is "obj" or "compound" or "xcomp") found.Add($"any:{inner.Lemma}");
                if (inner.Rel is "aux" or "mark" or "advmod" or "compound") found.Add($"x:{inner.Lower}");
                if (inner.Rel is "obj" or "xcomp" or "compound") found.Add($"vo:{word.Lemma}_{inner.Lemma}");
            }
        }

        if (path.Count > 1)
        {
            foreach (var lower in path.Skip(1)) found.Add($"pp:{clause[path[0]].Lemma}_{clause[lower].Lemma}");
        }

        found.Add("len:" + Math.Min(5, path.Count));
    }

    private static void AddWords(HashSet<string> found, Clause clause, PhrasePair pair)
    {
        var (first, last) = (Math.Min(pair.ActorEnd, pair.RecipientEnd), Math.Max(pair.ActorStart, pair.RecipientStart));
        var order = pair.ActorStart < pair.RecipientStart ? "" : "r";
        found.Add("order:" + order);
        var before = "";
        var count = 0;
        foreach (var word in clause.Words)
        {
            var given = (word.Start < pair.ActorEnd && pair.ActorStart < word.End) || (word.Start < pair.RecipientEnd && pair.RecipientStart < word.End);
            if (given) continue;
            var between = word.Start >= first && word.End <= last;
            if (!Empty.Contains(word.Lower) && word.Pos is not (Upos.Num or Upos.Propn or Upos.Punct)) found.Add("w:" + word.Lemma);
            if (between && count++ < LongestGap)
            {
                if (word.Pos is not (Upos.Punct or Upos.Propn)) found.Add("b" + order + ":" + word.Lemma);
                if (before.Length > 0) found.Add($"bb:{before}_{word.Lemma}");
                before = word.Lemma;
            }
            else if (word.Start >= last && count < LongestGap + 3)
            {
                count = Math.Max(count, LongestGap) + 1;
                if (word.Pos is not (Upos.Punct or Upos.Propn)) found.Add("post:" + word.Lemma);
            }
        }
    }
}
