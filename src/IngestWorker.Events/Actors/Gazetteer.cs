using System.Collections.Frozen;
using IngestWorker.Events.Lexicon;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Actors;

/// <summary>The names of countries, peoples, places, organizations and office holders, found in a sentence longest first.</summary>
internal sealed class Gazetteer
{
    private static readonly FrozenSet<string> BeforePlaces = FrozenSet.ToFrozenSet(
        ["North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Central", "Northeastern", "Northwestern", "Southeastern", "Southwestern", "Upper", "Lower", "Greater", "Ex"]);

    // What stands before the names of a navy's ships.
    private static readonly FrozenDictionary<string, string> Navies = new Dictionary<string, string>
    {
        ["HMS"] = "GBR",
        ["USS"] = "USA",
        ["USNS"] = "USA",
        ["HMAS"] = "AUS",
        ["HMCS"] = "CAN",
        ["HMNZS"] = "NZL",
        ["INS"] = "IND",
        ["PNS"] = "PAK",
        ["BRP"] = "PHL",
        ["ROKS"] = "KOR",
        ["ARA"] = "ARG",
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<string, Named[]> _byFirst;

    /// <param name="own">The user's names, which go before the embedded ones.</param>
    public Gazetteer(OwnActors own)
    {
        List<Entity> all = [.. own.Actors.Select(a => new Entity(a.Name, EntityKind.Organization, a.Code, a.Sectors)), .. ActorTables.Read()];
        _byFirst = all.GroupBy(e => e.Name).Select(g => new Named(g.Key, Distinct(g))).GroupBy(n => FirstPart(n.Name))
            .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(n => n.Name.Length).ToArray());
        Capitals = all.Where(e => e.Kind == EntityKind.Government && e.Country is not null).GroupBy(e => e.Country!).ToFrozenDictionary(g => g.Key, g => g.First().Name);
        CountryNames = all.Where(e => e.Kind == EntityKind.Country && e.Country is not null).GroupBy(e => e.Country!).ToFrozenDictionary(g => g.Key, g => g.First().Name);
    }

    /// <summary>A name and those who bear it.</summary>
    private sealed record Named(string Name, Entity[] Bearers);

    /// <summary>The usual name by code.</summary>
    public FrozenDictionary<string, string> CountryNames { get; }

    /// <summary>The capital by code, as the table names it first.</summary>
    public FrozenDictionary<string, string> Capitals { get; }

    /// <summary>All hits in a sentence, from left to right, none overlapping.</summary>
    /// <param name="sentence">The words.</param>
    /// <param name="text">The article.</param>
    /// <param name="days">When it was written, and which day the sentence tells of.</param>
    /// <param name="isNamed">True for countries that the text named before.</param>
    public List<Hit> Find(IReadOnlyList<Word> sentence, ArticleText text, NameDays days, Func<string, bool> isNamed)
    {
        var (hits, doubt) = FindAll(sentence, text, days, isNamed);
        if (!doubt) return hits;
        HashSet<string> here = [.. hits.Where(h => !h.Entity.IsDoubtful && !h.Entity.Sectors.Contains("JRN")).Select(h => h.Entity.Country).OfType<string>()];
        return FindAll(sentence, text, days, country => here.Contains(country) || isNamed(country)).Hits;
    }

    private (List<Hit> Hits, bool Doubt) FindAll(IReadOnlyList<Word> sentence, ArticleText text, NameDays days, Func<string, bool> isNamed)
    {
        List<Hit> hits = [];
        var doubt = false;
        for (var i = 0; i < sentence.Count; i++)
        {
            if (Ship(sentence, i) is { } ship)
            {
                hits.Add(ship);
                i = ship.Last;
                continue;
            }

            if (Longest(sentence, text, i, days, isNamed, ref doubt) is not { } hit)
            {
                if (InCompound(sentence[i].Text) is { } entity) hits.Add(new Hit(i, i, entity with { Kind = EntityKind.Demonym }));
                continue;
            }

            // "ethnic Albanian guerrillas", "the Hungarian minority": a people of several countries.
            if (hit.Entity.Kind is EntityKind.Demonym && (i > 0 && sentence[i - 1].Lower is "ethnic" || hit.Last + 1 < sentence.Count && sentence[hit.Last + 1].Lower is "minority" or "minorities" or "diaspora") || IsNative(sentence, hit)) hit = hit with { Entity = hit.Entity with { Country = null, Sectors = ["CVL"] } };
            // "North and South Korea" are two.
            if (i >= 2 && hit.Entity is { Kind: EntityKind.Country, Country: "KOR" or "PRK" } korea && hit.Last > hit.First && sentence[i - 1].Lower is "and" or "or" && sentence[i - 2].Text is "North" or "South" && sentence[i - 2].Text != sentence[i].Text)
                hits.Add(new Hit(i - 2, i - 2, korea with { Country = korea.Country == "KOR" ? "PRK" : "KOR" }));
            hits.Add(hit);
            i = hit.Last;
        }

        return (hits, doubt);
    }

    // "Maya Indians", "American Indian tribes": no Indians of India.
    private static bool IsNative(IReadOnlyList<Word> sentence, Hit hit) =>
        hit.Entity is { Kind: EntityKind.Demonym, Country: "IND" } && sentence[hit.First].Lower is "indian" or "indians"
        && (hit.First > 0 && sentence[hit.First - 1] is { IsCapitalized: true } before && (Natives.Contains(before.Lower) || sentence[hit.First].Lower is "indians" && before.Lower is "american")
            || hit.Last + 1 < sentence.Count && sentence[hit.Last + 1].Lower is "tribe" or "tribes" or "reservation" or "reservations" or "peasant" or "peasants");

    private static readonly FrozenSet<string> Natives = FrozenSet.ToFrozenSet(["maya", "mayan", "quechua", "aymara", "miskito", "mapuche", "yanomami", "kayapo", "guarani", "zapotec", "tzotzil", "tzeltal", "mixtec", "nahua", "tarahumara", "embera", "wayuu", "paez", "kuna", "shuar", "ashaninka", "navajo", "sioux", "cree", "mohawk", "cherokee", "apache", "hopi", "inca", "andean", "amazon", "amazonian", "chiapas"]);

    // "HMS Sheffield", "the USS Arleigh Burke": no town and no person, but a ship of the navy whose letters stand before it.
    private static Hit? Ship(IReadOnlyList<Word> sentence, int at)
    {
        if (!Navies.TryGetValue(sentence[at].Text, out var country) || at + 1 >= sentence.Count || !sentence[at + 1].IsCapitalized || sentence[at + 1].Pos is not Language.Upos.Propn) return null;
        var last = at + 1;
        while (last + 1 < sentence.Count && last < at + 4 && sentence[last + 1] is { IsCapitalized: true, Pos: Language.Upos.Propn }) last++;
        return new Hit(at, last, new Entity(sentence[at].Text, EntityKind.Organization, country, ["MIL"]));
    }

    // "pro-Saudi", "ISIS-linked": the name inside says whose they are.
    private Entity? InCompound(string word)
    {
        var hyphen = word.IndexOf('-', StringComparison.Ordinal);
        if (hyphen <= 0) return null;
        var name = word.StartsWith("pro-", StringComparison.OrdinalIgnoreCase) ? word[4..]
            : word.StartsWith("anti-", StringComparison.OrdinalIgnoreCase) ? word[5..]
            : word.StartsWith("ex-", StringComparison.OrdinalIgnoreCase) ? word[3..]
            : word[(hyphen + 1)..] is "led" or "linked" or "controlled" or "held" or "run" or "affiliated" or "allied" or "occupied" ? word[..hyphen] : null;
        if (string.IsNullOrEmpty(name) || !_byFirst.TryGetValue(FirstPart(name), out var candidates)) return null;
        return candidates.FirstOrDefault(n => n.Name == name)?.Bearers.FirstOrDefault(e => e is { Country: not null, IsDoubtful: false });
    }

    /// <summary>The longest name with a country inside a short text such as a post's author.</summary>
    public Entity? InName(string name)
    {
        Entity? best = null;
        for (var i = 0; i < name.Length && i < 200; i++)
        {
            if (i > 0 && char.IsLetterOrDigit(name[i - 1]) || !_byFirst.TryGetValue(FirstPart(name[i..]), out var candidates)) continue;
            foreach (var entity in candidates.SelectMany(c => c.Bearers))
            {
                if (entity is { Country: not null, IsDoubtful: false } && string.CompareOrdinal(name, i, entity.Name, 0, entity.Name.Length) == 0 && (best is null || entity.Name.Length > best.Name.Length)) best = entity;
            }
        }

        return best;
    }

    private static string FirstPart(string name)
    {
        var end = 0;
        while (end < name.Length && char.IsLetterOrDigit(name[end])) end++;
        return end == 0 ? name[..1] : name[..end];
    }

    private Hit? Longest(IReadOnlyList<Word> sentence, ArticleText text, int index, NameDays days, Func<string, bool> isNamed, ref bool doubt)
    {
        // "#Armenia" names what the word behind the sign names.
        var sign = sentence[index].Text[0] is '#' or '@' ? 1 : 0;
        if (sentence[index].Text.Length == sign) return null;
        var from = sentence[index].Start + sign;
        if (!_byFirst.TryGetValue(FirstPart(sign > 0 ? sentence[index].Text[1..] : sentence[index].Text), out var candidates)) return null;
        foreach (var (name, bearers) in candidates)
        {
            if (!text.StandsAt(from, name) || LastWord(sentence, index, from + name.Length) is not { } last) continue;
            if (last + 2 < sentence.Count && sentence[last + 1].Text == "-" && sentence[last + 2].Lower is "based" or "backed" or "born" or "origin" or "supported" or "funded" or "made" or "trained" or "language" or "speaking" or "style" or "educated" or "flagged" or "registered") continue;
            if (last + 1 < sentence.Count && sentence[last + 1].Lower.StartsWith("-backed", StringComparison.Ordinal)) continue;
            if (Bearer(bearers, days, isNamed) is not { } entity)
            {
                doubt = true;
                continue;
            }

            // "The Sudanese National Democratic Alliance" is not India's, once the sentence's own countries are known.
            var isShared = bearers.Length > 1 && Array.Exists(bearers, b => b.IsDoubtful);
            doubt |= isShared;

            if ((entity.Kind is EntityKind.Country or EntityKind.Place || entity.IsDoubtful) && (IsPartOfOtherName(sentence, index, last, entity.Kind) || EndsOtherName(sentence, index) || entity.Kind is EntityKind.Place && GoesOn(sentence, last))) continue;
            return new Hit(index, last, isShared ? entity with { IsDoubtful = true } : entity);
        }

        return null;
    }

    // "Kwazulu-Natal" is no Natal: behind a hyphen and a name that says nothing a name is part of a longer one; "US-China" are two.
    private bool EndsOtherName(IReadOnlyList<Word> sentence, int index) =>
        index > 1 && sentence[index - 1] is { Text: "-" } hyphen && hyphen.End == sentence[index].Start && hyphen.Start == sentence[index - 2].End && sentence[index - 2].IsCapitalized && sentence[index - 2].Pos is Language.Upos.Propn && !_byFirst.ContainsKey(FirstPart(sentence[index - 2].Text));

    // "San Cristobal de las Casas" is another town than San Cristobal.
    private static bool GoesOn(IReadOnlyList<Word> sentence, int last) =>
        last + 2 < sentence.Count && sentence[last + 1].Text is "de" or "del" or "do" or "da" or "dos" && (sentence[last + 2].IsCapitalized || last + 3 < sentence.Count && sentence[last + 2].Text is "la" or "las" or "los" && sentence[last + 3].IsCapitalized);

    /// <summary>Who of a name's bearers is meant; null where only bearers come into question of whose country the text says nothing.</summary>
    internal static Entity? Bearer(IReadOnlyList<Entity> bearers, NameDays days, Func<string, bool> isNamed)
    {
        if (bearers is [{ IsDoubtful: false, From: null } only]) return only;
        List<Entity> possible = [.. bearers.Where(b => !b.IsDoubtful || b.Country is { } country && isNamed(country))];
        if (possible.Count == 0) return null;
        foreach (var day in (DateOnly?[])[days.Written, days.Told])
        {
            // Of two in one year the later one.
            if (day is { } at && possible.Where(p => p.From <= at && at <= (p.To?.AddMonths(2) ?? DateOnly.MaxValue)).MaxBy(p => p.From) is { } holder) return holder;
        }

        List<Entity> timeless = [.. possible.Where(p => p.From is null)];
        if (timeless.Count > 0) return timeless.FirstOrDefault(t => !t.IsDoubtful && t.Country is { } c && isNamed(c)) ?? timeless.FirstOrDefault(t => t.IsDoubtful) ?? timeless[0];
        // Without a day: of the country that the text names, and the office before the opposition, as the table has them.
        if (days.Written is null) return possible.FirstOrDefault(p => p.Country is { } c && isNamed(c)) ?? possible[0];
        var past = possible.Where(p => p.To < days.Written).MaxBy(p => p.To);
        if (past is null) return possible.MinBy(p => p.From)! is { Kind: EntityKind.Person } later ? later with { Sectors = [] } : possible.MinBy(p => p.From);
        return past.Kind is EntityKind.Person && past.Sectors.Any(s => s is "GOV" or "MIL" or "LEG" or "SPY") ? past with { Sectors = ["ELI"] } : past;
    }

    private static int? LastWord(IReadOnlyList<Word> sentence, int index, int end)
    {
        for (var i = index; i < sentence.Count && sentence[i].Start < end; i++)
        {
            if (sentence[i].End == end) return i;
        }

        return null;
    }

    // "Michael Jordan" is no country, "Northern Iraq" is one.
    private static bool IsPartOfOtherName(IReadOnlyList<Word> sentence, int first, int last, EntityKind kind)
    {
        if (first == 0) return false;
        var before = sentence[first - 1];
        return first == last && before.Pos is Upos.Propn && before.IsCapitalized && (sentence[first].Rel is "flat" || kind is EntityKind.Place && before.Rel is "compound" && before.Head == first && before.Lower is not ("president" or "governor" or "mayor" or "province" or "city" or "town" or "district")) && before.Text.Length > 2
            && !BeforePlaces.Contains(before.Text) && before.End < sentence[first].Start;
    }

    // The same person or body twice is once; a last name of people of several countries is doubtful.
    private static Entity[] Distinct(IEnumerable<Entity> bearers)
    {
        List<Entity> all = [];
        foreach (var bearer in bearers)
        {
            if (!all.Exists(a => a.Country == bearer.Country && a.From == bearer.From && a.To == bearer.To && a.Kind == bearer.Kind && a.Given == bearer.Given && a.Sectors.SequenceEqual(bearer.Sectors))) all.Add(bearer);
        }

        // A place is known by more people than a minister who is called like it.
        if (all.Exists(a => a.PlaceKind is not null || a.Kind is EntityKind.Demonym)) all.RemoveAll(a => a.Given is not null);
        return [.. all.Select(a => a.Given is not null && all.Exists(b => IsRival(a, b)) ? a with { IsDoubtful = true } : a)];
    }

    // Somebody of another country who is known by the last name alone at the same time. Who wants a country named ("*") takes nothing from who does not ("**").
    private static bool IsRival(Entity one, Entity other) =>
        other.Given is not null && other.Country != one.Country && !other.IsDoubtful && (one.From ?? DateOnly.MinValue) <= (other.To ?? DateOnly.MaxValue) && (other.From ?? DateOnly.MinValue) <= (one.To ?? DateOnly.MaxValue);
}

/// <summary>The days by which a name's bearer is told from another.</summary>
/// <param name="Written">When the article was published; null where that is unknown.</param>
/// <param name="Told">The day that the sentence tells of; null where it names none.</param>
internal readonly record struct NameDays(DateOnly? Written, DateOnly? Told);
