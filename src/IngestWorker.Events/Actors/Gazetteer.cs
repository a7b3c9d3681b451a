using System.Collections.Frozen;
using System.Globalization;
using IngestWorker.Events.Lexicon;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Actors;

/// <summary>The names of countries, peoples, places, organizations and office holders, found in a sentence longest first.</summary>
internal sealed class Gazetteer
{
    private static readonly FrozenSet<string> BeforePlaces = FrozenSet.ToFrozenSet(
        ["North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Central", "Northeastern", "Northwestern", "Southeastern", "Southwestern", "Upper", "Lower", "Greater", "Ex"]);

    private readonly FrozenDictionary<string, Entity[]> _byFirst;

    /// <param name="own">The user's names, which go before the embedded ones.</param>
    public Gazetteer(OwnActors own)
    {
        List<Entity> all = [.. own.Actors.Select(a => new Entity(a.Name, EntityKind.Organization, a.Code, a.Sectors))];
        AddCountries(all);
        foreach (var row in DataFile.Rows("organizations"))
        {
            var sectors = DataFile.List(row[1], ',');
            all.AddRange(DataFile.List(row[2]).Select(n => new Entity(n, EntityKind.Organization, row[0] == "-" ? null : row[0], sectors)));
        }

        foreach (var row in DataFile.Rows("leaders")) AddLeaders(all, row);
        _byFirst = all.GroupBy(e => FirstPart(e.Name)).ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(e => e.Name.Length).ToArray());
        CountryNames = all.Where(e => e.Kind == EntityKind.Country && e.Country is not null).GroupBy(e => e.Country!).ToFrozenDictionary(g => g.Key, g => g.First().Name);
    }

    /// <summary>The usual name by code.</summary>
    public FrozenDictionary<string, string> CountryNames { get; }

    /// <summary>All hits in a sentence, from left to right, none overlapping.</summary>
    public List<Hit> Find(IReadOnlyList<Word> sentence, ArticleText text, DateOnly? published)
    {
        List<Hit> hits = [];
        for (var i = 0; i < sentence.Count; i++)
        {
            if (Longest(sentence, text, i, published) is not { } hit)
            {
                if (InCompound(sentence[i].Text) is { } entity) hits.Add(new Hit(i, i, entity with { Kind = EntityKind.Demonym }));
                continue;
            }

            // "North and South Korea" are two.
            if (i >= 2 && hit.Entity is { Kind: EntityKind.Country, Country: "KOR" or "PRK" } korea && hit.Last > hit.First && sentence[i - 1].Lower is "and" or "or" && sentence[i - 2].Text is "North" or "South" && sentence[i - 2].Text != sentence[i].Text)
                hits.Add(new Hit(i - 2, i - 2, korea with { Country = korea.Country == "KOR" ? "PRK" : "KOR" }));
            hits.Add(hit);
            i = hit.Last;
        }

        return hits;
    }

    // "pro-Saudi", "ISIS-linked": the name inside says whose they are.
    private Entity? InCompound(string word)
    {
        var hyphen = word.IndexOf('-', StringComparison.Ordinal);
        if (hyphen <= 0) return null;
        var name = word.StartsWith("pro-", StringComparison.OrdinalIgnoreCase) ? word[4..]
            : word.StartsWith("anti-", StringComparison.OrdinalIgnoreCase) ? word[5..]
            : word[(hyphen + 1)..] is "led" or "linked" or "controlled" or "held" or "run" or "affiliated" or "allied" or "occupied" ? word[..hyphen] : null;
        if (string.IsNullOrEmpty(name) || !_byFirst.TryGetValue(FirstPart(name), out var candidates)) return null;
        return candidates.FirstOrDefault(e => e.Name == name && e.Country is not null);
    }

    /// <summary>The longest name with a country inside a short text such as a post's author.</summary>
    public Entity? InName(string name)
    {
        Entity? best = null;
        for (var i = 0; i < name.Length && i < 200; i++)
        {
            if (i > 0 && char.IsLetterOrDigit(name[i - 1]) || !_byFirst.TryGetValue(FirstPart(name[i..]), out var candidates)) continue;
            foreach (var entity in candidates)
            {
                if (entity.Country is not null && string.CompareOrdinal(name, i, entity.Name, 0, entity.Name.Length) == 0 && (best is null || entity.Name.Length > best.Name.Length)) best = entity;
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

    private Hit? Longest(IReadOnlyList<Word> sentence, ArticleText text, int index, DateOnly? published)
    {
        var from = sentence[index].Start;
        if (sentence[index].Text is "#" or "@") return null;
        if (!_byFirst.TryGetValue(FirstPart(sentence[index].Text), out var candidates)) return null;
        Hit? found = null;
        foreach (var entity in candidates)
        {
            if (found is not null && found.Value.Entity.Name.Length > entity.Name.Length) break;
            if (!text.StandsAt(from, entity.Name) || LastWord(sentence, index, from + entity.Name.Length) is not { } last) continue;
            if (last + 2 < sentence.Count && sentence[last + 1].Text == "-" && sentence[last + 2].Lower is "based" or "backed" or "born" or "origin" or "supported" or "funded" or "made" or "trained") continue;
            if (last + 1 < sentence.Count && sentence[last + 1].Lower.StartsWith("-backed", StringComparison.Ordinal)) continue;
            if (entity.Kind is EntityKind.Country or EntityKind.Place && IsPartOfOtherName(sentence, index, last, entity.Kind)) continue;
            // Among holders of one name, the one in office at the time of the article.
            if (found is not null && !(entity.From <= published && published <= (entity.To ?? DateOnly.MaxValue))) continue;
            found = new Hit(index, last, entity);
        }

        return found is { Entity: { Kind: EntityKind.Person, To: { } to } holder } && published > to.AddMonths(2)
            ? found.Value with { Entity = holder with { Sectors = ["ELI"] } }
            : found;
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

    private static void AddCountries(List<Entity> all)
    {
        foreach (var row in DataFile.Rows("countries"))
        {
            all.AddRange(DataFile.List(row[1]).Select(n => new Entity(n, EntityKind.Country, row[0], [], "country")));
            all.AddRange(DataFile.List(row[2]).Select(n => new Entity(n, EntityKind.Demonym, row[0], [])));
            all.AddRange(DataFile.List(row[3]).Select(n => new Entity(n, EntityKind.Government, row[0], ["GOV"], "locality")));
            foreach (var place in DataFile.List(row[4]))
            {
                var parts = place.Split(':');
                all.Add(new Entity(parts[0], EntityKind.Place, row[0], [], parts.Length > 1 ? parts[1] : "locality"));
            }
        }
    }

    // "ISO | sectors | Name* from-to; ...": with "*" the last word alone names the person too.
    private static void AddLeaders(List<Entity> all, string[] row)
    {
        var sectors = DataFile.List(row[1], ',');
        foreach (var item in DataFile.List(row[2]))
        {
            var space = item.LastIndexOf(' ');
            var years = space > 0 && char.IsDigit(item[^1]) | item[^1] == '-' && char.IsDigit(item[space + 1]) ? item[(space + 1)..] : null;
            var name = years is null ? item : item[..space];
            DateOnly? from = years is null ? null : new DateOnly(int.Parse(years[..4], CultureInfo.InvariantCulture), 1, 1);
            DateOnly? to = years is { Length: 9 } ? new DateOnly(int.Parse(years[5..], CultureInfo.InvariantCulture), 12, 31) : null;
            var alone = name.EndsWith('*');
            name = name.TrimEnd('*');
            all.Add(new Entity(name, EntityKind.Person, row[0], sectors, null, from, to));
            if (alone) all.Add(new Entity(name[(name.LastIndexOf(' ') + 1)..], EntityKind.Person, row[0], sectors, null, from, to));
        }
    }
}
