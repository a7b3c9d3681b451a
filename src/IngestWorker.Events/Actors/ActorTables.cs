using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace IngestWorker.Events.Actors;

/// <summary>Reads the tables of countries, bodies, groups and office holders.</summary>
internal static class ActorTables
{
    /// <summary>The tables of bodies and groups, by file.</summary>
    public static readonly IReadOnlyList<string> Bodies = ["organizations", "groups", "institutions", "media"];

    public static IEnumerable<Entity> Read() => [.. Countries(), .. Bodies.SelectMany(BodiesOf), .. Leaders()];

    /// <summary>The names of a table's bodies. ";" divides the bodies, "=" the names of one.</summary>
    public static IEnumerable<Entity> BodiesOf(string table)
    {
        foreach (var row in DataFile.Rows(table))
        {
            var sectors = DataFile.List(row[1], ',');
            foreach (var name in DataFile.List(row[2]).SelectMany(item => DataFile.List(item, '=')))
            {
                var (words, terms) = Terms(name);
                foreach (var (from, to) in terms)
                {
                    var entity = new Entity(words.TrimEnd('?'), EntityKind.Organization, row[0] == "-" ? null : row[0], sectors, null, from, to) { IsDoubtful = words.EndsWith('?') };
                    foreach (var spelling in Spellings(entity)) yield return spelling;
                }
            }
        }
    }

    private static IEnumerable<Entity> Countries()
    {
        foreach (var row in DataFile.Rows("countries"))
        {
            foreach (var name in DataFile.List(row[1])) yield return new Entity(name, EntityKind.Country, row[0], [], "country");
            foreach (var name in DataFile.List(row[2])) yield return new Entity(name, EntityKind.Demonym, row[0], []);
            foreach (var name in DataFile.List(row[3])) yield return new Entity(name, EntityKind.Government, row[0], ["GOV"], "locality");
            foreach (var place in DataFile.List(row[4]))
            {
                var parts = place.Split(':');
                yield return new Entity(parts[0], EntityKind.Place, row[0], [], parts.Length > 1 ? parts[1] : "locality");
                // "Karen State" is written "Karen state" as often.
                if (parts[0].EndsWith(" State", StringComparison.Ordinal)) yield return new Entity(parts[0][..^6] + " state", EntityKind.Place, row[0], [], parts[1]);
            }
        }
    }

    /// <summary>Office holders: "Name** 1990-1995,2001-"; with "**" the last word alone names the person too, with "*" where the text names the country.</summary>
    public static IEnumerable<Entity> Leaders()
    {
        foreach (var row in DataFile.Rows("leaders"))
        {
            var sectors = DataFile.List(row[1], ',');
            foreach (var item in DataFile.List(row[2]))
            {
                var (words, terms) = Terms(item);
                var name = words.TrimEnd('*');
                var isDoubtful = !words.EndsWith("**", StringComparison.Ordinal);
                foreach (var (from, to) in terms)
                {
                    var person = new Entity(name, EntityKind.Person, row[0], sectors, null, from, to);
                    foreach (var spelling in Spellings(person)) yield return spelling;
                    if (!words.EndsWith('*')) continue;
                    var space = name.IndexOf(' ', StringComparison.Ordinal);
                    if (space < 0) continue;
                    foreach (var spelling in Spellings(person with { Name = name[(name.LastIndexOf(' ') + 1)..], Given = Plain(name[..space]), IsDoubtful = isDoubtful })) yield return spelling;
                }
            }
        }
    }

    // "1990-1995,2001-" behind a name; one term without years where none stands there.
    private static (string Name, IReadOnlyList<(DateOnly? From, DateOnly? To)> Terms) Terms(string item)
    {
        var space = item.LastIndexOf(' ');
        if (space < 0 || !item[(space + 1)..].Contains('-', StringComparison.Ordinal) || !item[(space + 1)..].All(c => char.IsAsciiDigit(c) || c is '-' or ',') || item.Length - space < 6) return (item, [(null, null)]);
        return (item[..space], [.. item[(space + 1)..].Split(',').Select(Term)]);
    }

    private static (DateOnly? From, DateOnly? To) Term(string years) =>
        (new DateOnly(int.Parse(years[..4], CultureInfo.InvariantCulture), 1, 1), years.Length > 5 ? new DateOnly(int.Parse(years[5..], CultureInfo.InvariantCulture), 12, 31) : null);

    // Papers write "Erdogan" as often as "Erdoğan".
    private static IEnumerable<Entity> Spellings(Entity entity)
    {
        yield return entity;
        var plain = Plain(entity.Name);
        if (plain != entity.Name) yield return entity with { Name = plain };
    }

    /// <summary>A name without the marks on its letters, whether the program runs with the cultures' tables or without.</summary>
    public static string Plain(string name) =>
        Ascii.IsValid(name) ? name : string.Concat(name.Select(c => c < 128 ? c.ToString() : Letters.TryGetValue(c, out var plain) ? plain : c.ToString()));

    private static readonly FrozenDictionary<char, string> Letters =
        "A:ÁÀÂÄÅÃ C:ÇĆČ D:ĐĎ E:ÉÈÊË G:ĞĢ I:ÍÎÏİ L:ŁĽ N:ÑŇ O:ÒÓÔÖØŐ R:Ř S:ŞŠȘŚ T:ȚŤ U:ÚÜÛŰ Y:Ý Z:ŽŻŹ a:àáâãäåāăą c:çćč d:ďđ e:èéêëēėęě g:ğģ h:ħ i:íìîïīı k:ķ l:łľļ n:ñńňņ o:óòôõöōőø r:řŕ s:śşšș t:țť u:úùûüūűů y:ýÿ z:žżź ss:ß ae:æ Th:Þ th:þ d:ð ':’ʻ"
            .Split(' ').SelectMany(group => group[(group.IndexOf(':', StringComparison.Ordinal) + 1)..].Select(c => (c, group[..group.IndexOf(':', StringComparison.Ordinal)]))).ToFrozenDictionary(p => p.c, p => p.Item2);
}
