using IngestWorker.Events.Actors;
using IngestWorker.Language;

namespace IngestWorker.Events.Words;

/// <summary>Mends what the tables of names know better than the tree: a name of several words is one phrase.</summary>
internal static class TreeRepair
{
    public static void Apply(IReadOnlyList<Word> words, IReadOnlyList<Hit> hits)
    {
        foreach (var hit in hits)
        {
            var head = Bind(words, hit);
            Lean(words, hit, head);
        }
    }

    // All words of a name hang on one of them, the one that hangs outside.
    private static int Bind(IReadOnlyList<Word> words, Hit hit)
    {
        var head = hit.Last;
        for (var i = hit.First; i <= hit.Last; i++)
        {
            if (words[i].Head < hit.First || words[i].Head > hit.Last) { head = i; break; }
        }

        for (var i = hit.First; i <= hit.Last; i++)
        {
            if (hit.First < hit.Last && hit.Entity.Kind is not EntityKind.Demonym && words[i].Pos is not (Upos.Adp or Upos.Det or Upos.Punct or Upos.Part)) words[i].Pos = Upos.Propn;
            if (i == head || (words[i].Head >= hit.First && words[i].Head <= hit.Last)) continue;
            if (IsAbove(words, i, head)) continue;
            (words[i].Head, words[i].Rel, words[i].SubRel) = (head, "flat", "");
        }

        return head;
    }

    // "Boko Haram militants": two subjects of one verb side by side are one.
    private static void Lean(IReadOnlyList<Word> words, Hit hit, int head)
    {
        var next = hit.Last + 1;
        if (next >= words.Count || words[next].Pos is not (Upos.Noun or Upos.Propn)) return;
        if (words[head].Head == words[next].Head && words[head].Rel == words[next].Rel && words[head].Rel is "nsubj" or "obj" or "obl" or "nmod" && words[next].Head >= 0)
            (words[head].Head, words[head].Rel, words[head].SubRel) = (next, "compound", "");
    }

    private static bool IsAbove(IReadOnlyList<Word> words, int above, int index)
    {
        var steps = 0;
        for (var i = index; i >= 0 && steps++ <= words.Count; i = words[i].Head)
        {
            if (i == above) return true;
        }

        return false;
    }
}
