using System.Collections.Frozen;

namespace IngestWorker.Events.Coding;

/// <summary>Capitalized words that are neither people nor places.</summary>
internal static class CalendarWords
{
    private static readonly FrozenSet<string> All = FrozenSet.ToFrozenSet(
        ("monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec "
         + "jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. easter christmas ramadan eid").Split(' '));

    public static bool Contains(string lower) => All.Contains(lower);
}
