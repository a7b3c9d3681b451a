using IngestWorker.Contracts;

namespace IngestWorker.Events.Coding;

/// <summary>The event between two given phrases.</summary>
internal static class PairFilter
{
    public static List<CodedEvent> Restrict(List<CodedEvent> events, PhrasePair pair)
    {
        var best = events
            .Select(e => (Event: e, Fit: Fit(e, pair)))
            .OrderByDescending(p => p.Fit).ThenByDescending(p => p.Event.Confidence).FirstOrDefault();
        return best.Event is null ? [] : [best.Event];
    }

    private static int Fit(CodedEvent e, PhrasePair pair)
    {
        var actor = e.Actors.Any(a => Overlaps(a, pair.ActorStart, pair.ActorEnd));
        var recipient = e.Recipients.Concat(e.Actors).Any(a => Overlaps(a, pair.RecipientStart, pair.RecipientEnd));
        return (actor ? 2 : 0) + (recipient ? 2 : 0) + (e.Recipients.Any(a => Overlaps(a, pair.ActorStart, pair.ActorEnd)) ? -1 : 0);
    }

    private static bool Overlaps(Actor actor, int start, int end) => actor.Start < end && start < actor.End;
}
