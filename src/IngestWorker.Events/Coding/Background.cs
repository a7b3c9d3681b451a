using System.Collections.Frozen;
using IngestWorker.Contracts;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Lexicon;

namespace IngestWorker.Events.Coding;

/// <summary>What only the whole article tells: the country of its unnamed people, and what is history in it.</summary>
internal sealed class Background
{
    private const int RecentDays = 90;

    // Below this share of sentences about public affairs a longer text is about something else: a review, a recipe, a company, a match.
    private const double LeastDensity = 0.25;
    private const double LeastForDeeds = 0.12;
    private const int LeastSentences = 8;
    private const double LeastOfOneCountry = 0.85;

    // South Sudan's.
    private static readonly DateOnly s_independence = new(2011, 7, 9);

    private static readonly FrozenSet<string> PublicWords = FrozenSet.ToFrozenSet(
        ["government", "president", "minister", "ministry", "police", "army", "military", "troop", "soldier", "rebel", "militant", "insurgent", "protest", "protester", "demonstrator", "demonstration", "parliament", "lawmaker", "senator",
         "court", "prosecutor", "attack", "war", "ceasefire", "sanction", "embassy", "ambassador", "diplomat", "opposition", "election", "terrorist", "terrorism", "refugee", "migrant", "hostage", "prisoner", "activist",
         "congress", "senate", "republican", "democrat", "treaty", "summit", "border", "regime", "militia", "gunman", "bomb", "missile", "airstrike", "arrest", "impeachment", "spokesman", "spokeswoman", "authority", "coup", "violence", "fighter", "governor", "mayor", "detain"]);

    private readonly DateOnly? _published;
    private readonly string? _mainCountry;
    private readonly bool _hasRecency;
    private readonly bool _isPoliceStory;
    private readonly bool _isOneCountry;

    public Background(IReadOnlyList<SentenceScene> scenes, DateOnly? published, WordClasses classes)
    {
        _published = published;
        Dictionary<string, int> counts = [];
        foreach (var scene in scenes)
        {
            foreach (var hit in scene.Hits)
            {
                if (hit.Entity.Country is not { } country || hit.Entity.Sectors.Contains("JRN") || country is "IGO" or "UNO" or "EUR" or "NGO" or "IMG") continue;
                // "in Hong Kong" says where the story is; "Beijing said" says who speaks.
                var isScene = hit.Entity.PlaceKind is not null && scene.Clause.CaseOf(hit.Last) is "in" or "at" or "near" or "across" or "throughout" or "around" or "outside" or "inside";
                // "BEIRUT: ...", "TBILISI, Georgia - ...": where the report comes from.
                var isDateline = scene.Clause.Line <= scenes[0].Clause.Line + 1;
                counts[country] = counts.GetValueOrDefault(country) + (isDateline && hit.First < 4 && hit.Entity.Kind is EntityKind.Place or EntityKind.Government && IsDateline(scene, hit) ? 8 : isScene ? 4 : hit.Entity.Kind is EntityKind.Place ? 3 : 2);
            }
        }

        _mainCountry = counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Key).FirstOrDefault();
        // A story of Hong Kong names China nearly as often; its police, students and government are Hong Kong's.
        if (_mainCountry is "CHN" && 2 * counts.GetValueOrDefault("HKG") >= counts["CHN"]) _mainCountry = "HKG";
        Density = scenes.Count >= LeastSentences ? DensityOf(scenes) * (1 - OtherMatter(scenes, classes)) : 1;
        var police = scenes.Count(s => s.Clause.Words.Any(w => w.Lower is "police" or "policeman" or "policemen" or "sheriff" or "detective" or "detectives" or "deputies" or "fbi"));
        _isPoliceStory = police > scenes.Count(s => s.Clause.Words.Any(w => w.Lemma is "army" or "soldier" or "military" or "troop" or "troops"));
        _isOneCountry = _mainCountry is not null && counts[_mainCountry] >= LeastOfOneCountry * counts.Values.Sum();
        _hasRecency = scenes.Any(s => s.Dates.Any(d => d.First is null) || s.Clause.Words.Any(w => w.Lower is "today" or "yesterday" or "latest"));
    }

    /// <summary>The share of sentences that name someone or something of public affairs; 1 for a short text.</summary>
    public double Density { get; }

    private static bool IsDateline(SentenceScene scene, Hit hit)
    {
        for (var i = hit.First; i <= hit.Last; i++)
        {
            if (scene.Clause[i].Text.Any(char.IsLower)) return false;
        }

        for (var i = hit.Last + 1; i < scene.Clause.Count && i < hit.Last + 9; i++)
        {
            if (scene.Clause[i].Text is ":" or "—" or "–" or "--" or "-") return true;
        }

        return false;
    }

    private static double DensityOf(IReadOnlyList<SentenceScene> scenes) =>
        scenes.Count(s => s.Hits.Any(h => h.Entity.Kind is EntityKind.Person or EntityKind.Government || h.Entity.Sectors.Any(x => x is "GOV" or "MIL" or "REB" or "LEG" or "COP" or "PRM" or "PTY" or "JUD" or "SPY") || h.Entity.Country is "UNO" or "IGO" or "EUR" or "IMG")
            || s.Clause.Words.Any(w => PublicWords.Contains(w.Lemma))) / (double)scenes.Count;

    // The share of sentences with words of sport and of stories: a review of a game about war is no report of one.
    private static double OtherMatter(IReadOnlyList<SentenceScene> scenes, WordClasses classes) =>
        scenes.Count(s => s.Clause.Words.Any(w => w.Pos is Language.Upos.Noun && (classes.Is(w.Lemma, "sport") || classes.Is(w.Lemma, "fiction")))) / (double)scenes.Count;

    public void Complete(List<Draft> drafts)
    {
        drafts.RemoveAll(d => Relevance.IsTalk(d) ? Density < LeastDensity : d.Type is PloverType.Coerce or PloverType.Sanction or PloverType.Retreat or PloverType.Accuse && Density < LeastForDeeds);
        List<Party> spoken = [];
        string? scene = null;
        foreach (var draft in drafts)
        {
            Opposed(draft);
            // "A bomb went off in Aleppo. Rebel commanders denied any part in it": where no country stands out, that of the last deed with a place.
            scene = draft.Place?.Country ?? scene;
            var here = draft.Place?.Country ?? SentenceCountry(draft) ?? _mainCountry ?? scene;
            // Before it had a state of its own, its police and its rebels were Sudan's.
            if (here is "SSD" && _published < s_independence) here = "SDN";
            // "An aircraft of the navy hit a British destroyer": whoever fires at a country's forces is not of them.
            var isAgainstForces = draft.Type is PloverType.Assault && here is not null && draft.Recipients.Exists(r => r.Is("MIL") && !r.IsPerson && r.Country == here);
            for (var i = 0; i < draft.Actors.Count; i++) if (!isAgainstForces || draft.Actors[i] is not { Country: null, Sectors: ["MIL"] }) draft.Actors[i] = AsPolice(WithSector(WithCountry(draft.Actors[i], draft.Scene, Home(draft.Actors[i], draft, here)), draft, isActor: true), draft);
            for (var i = 0; i < draft.Recipients.Count; i++) draft.Recipients[i] = AsPolice(WithSector(WithCountry(draft.Recipients[i], draft.Scene, Home(draft.Recipients[i], draft, here)), draft, isActor: false), draft);
            Domestic(draft, here);
            Hunted(draft, here);
            Followed(draft, spoken);
            Settled(draft);
            Postpone(draft);
            draft.Density = Density;
            // "The Iraqi news agency quoted a military spokesman": a state's own medium quotes its own.
            if (draft is { AccordingTo: { Country: null, IsPronoun: false } told, RelayedBy: { Country: { Length: 3 } home } relay } && relay.Is("JRN") && (told.Is("GOV") || told.Is("MIL") || told.Is("COP")) && (relay.Is("GOV") || relay.Text.Contains("official", StringComparison.OrdinalIgnoreCase) || relay.Text.Contains("state", StringComparison.OrdinalIgnoreCase))) draft.AccordingTo = told with { Country = home };
            if (draft.AccordingTo is { } source) draft.AccordingTo = AsPolice(WithCountry(source, draft.Scene, _mainCountry), draft);
            for (var i = 0; i < draft.Figures.Count; i++) draft.Figures[i] = WithCountries(draft.Figures[i], draft.Scene, here);
            if (draft.Place is { Country: null } place && here is not null) draft.Place = place with { Country = here };
            if (draft.Status is not EventStatus.Actual || !IsHistory(draft)) continue;
            draft.Status = EventStatus.Historical;
            // What the paper recalls beside the news ("the scene of a 2017 attack") it says itself.
            if (draft.Entry.Kind == TriggerKind.Noun && !draft.Scene.Clause[draft.Head].Quoted && IsAside(draft)) (draft.AccordingTo, draft.Claim) = (null, null);
        }

        Named(drafts);
        drafts.RemoveAll(d => IsBareMention(d, drafts));
    }

    // "convicting Webb", after "Michael Webb, of Texas": whoever is named in full has his country wherever he is named.
    private static void Named(List<Draft> drafts)
    {
        Dictionary<string, string?> countries = new(StringComparer.Ordinal);
        foreach (var party in drafts.SelectMany(d => d.Actors.Concat(d.Recipients)).Where(p => p is { IsProper: true, IsPronoun: false, Country: not null, IsState: false, IsPlace: false } && p.Text.Contains(' ', StringComparison.Ordinal)))
        {
            var name = party.Text[(party.Text.LastIndexOf(' ') + 1)..];
            countries[name] = countries.TryGetValue(name, out var known) && known != party.Country ? null : party.Country;
        }

        foreach (var draft in drafts)
        {
            foreach (var side in new[] { draft.Actors, draft.Recipients })
            {
                for (var i = 0; i < side.Count; i++)
                {
                    if (side[i] is { Country: null, IsProper: true, IsPronoun: false } party && countries.GetValueOrDefault(party.Text[(party.Text.LastIndexOf(' ') + 1)..]) is { } country) side[i] = party with { Country = country };
                }
            }
        }
    }

    // What is to happen on a day after the article's has not happened; of words the day is that of their content, not of their saying.
    private void Postpone(Draft draft)
    {
        if (draft.Date is not { } date || draft.Status is not EventStatus.Actual) return;
        // "is seeking his extradition over leaks in 2010": what goes on now did not happen in another year.
        if (draft.Entry.Kind is TriggerKind.Verb && date.End is { } end && _published is { } day && end.Year < day.Year && end.AddDays(RecentDays) < day && IsGoingOn(draft)) (draft.Date, date) = (null, date with { Start = null });
        if (draft.Date is null) return;
        var isAhead = date.Start is { } start && _published is { } today ? start > today : date.Start is null && date.Text.Split(' ') is ["next" or "Next", ..] or ["tomorrow" or "Tomorrow", ..];
        if (!isAhead) return;
        if (draft.Type is PloverType.Assault or PloverType.Protest or PloverType.Mobilize or PloverType.Coerce or PloverType.Retreat or PloverType.Consult or PloverType.Cooperate or PloverType.Aid or PloverType.Sanction)
        {
            draft.Status = EventStatus.Future;
            SentenceCoder.Retype(draft);
        }
        else
        {
            draft.Date = null;
        }
    }

    private static bool IsGoingOn(Draft draft)
    {
        var clause = draft.Scene.Clause;
        return clause[draft.Head].IsGerund && clause.HasChild(draft.Head, "aux", "is", "are", "'s", "’s", "'re") && !clause.HasChild(draft.Head, "aux", "been", "has", "have", "had", "was", "were") && !clause.ChildrenOf(draft.Head).Any(c => clause[c].SubRel is "pass");
    }

    // "White House involvement in Ukraine and the president's phone calls": whose office has no name is of the country the article is about, if the sentence names that too.
    private string? Home(Party party, Draft draft, string? here)
    {
        var clause = draft.Scene.Clause;
        if (_mainCountry is null || party.Country is not null || draft.Place is not null || !clause.Holds(party.Head, party.Start, party.End) || clause[party.Head].Lemma is not ("president" or "premier" or "minister" or "government" or "administration" or "parliament" or "congress" or "senate" or "chancellor") || !clause.HasChild(party.Head, "det", "the")) return here;
        return draft.Scene.Hits.Exists(h => h.Entity.Country == _mainCountry && h.Entity.Kind is not EntityKind.Person) ? _mainCountry : here;
    }

    private static string? SentenceCountry(Draft draft)
    {
        foreach (var hit in draft.Scene.Hits)
        {
            // "China denounced a court ruling": who acts is no place.
            if (hit.Entity.Kind is EntityKind.Country or EntityKind.Government && draft.Scene.Clause.CaseOf(hit.Last) is not ("in" or "at" or "across" or "inside" or "throughout" or "near" or "outside" or "within" or "around" or "of")) continue;
            if (hit.Entity.PlaceKind is not null && draft.Scene.Clause.CaseOf(hit.Last) is not ("for" or "with" or "against" or "to" or "from" or "by" or "about")) return hit.Entity.Country;
        }

        return null;
    }

    // "the militants took the town from government forces": the government is that of the rebels' country.
    private static void Opposed(Draft draft)
    {
        var rebels = draft.Actors.Concat(draft.Recipients).FirstOrDefault(p => p.Is("REB") && p.Country is { Length: 3 } c && c is not ("IMG" or "ISM" or "IGO" or "NGO" or "UNO" or "EUR"));
        if (rebels is null) return;
        foreach (var side in new[] { draft.Actors, draft.Recipients })
        {
            for (var i = 0; i < side.Count; i++)
            {
                if (side[i] is { Country: null, IsPronoun: false } party && party.Text.Contains("government", StringComparison.OrdinalIgnoreCase) && (party.Is("MIL") || party.Is("GOV") || party.Is("COP"))) side[i] = party with { Country = rebels.Country };
            }
        }
    }

    // "Police arrested Daniel Montalvo": a person of whom nothing else is said is of the country whose police and courts deal with him.
    private void Domestic(Draft draft, string? here)
    {
        if (draft.Type is not (PloverType.Coerce or PloverType.Accuse or PloverType.Sanction)) return;
        var authority = draft.Actors.FirstOrDefault(a => a.Country is { Length: 3 } c && c is not ("UNO" or "IGO" or "EUR" or "NGO") && (a.Is("COP") || a.Is("JUD")));
        // "was arrested in Rome", by whom is not said: the country's police. "Michael Webb was sentenced", in an article about one country alone.
        var isAgentless = draft.Actors.Count == 0 && (draft.Modes.Contains("arrest") || draft.Modes.Contains("allege") || draft.Modes.Contains("convict"));
        var country = authority?.Country ?? (isAgentless ? draft.Place?.Country ?? here : _isOneCountry ? _mainCountry : null);
        if (country is null) return;
        for (var i = 0; i < draft.Recipients.Count; i++)
        {
            var party = draft.Recipients[i];
            if (party.Country is null && party.IsPerson && (authority is not null || !party.IsPronoun)) draft.Recipients[i] = party with { Country = country, Sectors = party.Sectors.Count > 0 ? party.Sectors : ["CVL"] };
        }
    }

    // "Algerian security forces shot dead 14 Muslim militants": whom a country's forces fight at home are its own, if nothing else is said of them.
    private static void Hunted(Draft draft, string? here)
    {
        if (here is null || !draft.IsViolent || !draft.Actors.Exists(a => a.Country == here && (a.Is("MIL") || a.Is("COP") || a.Is("GOV")))) return;
        for (var i = 0; i < draft.Recipients.Count; i++)
        {
            if (draft.Recipients[i] is { Country: null, IsPronoun: false, Sectors: ["REB"] } party && draft.Scene.Clause.Holds(party.Head, party.Start, party.End) && draft.Scene.Clause[party.Head].Pos is Language.Upos.Noun && !party.Text.Contains("foreign", StringComparison.OrdinalIgnoreCase) && !party.Text.Contains("backed", StringComparison.Ordinal)) draft.Recipients[i] = party with { Country = here };
        }
    }

    // "killed all five attackers in Kismayo", "the court freed two bloggers": of whom nothing else is said is of the country where it is done, or whose own deal with him.
    private static void Settled(Draft draft)
    {
        var isForce = draft.IsViolent || draft.Type is PloverType.Coerce;
        if (!isForce && draft.Type is not (PloverType.Accuse or PloverType.Reject or PloverType.Threaten or PloverType.Sanction or PloverType.Concede or PloverType.Retreat)) return;
        var owners = draft.Actors.Select(a => a.Country).Distinct().ToList();
        var owner = owners is [{ Length: 3 } one] && !draft.Actors.Exists(a => a.Is("REB") || a.Is("CRM") || a.Is("UAF") || a.Is("PRM")) && one is not ("UNO" or "IGO" or "EUR" or "NGO" or "IMG" or "MNC" or "ISM") ? one : null;
        for (var i = 0; i < draft.Recipients.Count; i++)
        {
            if (draft.Recipients[i] is not { Country: null, IsPronoun: false, IsProper: false, Sectors.Count: > 0 } party || party.Is("REF") || party.Is("GOV") || party.Is("SOC") || party.Is("MIL") || !draft.Scene.Clause.Holds(party.Head, party.Start, party.End) || draft.Scene.Clause[party.Head].Pos is not Language.Upos.Noun) continue;
            if (party.Text.Contains("foreign", StringComparison.OrdinalIgnoreCase) || party.Text.Contains("international", StringComparison.OrdinalIgnoreCase) || IsOfSeveral(party.Text)) continue;
            // "Turkish jets struck rebel hideouts in Iraq": whom one fights abroad may come from anywhere.
            var isFought = party.Is("REB") || party.Is("UAF");
            var country = isForce && draft.Place?.Country is { } there && (!isFought || owner is null || owner == there) ? there : isFought ? null : owner;
            if (country is not null) draft.Recipients[i] = party with { Country = country };
        }
    }

    // "The Hutu rebels attacked the town. They killed 15 civilians": they are of the country that was given to those whom they stand for.
    private static void Followed(Draft draft, List<Party> spoken)
    {
        foreach (var side in new[] { draft.Actors, draft.Recipients })
        {
            for (var i = 0; i < side.Count; i++)
            {
                var party = side[i];
                if (party is { IsPronoun: true, Country: null, Sectors: ["REB" or "PRM"] } && spoken.FindLast(s => s.Sectors.SequenceEqual(party.Sectors)) is { Country: { } country }) side[i] = party with { Country = country };
                else if (!party.IsPronoun && party.Sectors.Count > 0) spoken.Add(party);
            }
        }
    }

    // "Officers arrested two men", in an article about the police and not about an army.
    private Party AsPolice(Party party, Draft draft) =>
        _isPoliceStory && party.Sectors is ["MIL"] && party.Head >= 0 && (party.IsPronoun || party.IsPerson && party.IsProper) ? party with { Sectors = ["COP"] }
        : _isPoliceStory && party.Sectors is ["MIL"] && draft.Scene.Clause.Holds(party.Head, party.Start, party.End) && draft.Scene.Clause[party.Head].Lemma is "officer" or "sergeant" or "lieutenant" or "captain" or "trooper" ? party with { Sectors = ["COP"] } : party;

    // Unnamed police, soldiers, civilians are of the place; unknown gunmen are of nobody.
    private static bool IsNongovernmental(string text) =>
        (text.Contains("rights", StringComparison.OrdinalIgnoreCase) || text.Contains("aid ", StringComparison.OrdinalIgnoreCase) || text.Contains("relief", StringComparison.OrdinalIgnoreCase) || text.Contains("humanitarian", StringComparison.OrdinalIgnoreCase))
        && (text.Contains("group", StringComparison.OrdinalIgnoreCase) || text.Contains("organi", StringComparison.OrdinalIgnoreCase) || text.Contains("agenc", StringComparison.OrdinalIgnoreCase) || text.Contains("watchdog", StringComparison.OrdinalIgnoreCase)) && !text.Contains("local", StringComparison.OrdinalIgnoreCase);

    private static Party WithCountry(Party party, SentenceScene scene, string? here)
    {
        // "other foreign leaders" are of anywhere but here.
        if (party.Text.Contains("foreign", StringComparison.OrdinalIgnoreCase) && !party.Text.Contains("minist", StringComparison.OrdinalIgnoreCase) && !party.Text.Contains("secretary", StringComparison.OrdinalIgnoreCase) && !party.Text.Contains("office", StringComparison.OrdinalIgnoreCase)
            || party.Text.Contains("international", StringComparison.OrdinalIgnoreCase) || party.Text.StartsWith("world ", StringComparison.OrdinalIgnoreCase) || IsOfSeveral(party.Text)) return party;
        // "The helicopter was shot down": a foreign one as likely as not.
        if (party.Is("MIL") && party.Head >= 0 && scene.Clause.Holds(party.Head, party.Start, party.End) && scene.Clause[party.Head].Lemma is "helicopter" or "aircraft" or "jet" or "drone" or "warplane" && scene.Clause.Words.Any(w => w.Lower is "downed" or "downing" || w.Lower is "down" && w.Index > 0 && scene.Clause.Words.Any(v => v.Lemma is "shoot" or "bring"))) return party;
        // "the governments of the region" are of no one country, and a smuggler or suspect of any.
        if (party.Head >= 0 && party.Head < scene.Clause.Count && scene.Clause[party.Head] is { Start: var at } word && at < party.End && (word.Lower is "governments" or "parties" or "ministers" or "leaders" or "parliaments" or "armies" || word.Lemma is "smuggler" or "trafficker" or "people-smuggler")) return party;
        // "rights groups", "an aid agency": of no country that is named.
        if (party is { Country: null, IsPronoun: false, IsProper: false } && party.Is("SOC") && IsNongovernmental(party.Text)) return party with { Country = "NGO" };
        // Peacekeepers are strangers where they keep it.
        if (party is { Country: null, Head: >= 0 } && scene.Clause.Holds(party.Head, party.Start, party.End) && scene.Clause[party.Head].Lemma is "peacekeeper") return scene.Hits.Exists(h => h.Entity.Country is "UNO") ? party with { Country = "UNO" } : party;
        // "state media", "the army's news outlet": its country's own.
        var isOfState = party.Is("JRN") && here is not null && party.Text.Split(' ').Any(w => w is "state" or "State" or "official" or "government" or "army" or "military" or "military's" or "army's" or "state-run" or "state-owned");
        if (party.Country is null && isOfState) return party with { Country = here };
        // Rebels and separatists fight at home, if nothing else is said of them; a jihadist may come from anywhere.
        if (party.Country is null && here is not null && party is { IsPronoun: false, Sectors: ["REB"] } && scene.Clause.Holds(party.Head, party.Start, party.End) && (scene.Clause[party.Head].Lemma is "rebel" or "separatist" or "insurgent" or "guerrilla" or "mutineer" || party.Text.StartsWith("Rebel ", StringComparison.OrdinalIgnoreCase)) && !party.Text.Contains("backed", StringComparison.Ordinal) && !party.Text.Contains('-', StringComparison.Ordinal) && !IsAtBorder(scene)) return party with { Country = here };
        // "Armed settlers attacked the Palestinian village": no villagers.
        if (party.Country is null && here is "PSE" or "ISR" && party.Head >= 0 && scene.Clause.Holds(party.Head, party.Start, party.End) && scene.Clause[party.Head].Lemma is "settler") return party with { Country = "ISR" };
        // "Troops shot a youth in Nablus": the Palestinians have no army.
        if (party.Country is null && here is "PSE" && party is { Sectors: ["MIL"] } && scene.Clause.Holds(party.Head, party.Start, party.End) && (party.IsPronoun || scene.Clause[party.Head].Lemma is "soldier" or "troop" or "troops" or "army" or "military" or "force" or "forces")) return party with { Country = "ISR" };
        if (party.Country is not null || here is null || party.Is("UAF") || party.Is("SOC") || party.Is("JRN")) return party;
        return party.Is("CVL") || party.Is("COP") || party.Is("MIL") || party.Is("GOV") || party.Is("LEG") || party.Is("JUD") || party.Is("LAB") || party.Is("EDU") || party.Is("MED") || party.Is("OPP") || party.Is("BUS") || party.Is("PTY") || party.Is("CRM") || party.Is("REL") || party.Is("PRM") || party.Is("AGR")
            ? party with { Country = here }
            : party;
    }

    // "guerrillas fired at soldiers near the Lebanese border": from the one side or the other.
    private static bool IsAtBorder(SentenceScene scene)
    {
        foreach (var hit in scene.Hits)
        {
            if (hit.Entity.Kind is EntityKind.Demonym && hit.Last + 1 < scene.Clause.Count && scene.Clause[hit.Last + 1].Lemma is "border" or "frontier" && scene.Clause.CaseOf(hit.Last + 1) is "near" or "on" or "at" or "along" or "across") return true;
        }

        return false;
    }

    // "European diplomats", "Western officials": of no one country.
    private static bool IsOfSeveral(string text)
    {
        foreach (var adjective in new[] { "European ", "Western ", "Arab ", "African ", "Asian ", "Gulf ", "Latin American " })
        {
            if (text.Contains(adjective, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private DraftFigure WithCountries(DraftFigure figure, SentenceScene scene, string? here) => figure with
    {
        Of = figure.Of is { } people ? WithCountry(people, scene, here) : null,
        AccordingTo = figure.AccordingTo is { } source ? WithCountry(source, scene, _mainCountry) : null,
    };

    private static Party WithSector(Party party, Draft draft, bool isActor)
    {
        if (!isActor || !party.IsState || party.Sectors.Count > 0 && !(party.Sectors is ["GOV"] && draft.IsViolent)) return party;
        if (draft.Type is PloverType.Protest) return party with { Sectors = ["CVL"], IsState = false };
        return party with { Sectors = draft.Type is PloverType.Assault or PloverType.Mobilize || draft.Type is PloverType.Retreat && draft.Modes.Any(m => m is "withdraw" or "ceasefire" or "disarm") ? ["MIL"] : ["GOV"] };
    }

    private bool IsHistory(Draft draft)
    {
        // "agreed to restore ties, seven years after Riyadh broke them off"
        if (draft.Entry.Kind is Lexicon.TriggerKind.Verb && draft.Scene.Clause is var told && told.ChildrenOf(told.ConjunctionHead(draft.Head)).FirstOrDefault(c => told[c] is { Lower: "after", Rel: "mark" }, -1) is > 1 and var behind && told[behind - 1].Lower is "years" or "decades" or "year" or "decade" or "centuries" or "century")
        {
            draft.Date = null;
            return true;
        }

        if (draft.Date is { Start: { } start } date)
        {
            // What lasts since then is no history.
            var since = date.Text.StartsWith("since", StringComparison.OrdinalIgnoreCase) || draft.Scene.Clause.Words.Any(w => w.Lower is "since" && draft.Scene.Dates.Any(d => d.FirstToken == w.Index + 1 && d.Text == date.Text));
            if (_published is { } published) return (date.End ?? start).AddDays(RecentDays) < published && start.Year < published.Year || (date.End ?? start).AddYears(1) < published && !since;
            return _hasRecency && !since && !IsLatest(draft, start);
        }

        if (draft.Date is { } unresolved && unresolved.Text.Contains("years ago", StringComparison.Ordinal)) return true;
        return draft.Scene.Clause.Words.Any(w => w.Lower is "previously" or "formerly" && Math.Abs(w.Index - draft.Head) < 6) || IsOfCampaign(draft);
    }

    // "attacked his rival during the election campaign and said he was unfit": told when the campaign is over.
    private static bool IsOfCampaign(Draft draft)
    {
        var clause = draft.Scene.Clause;
        return clause.Words.Any(w => w.Lemma is "campaign" && w.Rel is "obl" or "nmod" && w.Head >= 0 && clause.CaseOf(w.Index) is "during" && (w.Head == draft.Head || clause.Ancestors(draft.Head).Contains(w.Head)));
    }

    private static bool IsLatest(Draft draft, DateOnly start) => draft.Scene.Dates.All(d => d.First is null || d.First <= start) && draft.Scene.Dates.Count(d => d.First is not null) > 1;

    // In a relative clause or an apposition, not in what is reported itself.
    private static bool IsAside(Draft draft) =>
        draft.Scene.Clause[draft.Head].Rel is "acl" or "appos" || draft.Scene.Clause.Ancestors(draft.Head).Any(a => draft.Scene.Clause[a].Rel is "acl" or "appos");

    // "amid the clashes": a mention that says nothing, in an article that tells it elsewhere.
    private static bool IsBareMention(Draft draft, List<Draft> drafts)
    {
        var said = draft.Scene.Clause.HasChild(draft.Head, "cop");
        var carried = draft.Roles.LightVerb >= 0 && draft.Scene.Clause[draft.Roles.LightVerb].Lemma is not ("end" or "stop" or "halt" or "cease" or "prevent" or "suspend" or "call");
        if (draft.Entry.Kind != TriggerKind.Noun || carried && !said || draft.Dead is not null || draft.Injured is not null) return false;
        if (draft.Actors.Count > 0 || draft.Recipients.Count > 0) return false;
        var bare = draft.Date is null && (draft.Place is null || draft.Place.Country is null && !draft.Place.Text.Any(char.IsUpper));
        return bare && (draft.Entry.Triggers.Any(t => t.Length == 1) || drafts.Any(d => d != draft && d.Type == draft.Type));
    }
}
