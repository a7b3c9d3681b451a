namespace IngestWorker.Events.Actors;

/// <summary>Who was spoken of so far in the article: what "he", "it", "the ministry" and a bare last name refer to.</summary>
internal sealed class ActorMemory
{
    private const int Longest = 512;

    private readonly Dictionary<string, Party> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Party> _byHead = new(StringComparer.Ordinal);

    public Party? LastPerson { get; private set; }

    public Party? LastBody { get; private set; }

    public Party? LastGroup { get; private set; }

    /// <summary>The people named last of whom there are several, whatever they did or suffered.</summary>
    public Party? LastSeveral { get; set; }

    public Party? LastArmed { get; private set; }

    public Party? LastSpeaker { get; set; }

    /// <summary>Who are a movement or a band: no army and no police.</summary>
    public Party? LastRebels { get; private set; }

    /// <summary>The two that met or fought last: "both sides", "the two men".</summary>
    public IReadOnlyList<Party>? Sides { get; set; }

    /// <summary>The sentence that told of them.</summary>
    public int SidesAt { get; set; }

    private readonly HashSet<string> _countries = new(StringComparer.Ordinal);

    public string? LastCountry { get; private set; }

    /// <summary>True where a name of the country stood before.</summary>
    public bool Knows(string country) => _countries.Contains(country);

    public void Name(string country) => _countries.Add(country);

    public string? CountryBefore { get; private set; }

    public void Remember(Party party, string headLower, bool isPerson, bool isPlural, bool isSubject)
    {
        if (isPerson)
        {
            if (isSubject) LastPerson = party;
            var surname = party.Text[(party.Text.LastIndexOf(' ') + 1)..];
            if (surname.Length > 2 && char.IsUpper(surname[0]) && party.IsKnown && _byName.Count < Longest) _byName[surname] = party;
        }
        else if ((!isPlural || party.IsState) && !party.Is("JRN"))
        {
            LastBody = party;
        }

        if (isPlural && isSubject) LastGroup = party;

        if (party.Is("REB") || party.Is("UAF") || party.Is("CRM") || party.Is("MIL") || party.Is("COP")) LastArmed = party;
        if (party.Is("REB") || party.Is("PRM") || party.Country is "IMG") LastRebels = party;
        if (party.Is("JRN")) return;
        if (party.Country is { Length: 3 } country && country != LastCountry && country is not ("IGO" or "UNO" or "EUR" or "NGO"))
        {
            CountryBefore = LastCountry;
            LastCountry = country;
        }

        if (party.Country is not null && _byHead.Count < Longest) _byHead[headLower] = party;
    }

    public Party? ByName(string surname) => _byName.GetValueOrDefault(surname);

    public Party? ByHead(string headLower) => _byHead.GetValueOrDefault(headLower);
}
