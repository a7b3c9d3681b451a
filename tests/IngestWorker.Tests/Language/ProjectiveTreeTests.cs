using CsCheck;
using IngestWorker.Language.Network;

namespace IngestWorker.Tests.Language;

public sealed class ProjectiveTreeTests
{
    [Fact]
    public void It_is_the_best_of_all_trees_without_crossing_arcs() =>
        Gen.Int[1, 6].SelectMany(words => Gen.Float[-10, 10].Array[(words + 1) * (words + 1)].Select(scores => (Count: words + 1, Scores: scores))).Sample(
            sample =>
            {
                var heads = new int[sample.Count];
                new ProjectiveTree().Find(sample.Scores, sample.Count, sample.Count, heads);

                IsTree(heads).ShouldBeTrue();
                ProjectiveTree.Crosses(heads).ShouldBeFalse();
                var best = Trees(sample.Count).Where(t => !CrossesByDefinition(t)).Max(t => ProjectiveTree.Score(sample.Scores, sample.Count, t));
                ProjectiveTree.Score(sample.Scores, sample.Count, heads).ShouldBe(best, 0.001f);
            },
            iter: 300);

    [Fact]
    public void Crossing_arcs_are_seen()
    {
        foreach (var tree in Trees(5)) ProjectiveTree.Crosses(tree).ShouldBe(CrossesByDefinition(tree));
    }

    private static IEnumerable<int[]> Trees(int count)
    {
        for (long code = 0, end = (long)Math.Pow(count, count - 1); code < end; code++)
        {
            var heads = new int[count];
            heads[0] = -1;
            var rest = code;
            for (var w = 1; w < count; w++, rest /= count) heads[w] = (int)(rest % count);
            if (IsTree(heads)) yield return heads;
        }
    }

    private static bool IsTree(int[] heads)
    {
        if (heads[0] != -1 || heads.Count(h => h == 0) != 1) return false;
        for (var w = 1; w < heads.Length; w++)
        {
            var (at, steps) = (w, 0);
            while (at > 0 && steps++ < heads.Length) at = heads[at];
            if (at != 0) return false;
        }

        return true;
    }

    // Two arcs cross where exactly one end of the one lies within the other; the root stands before all words.
    private static bool CrossesByDefinition(int[] heads)
    {
        for (var a = 1; a < heads.Length; a++)
        {
            for (var b = 1; b < heads.Length; b++)
            {
                var (from, to, start, end) = (Math.Min(a, heads[a]), Math.Max(a, heads[a]), Math.Min(b, heads[b]), Math.Max(b, heads[b]));
                if (from < start && start < to && to < end) return true;
            }
        }

        return false;
    }
}
