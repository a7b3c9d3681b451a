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
    private const long LargeCity = 300_000;

    private static readonly FrozenSet<string> OrganizationEnds = Set(
        "ministry army party university council agency court commission committee union organization organisation bank company corp corp. inc inc. ltd ltd. group front movement brigade " +
        "forces police parliament senate congress assembly association foundation institute department authority alliance times post news network club league navy guard guards bureau " +
        "command corps battalion militia coalition government cabinet administration office fund trust society federation hospital college school airlines airways industries");

    private static readonly FrozenSet<string> OrganizationStarts = Set("ministry university bank department office party house institute organization organisation council court committee");

    private static readonly FrozenSet<string> Titles = Set(
        "president miss reverend rev. speaker mr mr. mrs mrs. ms ms. dr dr. gen. general col. colonel maj. major lt. lieutenant capt. captain sgt. sergeant minister premier chancellor senator sen. rep. gov. governor " +
        "king queen prince princess sheikh sheik ayatollah pope bishop archbishop cardinal judge justice prof. professor sir lord lady ambassador secretary spokesman spokeswoman mayor emir sultan imam mullah marshal generalissimo adjutant hon hon. brigadier commander admiral sergeant corporal private inspector detective chairman");

    // Spoken of in most of the world's news, and read as one name wherever the network hesitates.
    private static readonly FrozenSet<string> Organizations = new[]
    {
        "United Nations", "UN", "U.N.", "NATO", "European Union", "EU", "E.U.", "African Union", "Arab League", "League of Arab States", "International Monetary Fund", "IMF", "World Bank", "World Health Organization",
        "WHO", "World Trade Organization", "WTO", "OSCE", "OPEC", "ASEAN", "ECOWAS", "UNICEF", "UNESCO", "UNHCR", "UNRWA", "IAEA", "Interpol", "Europol", "Red Cross", "Red Crescent", "Amnesty International",
        "Human Rights Watch", "Security Council", "General Assembly", "European Commission", "European Parliament", "European Council", "International Criminal Court", "ICC", "International Court of Justice",
        "World Food Programme", "White House", "Kremlin", "Pentagon", "State Department", "Congress", "Hamas", "Hezbollah", "Hizbullah", "Fatah", "Islamic Jihad", "Taliban", "Islamic State", "ISIS", "ISIL", "Daesh",
        "al-Qaeda", "Al-Qaeda", "al Qaeda", "Al Qaeda", "Boko Haram", "al-Shabaab", "Al-Shabaab", "al-Shabab", "Houthis", "PKK", "YPG", "FARC", "ETA", "IRA", "TPLF", "RSF", "M23", "Wagner Group", "Muslim Brotherhood",
        "Reuters", "AFP", "Agence France-Presse", "Associated Press", "BBC", "CNN", "Al Jazeera", "Xinhua", "TASS", "Interfax",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> PlaceNouns = Set("region province district city town village area valley county governorate peninsula island islands border airport");

    // What has a name behind "of" that is nobody's: "a city of Romans" has a plural.
    private static readonly FrozenSet<string> SettlementNouns = Set("village villages town towns city district districts province suburb suburbs hamlet commune municipality settlement neighbourhood neighborhood");

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

        for (var n = first; n < names.Count; n++) names[n] = Completed(text, charAt, sentence, names[n], isNamed);
        JoinPersons(text, charAt, sentence, names, first);
        FollowCoordination(sentence, names, first);
        AddOrganizations(sentence, index, text, charAt, names, isNamed);
        AddPlaces(sentence, index, text, charAt, names, isNamed);
        if (names.Count > first) names.Sort(first, names.Count - first, ByStart);
    }

    private static Comparer<NameSpan> ByStart { get; } = Comparer<NameSpan>.Create((a, b) => a.Start.CompareTo(b.Start));

    // "Armenian", "Armenians": a people or what belongs to it, no name of one of them.
    private static bool IsPeopleOrAdjective(Sentence sentence, NameSpan name)
    {
        if (name.FirstToken != name.LastToken || name.Kind == NameKind.Place) return false;
        var token = sentence.Tokens[name.FirstToken];
        return token.Upos == Upos.Adj || OtherPlaceNames.IsPeople(token.Text) || (name.Kind == NameKind.Person && token.Xpos is "NNPS" or "NNS");
    }

    // "Mevlut" of "Mevlut Cavusoglu", which the tree holds together: a person's name goes on to its end.
    private static NameSpan Completed(string text, Func<int, int> charAt, Sentence sentence, NameSpan name, bool[] isNamed)
    {
        var tokens = sentence.Tokens;
        for (var t = name.LastToken + 1; name.Kind == NameKind.Person && t < tokens.Length && !isNamed[t] && tokens[t].Upos == Upos.Propn && char.IsUpper(tokens[t].Text[0]); t++)
        {
            var isBound = (tokens[t - 1].Head == t && tokens[t - 1].Deprel is "compound" or "flat") || (tokens[t].Deprel == "flat" && tokens[t].Head >= name.FirstToken && tokens[t].Head < t);
            if (!isBound) break;
            isNamed[t] = true;
            name = name with { End = tokens[t].End, LastToken = t, Text = text[charAt(name.Start)..charAt(tokens[t].End)] };
        }

        return name;
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
        if (right.Kind != NameKind.Person || left.FirstToken != left.LastToken) return false;
        if (token.Deprel == "flat" && token.Head == left.FirstToken) return true;
        // "Recep" read as an organization: no word of capitals alone, and none that the tables know, stands before a whole name without a comma.
        return left.Kind == NameKind.Organization && right.LastToken > right.FirstToken && sentence.Tokens[left.FirstToken] is { Upos: Upos.Propn } word && word.Text.Any(char.IsLower) && !word.Text.Any(char.IsDigit) && !Organizations.Contains(word.Text) && sentence.Tokens[left.FirstToken].Head is var head && head >= right.FirstToken && head <= right.LastToken;
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
        if (Organizations.Contains(name.Text)) return NameKind.Organization;
        if (OrganizationEnds.Contains(last) && name.FirstToken < name.LastToken) return NameKind.Organization;
        if (OrganizationStarts.Contains(sentence.Tokens[name.FirstToken].Text.ToLowerInvariant()) && name.LastToken > name.FirstToken + 1) return NameKind.Organization;
        if (name.FirstToken > 0 && Titles.Contains(sentence.Tokens[name.FirstToken - 1].Text.ToLowerInvariant()) && sentence.Tokens[name.FirstToken - 1].Text[0] is >= 'A' and <= 'Z') return NameKind.Person;
        if (name.Kind == NameKind.Person && !Ambiguous.Contains(last) && !IsFirstName(last) && entries.Any(e => e.Kind is PlaceKind.Capital or PlaceKind.Region || e.Population > LargeCity)) return NameKind.Place;
        if (name.Kind != NameKind.Person && name.LastToken > name.FirstToken && entries.Count == 0 && FollowsRole(sentence, name)) return NameKind.Person;
        // "The Gorus region", "Madagiz village".
        if (name.LastToken + 1 < sentence.Tokens.Length && PlaceNouns.Contains(sentence.Tokens[name.LastToken + 1].Text) && sentence.Tokens[name.LastToken].Head == name.LastToken + 1) return NameKind.Place;
        if (name.Kind == NameKind.Person && entries.Count > 0 && name.FirstToken == name.LastToken && !Ambiguous.Contains(last) && FollowsLocative(sentence, name.FirstToken)) return NameKind.Place;
        // "the village of Adalle".
        if (name.FirstToken > 1 && sentence.Tokens[name.FirstToken - 1].Text == "of" && SettlementNouns.Contains(sentence.Tokens[name.FirstToken - 2].Text)) return NameKind.Place;
        return name.Kind == NameKind.Person && IsInitialism(sentence, name) && entries.Count == 0 ? NameKind.Organization : name.Kind;
    }

    // "Mary" is a province too.
    private static bool IsFirstName(string word) => Coreference.ReferenceWords.SexOf(word) != Coreference.Sort.Person;

    // "His Turkish counterpart Mevlut Cavusoglu", "activist Anna Lind".
    private static bool FollowsRole(Sentence sentence, NameSpan name)
    {
        if (name.FirstToken == 0) return false;
        var before = sentence.Tokens[name.FirstToken - 1];
        return before.Upos == Upos.Noun && (before.Lemma == "counterpart" || Coreference.ReferenceWords.Roles.Contains(before.Lemma)) && before.Lemma is not ("head" or "player");
    }

    private static bool IsHolder(Sentence sentence, int first, int last)
    {
        if (first == 0 || sentence.Tokens[first - 1] is not { Upos: Upos.Noun, Lemma: "counterpart" or "minister" or "president" or "spokesman" or "spokeswoman" or "ambassador" or "commander" or "general" or "premier" or "senator" or "governor" or "activist" or "journalist" or "lawyer" }) return false;
        for (var t = first; t <= last; t++)
        {
            if (!char.IsUpper(sentence.Tokens[t].Text[0]) || !sentence.Tokens[t].Text.All(c => char.IsLetter(c) || c is '-' or '\'' or '’')) return false;
        }

        return true;
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

    // By their words alone: "United" is now a name's part, now an adjective to the tagger.
    private static void AddOrganizations(Sentence sentence, int index, string text, Func<int, int> charAt, List<NameSpan> names, bool[] isNamed)
    {
        var known = Organizations.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var t = 0; t < sentence.Tokens.Length; t++)
        {
            if (isNamed[t] || !char.IsLetter(sentence.Tokens[t].Text[0])) continue;
            for (var last = Math.Min(sentence.Tokens.Length, t + LongestPlaceName) - 1; last >= t; last--)
            {
                // A part of a longer name is not one of its own, nor is what begins another.
                if (!char.IsUpper(sentence.Tokens[last].Text[0]) || (last + 1 < sentence.Tokens.Length && sentence.Tokens[last + 1].Upos == Upos.Propn) || (t > 0 && sentence.Tokens[t - 1].Upos == Upos.Propn)) continue;
                var (start, end) = (sentence.Tokens[t].Start, sentence.Tokens[last].End);
                if (isNamed.AsSpan(t, last - t + 1).Contains(true) || !known.Contains(text.AsSpan()[charAt(start)..charAt(end)])) continue;
                names.Add(new NameSpan { Start = start, End = end, Kind = NameKind.Organization, SentenceIndex = index, FirstToken = t, LastToken = last, Text = text[charAt(start)..charAt(end)] });
                isNamed.AsSpan(t, last - t + 1).Fill(true);
                break;
            }
        }
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
            var words = text[charAt(sentence.Tokens[t].Start)..charAt(sentence.Tokens[run].End)];
            if (run - t < LongestPlaceName && IsPlace(words))
            {
                names.Add(new NameSpan
                {
                    Start = sentence.Tokens[t].Start,
                    End = sentence.Tokens[run].End,
                    Kind = NameKind.Place,
                    SentenceIndex = index,
                    FirstToken = t,
                    LastToken = run,
                    Text = words,
                });
            }
            // "his Turkish counterpart Mevlut Cavusoglu": two names behind an office are its holder's.
            else if (run > t && run - t < LongestPlaceName && IsHolder(sentence, t, run))
            {
                names.Add(new NameSpan { Start = sentence.Tokens[t].Start, End = sentence.Tokens[run].End, Kind = NameKind.Person, SentenceIndex = index, FirstToken = t, LastToken = run, Text = words });
            }

            t = run;
        }
    }

    private bool IsPlace(string name) =>
        char.IsUpper(name[0]) && !Ambiguous.Contains(name.ToLowerInvariant()) && gazetteer.Find(name).Any(e => e.Kind != PlaceKind.Locality || e.Population > 200_000);

    private static FrozenSet<string> Set(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
