using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Tests.Events;

/// <summary>What mends trees survives every tree, however wrong, and leaves one: one root, no ring.</summary>
public sealed class RepairTests
{
    private static readonly string[] Relations =
    [
        "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "obl:unmarked", "nmod", "nmod:poss", "nmod:desc", "amod", "compound", "flat", "appos", "acl", "acl:relcl", "advcl", "ccomp", "xcomp", "conj", "cc", "mark", "case", "det", "nummod", "aux", "aux:pass",
        "cop", "advmod", "parataxis", "punct", "dep", "csubj", "fixed", "expl", "orphan",
    ];

    // Words that the mends look for, and others.
    private static readonly string[] Forms =
    [
        "the", "a", "an", "of", "by", "in", "to", "on", "for", "with", "from", "between", "against", "after", "before", "while", "that", "who", "which", "whose", "what", "and", "but", "not", "at", "least", "more", "than", "it", "its", "they", "their", "'s", ",", ".", "-", "\"", ":",
        "Monday", "Tuesday", "President", "Minister", "Secretary", "Britain", "Karabakh", "Bol", "Jean", "Reuters", "WASHINGTON", "police", "soldiers", "army", "rebels", "people", "government", "town", "village", "prison", "year", "charge", "attack", "visit", "strike", "raid", "arrest", "killing", "embargo", "reports", "three", "20", "km", "north",
        "said", "says", "told", "reported", "accused", "killed", "shot", "hit", "attacked", "attacking", "arrest", "arrested", "brought", "refused", "called", "calling", "occupied", "renewed", "fighting", "led", "was", "were", "been", "being", "is", "has", "have", "had", "will", "be", "beaten", "held", "returned", "imposed", "discussed", "resigned", "retaliated",
    ];

    private static readonly Upos[] Tags = [Upos.Noun, Upos.Propn, Upos.Verb, Upos.Aux, Upos.Adj, Upos.Adv, Upos.Adp, Upos.Det, Upos.Pron, Upos.Num, Upos.Punct, Upos.Part, Upos.Sconj, Upos.Cconj];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Whatever_tree_comes_in_a_tree_comes_out(int seed)
    {
        var chance = new Random(seed);
        for (var n = 0; n < 20_000; n++)
        {
            var words = RandomTree(chance, chance.Next(1, 14));
            var before = string.Join("  ", words.Select(w => w.ToString()));
            Should.NotThrow(() => TreeRepair.Straighten(words), before);
            Should.NotThrow(() => DayRepair.Apply(words), before);
            words.Count(w => w.Head < 0).ShouldBe(1, before);
            foreach (var word in words)
            {
                word.Head.ShouldBeLessThan(words.Length, before);
                var (at, steps) = (word.Index, 0);
                for (; at >= 0 && steps <= words.Length; steps++) at = words[at].Head;
                at.ShouldBeLessThan(0, before);
            }
        }
    }

    private static Word[] RandomTree(Random chance, int count)
    {
        // Each word hangs on one that was placed before it, in an order of its own: always a tree.
        var order = Enumerable.Range(0, count).ToArray();
        chance.Shuffle(order);
        var heads = new int[count];
        heads[order[0]] = -1;
        for (var i = 1; i < count; i++) heads[order[i]] = order[chance.Next(i)];
        var words = new Word[count];
        for (var i = 0; i < count; i++)
        {
            var form = Forms[chance.Next(Forms.Length)];
            var relation = heads[i] < 0 ? "root" : Relations[chance.Next(Relations.Length)];
            var colon = relation.IndexOf(':', StringComparison.Ordinal);
            var tag = form[0] is ',' or '.' or '-' or '"' or ':' ? Upos.Punct : Tags[chance.Next(Tags.Length)];
            var isPast = tag is Upos.Verb && chance.Next(2) == 0;
            words[i] = new Word
            {
                Index = i,
                Text = form,
                Lower = form.ToLowerInvariant(),
                Lemma = form.ToLowerInvariant().TrimEnd('s'),
                Start = i * 10,
                End = (i * 10) + form.Length,
                Pos = tag,
                Head = heads[i],
                Rel = colon < 0 ? relation : relation[..colon],
                SubRel = colon < 0 ? "" : relation[(colon + 1)..],
                IsPast = isPast,
                IsFinitePast = isPast && chance.Next(2) == 0,
                IsGerund = tag is Upos.Verb && !isPast && chance.Next(2) == 0,
            };
        }

        return words;
    }
}
