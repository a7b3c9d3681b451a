namespace IngestWorker.Events.Lexicon;

/// <summary>Names and nouns of the user's own lexicons, beside the embedded tables.</summary>
/// <param name="Actors">Code or null, sectors, name.</param>
/// <param name="Agents">Sectors, noun (lower case, singular).</param>
internal sealed record OwnActors(IReadOnlyList<(string? Code, string[] Sectors, string Name)> Actors, IReadOnlyList<(string[] Sectors, string Noun)> Agents)
{
    public static readonly OwnActors None = new([], []);
}

/// <summary>What a lexicon file holds; empty where it has errors.</summary>
internal sealed record LexiconContent(IReadOnlyList<LexiconEntry> Entries, IReadOnlyList<LexiconError> Errors, OwnActors Own);
