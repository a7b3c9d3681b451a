using System.Collections.Frozen;
using IngestWorker.Language.Places;

namespace IngestWorker.Language.Names;

/// <summary>
/// What is known about names beyond the network, which saw few: countries and capitals are places, ministries are
/// organizations, and who has a title is a person.
/// </summary>
internal sealed class NameRules(Gazetteer gazetteer)
{
    private const int LongestPlaceName = 4;

    private static readonly FrozenSet<string> OrganizationEnds = Set(
        "ministry army party university council agency court commission committee union organization organisation bank company corp corp. inc inc. ltd ltd. group front movement brigade " +
        "forces police parliament senate congress assembly association foundation institute department authority alliance times post news network club league navy guard guards bureau " +
        "command corps battalion militia coalition government cabinet administration office fund trust society federation hospital college school airlines airways industries");

    private static readonly FrozenSet<string> OrganizationStarts = Set("ministry university bank department office party house institute organization organisation council court committee");

    private static readonly FrozenSet<string> Titles = Set(
        "president mr mr. mrs mrs. ms ms. dr dr. gen. general col. colonel maj. major lt. lieutenant capt. captain sgt. sergeant minister premier chancellor senator sen. rep. gov. governor " +
        "king queen prince princess sheikh sheik ayatollah pope bishop archbishop cardinal judge justice prof. professor sir lord lady ambassador secretary spokesman spokeswoman mayor emir sultan imam mullah marshal generalissimo adjutant hon hon. brigadier commander admiral sergeant corporal private inspector detective chairman");

    private static readonly FrozenSet<string> PlaceNouns = Set("region province district city town village area valley county governorate peninsula island islands border airport");

    // First names and surnames as often as places.
    private static readonly FrozenSet<string> Ambiguous = Set("jordan georgia chad sydney austin washington lincoln jackson paris florence madison charlotte houston dallas victoria santiago israel mali");

    public void Apply(Sentence sentence, int index, string text, Func<int, int> charAt, List<NameSpan> names, int first)
    {
        var isNamed = new bool[sentence.Tokens.Length];
        for (var n = names.Count - 1; n >= first; n--)
        {
            if (IsPeopleOrAdjective(sentence, names[n]) || WithoutTitles(sentence, names[n], text, charAt) is not { } bare)
            {
                names.RemoveAt(n);
                continue;
            }

            names[n] = bare;
            names[n] = names[n] with { Kind = KindOf(sentence, names[n]) };
            for (var t = names[n].FirstToken; t <= names[n].LastToken; t++) isNamed[t] = true;
        }

        JoinPersons(text, charAt, sentence, names, first);
        FollowCoordination(sentence, names, first);
        AddPlaces(sentence, index, text, charAt, names, isNamed);
        if (names.Count > first) names.Sort(first, names.Count - first, ByStart);
    }

    private static Comparer<NameSpan> ByStart { get; } = Comparer<NameSpan>.Create((a, b) => a.Start.CompareTo(b.Start));

    // "Armenian", "Armenians": a people or what belongs to it, no name of one of them.
    private static bool IsPeopleOrAdjective(Sentence sentence, NameSpan name)
    {
        if (name.FirstToken != name.LastToken || name.Kind == NameKind.Place) return false;
        var token = sentence.Tokens[name.FirstToken];
        return token.Upos == Upos.Adj || (name.Kind == NameKind.Person && token.Xpos is "NNPS" or "NNS");
    }

    // "Recep" and "Tayyip Erdogan" side by side are one person.
    private static void JoinPersons(string text, Func<int, int> charAt, Sentence sentence, List<NameSpan> names, int first)
    {
        for (var n = names.Count - 1; n > first; n--)
        {
            var (left, right) = (names[n - 1], names[n]);
            if (left.LastToken + 1 != right.FirstToken || !AreOnePerson(sentence, left, right)) continue;
            names[n - 1] = left with { Kind = NameKind.Person, End = right.End, LastToken = right.LastToken, Text = text[charAt(left.Start)..charAt(right.End)] };
            names.RemoveAt(n);
        }
    }

    // Two people side by side are one; so is what the tree holds for the parts of one person's name.
    private static bool AreOnePerson(Sentence sentence, NameSpan left, NameSpan right)
    {
        if (left.Kind == NameKind.Person && right.Kind == NameKind.Person) return true;
        var token = sentence.Tokens[right.FirstToken];
        return right.Kind == NameKind.Person && left.FirstToken == left.LastToken && token.Deprel == "flat" && token.Head == left.FirstToken;
    }

    // "The villages of Hindiristan, Alibeyli and Safarli": what is listed with a place is one.
    private static void FollowCoordination(Sentence sentence, List<NameSpan> names, int first)
    {
        for (var n = first + 1; n < names.Count; n++)
        {
            var token = sentence.Tokens[names[n].FirstToken];
            if (names[n].Kind != NameKind.Person || names[n].FirstToken != names[n].LastToken || token.Deprel != "conj") continue;
            var head = names.FindIndex(first, n - first, o => o.FirstToken <= token.Head && token.Head <= o.LastToken);
            if (head >= 0 && names[head].Kind == NameKind.Place) names[n] = names[n] with { Kind = NameKind.Place };
        }
    }

    // A title is no part of a person's name, and no name by itself; nor are small words at the end.
    private static NameSpan? WithoutTitles(Sentence sentence, NameSpan name, string text, Func<int, int> charAt)
    {
        var (first, last) = (name.FirstToken, name.LastToken);
        while (last > first && sentence.Tokens[last].Upos is Upos.Adp or Upos.Det or Upos.Cconj or Upos.Punct) last--;
        if (name.Kind != NameKind.Place && !OrganizationEnds.Contains(sentence.Tokens[last].Text.ToLowerInvariant()))
        {
            while (first <= last && Titles.Contains(sentence.Tokens[first].Text.ToLowerInvariant())) first++;
        }

        if (first > last) return null;
        if ((first, last) == (name.FirstToken, name.LastToken)) return name;
        var (start, end) = (sentence.Tokens[first].Start, sentence.Tokens[last].End);
        return name with { FirstToken = first, LastToken = last, Start = start, End = end, Kind = first > name.FirstToken ? NameKind.Person : name.Kind, Text = text[charAt(start)..charAt(end)] };
    }

    private NameKind KindOf(Sentence sentence, NameSpan name)
    {
        var last = sentence.Tokens[name.LastToken].Text.ToLowerInvariant();
        var entries = gazetteer.Find(name.Text);
        if (entries.Any(e => e.Kind == PlaceKind.Country) && !Ambiguous.Contains(last)) return NameKind.Place;
        if (OrganizationEnds.Contains(last) && name.FirstToken < name.LastToken) return NameKind.Organization;
        if (OrganizationStarts.Contains(sentence.Tokens[name.FirstToken].Text.ToLowerInvariant()) && name.LastToken > name.FirstToken + 1) return NameKind.Organization;
        if (name.FirstToken > 0 && Titles.Contains(sentence.Tokens[name.FirstToken - 1].Text.ToLowerInvariant()) && sentence.Tokens[name.FirstToken - 1].Text[0] is >= 'A' and <= 'Z') return NameKind.Person;
        if (name.Kind == NameKind.Person && !Ambiguous.Contains(last) && entries.Any(e => e.Kind is PlaceKind.Capital or PlaceKind.Region)) return NameKind.Place;
        // "The Gorus region", "Madagiz village".
        if (name.LastToken + 1 < sentence.Tokens.Length && PlaceNouns.Contains(sentence.Tokens[name.LastToken + 1].Text) && sentence.Tokens[name.LastToken].Head == name.LastToken + 1) return NameKind.Place;
        if (name.Kind == NameKind.Person && entries.Count > 0 && name.FirstToken == name.LastToken && !Ambiguous.Contains(last) && FollowsLocative(sentence, name.FirstToken)) return NameKind.Place;
        return name.Kind == NameKind.Person && IsInitialism(sentence, name) && entries.Count == 0 ? NameKind.Organization : name.Kind;
    }

    private static bool FollowsLocative(Sentence sentence, int token) =>
        token > 0 && sentence.Tokens[token - 1].Text is "in" or "near" or "at" or "In" or "Near" or "towards" or "outside" or "around";

    // "NATO", "UN", in a sentence that is not all capitals.
    private static bool IsInitialism(Sentence sentence, NameSpan name)
    {
        if (name.FirstToken != name.LastToken || name.Text.Length is < 2 or > 7 || !name.Text.All(char.IsAsciiLetterUpper)) return false;
        foreach (var token in sentence.Tokens)
        {
            if (token.Text.Length > 2 && token.Text.All(char.IsAsciiLetterLower)) return true;
        }

        return false;
    }

    // Countries, capitals and regions that the network overlooked.
    private void AddPlaces(Sentence sentence, int index, string text, Func<int, int> charAt, List<NameSpan> names, bool[] isNamed)
    {
        for (var t = 0; t < sentence.Tokens.Length; t++)
        {
            if (isNamed[t] || sentence.Tokens[t].Upos != Upos.Propn) continue;
            var run = t;
            while (run + 1 < sentence.Tokens.Length && !isNamed[run + 1] && sentence.Tokens[run + 1].Upos == Upos.Propn) run++;
            // A part of a longer name is not a place of its own: "Iran Air", "Kabul University".
            if (run - t < LongestPlaceName && IsPlace(text[charAt(sentence.Tokens[t].Start)..charAt(sentence.Tokens[run].End)]))
            {
                names.Add(new NameSpan
                {
                    Start = sentence.Tokens[t].Start,
                    End = sentence.Tokens[run].End,
                    Kind = NameKind.Place,
                    SentenceIndex = index,
                    FirstToken = t,
                    LastToken = run,
                    Text = text[charAt(sentence.Tokens[t].Start)..charAt(sentence.Tokens[run].End)],
                });
            }

            t = run;
        }
    }

    private bool IsPlace(string name) =>
        char.IsUpper(name[0]) && !Ambiguous.Contains(name.ToLowerInvariant()) && gazetteer.Find(name).Any(e => e.Kind != PlaceKind.Locality || e.Population > 200_000);

    private static FrozenSet<string> Set(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
