namespace IngestWorker.Events.Actors;

internal enum EntityKind
{
    Country,
    Demonym,
    Government,
    Place,
    Organization,
    Person,
}

/// <summary>What the tables know under a name.</summary>
internal sealed record Entity(string Name, EntityKind Kind, string? Country, IReadOnlyList<string> Sectors, string? PlaceKind = null, DateOnly? From = null, DateOnly? To = null)
{
    /// <summary>True for a name that others bear too: it counts only where the text names its country.</summary>
    public bool IsDoubtful { get; init; }

    /// <summary>The given name of the person whose last name alone this is; null for whole names.</summary>
    public string? Given { get; init; }
}

/// <summary>A name of the tables in a sentence.</summary>
/// <param name="First">First word.</param>
/// <param name="Last">Last word.</param>
/// <param name="Entity">What it names.</param>
internal readonly record struct Hit(int First, int Last, Entity Entity);

/// <summary>Someone as found in a sentence, before the event decides on details.</summary>
internal sealed record Party
{
    public required string Text { get; init; }

    public required int Start { get; init; }

    public required int End { get; init; }

    /// <summary>The word of the tree; -1 for one that is carried over from elsewhere.</summary>
    public required int Head { get; init; }

    public string? Country { get; init; }

    public IReadOnlyList<string> Sectors { get; init; } = [];

    /// <summary>True where the name is a country, nationality or capital as such ("Armenia", "Yerevan").</summary>
    public bool IsState { get; init; }

    public bool IsPlace { get; init; }

    /// <summary>True for a name that is no word of the language.</summary>
    public bool IsProper { get; init; }

    public bool IsPronoun { get; init; }

    /// <summary>True for one human being, by name or by office.</summary>
    public bool IsPerson { get; init; }

    /// <summary>True where the country is only that of something beside it ("concessions from China").</summary>
    public bool IsBeside { get; init; }

    /// <summary>True for one of the two whom "both sides" or "they" stands for: they share their words.</summary>
    public bool IsSide { get; init; }

    public bool Is(string sector) => Sectors.Contains(sector);

    public bool IsArmed => Is("MIL") || Is("REB") || Is("PRM") || Is("UAF") || Is("COP") || IsState || Country is "IMG";

    /// <summary>True for a phrase that the caller named as a side of the event.</summary>
    public bool IsGiven { get; init; }

    public bool IsKnown => Country is not null || Sectors.Count > 0 || IsGiven;
}
