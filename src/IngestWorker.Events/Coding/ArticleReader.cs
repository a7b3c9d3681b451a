using IngestWorker.Contracts;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Lexicon;
using IngestWorker.Events.Ontology;
using IngestWorker.Events.Pairs;
using IngestWorker.Events.Words;
using IngestWorker.Language;
using IngestWorker.Language.Places;

namespace IngestWorker.Events.Coding;

/// <summary>Goes through an article sentence by sentence and gathers its events.</summary>
internal sealed class ArticleReader
{
    // A text of one million characters of event words must not take more memory than a text of as many others.
    private const int MostEvents = 10_000;

    // Sentences of one quotation that are searched for its speaker.
    private const int LongestQuotation = 12;

    private readonly PloverTables _plover;
    private readonly Actors.Gazetteer _gazetteer;
    private readonly WordClasses _classes = new();
    private readonly RoleNouns _roles;
    private readonly ActorResolver _resolver;
    private readonly Attribution _attribution;
    private readonly ClauseBuilder _clauses;
    private readonly SentenceCoder _coder;
    private readonly PairReader _pairs;
    private readonly PlaceResolver _places;
    private readonly ConfidenceMap _confidence;

    public ArticleReader(LexiconIndex lexicon, PloverTables plover, PlaceResolver places, OwnActors own, ConfidenceMap confidence)
    {
        _confidence = confidence;
        _plover = plover;
        _places = places;
        _gazetteer = new Actors.Gazetteer(own);
        _roles = new RoleNouns(own);
        _resolver = new ActorResolver(_roles);
        _attribution = new Attribution(_resolver, _classes);
        _clauses = new ClauseBuilder(lexicon);
        _coder = new SentenceCoder(lexicon, _resolver, _attribution, _classes);
        _pairs = new PairReader(lexicon, _resolver, PairModel.Embedded());
    }

    public IReadOnlyList<CodedEvent> Read(CodingInput input, AnalyzedText analyzed, CodingTrace? trace = null)
    {
        var (scenes, drafts) = ReadDrafts(input, analyzed, trace);
        if (input.Pair is { } pair) return Finish(input, _pairs.Read(scenes, drafts, pair) is { } draft ? [draft] : []);
        var merged = Duplicates.Merge(drafts);
        trace?.Dropped(drafts, merged, "told more fully elsewhere");
        return Finish(input, merged);
    }

    /// <summary>What the pair model is trained and asked with.</summary>
    public HashSet<string> PairFeatures(CodingInput input, AnalyzedText analyzed)
    {
        var (scenes, drafts) = ReadDrafts(input, analyzed);
        return _pairs.Features(scenes, drafts, input.Pair ?? throw new ArgumentException("The input names no pair.", nameof(input)));
    }

    private (List<SentenceScene> Scenes, List<Draft> Drafts) ReadDrafts(CodingInput input, AnalyzedText analyzed, CodingTrace? trace = null)
    {
        ArticleText text = new(input.Text);
        ActorMemory memory = new();
        var dates = analyzed.Dates.ToLookup(d => d.SentenceIndex);
        var names = analyzed.Names.ToLookup(n => n.SentenceIndex);
        var counts = analyzed.Counts.ToLookup(c => c.SentenceIndex);
        var references = analyzed.References.ToLookup(r => r.SentenceIndex);
        List<Draft> drafts = [];
        List<SentenceEvents> sentences = [];
        List<SentenceScene> scenes = [];
        ArticlePlaces places = new(_places.Resolve(analyzed, input.Text));
        List<SentenceScene> all = [];
        List<int> quotations = [];
        HashSet<string> named = new(StringComparer.Ordinal);
        Dictionary<string, string> surnames = new(StringComparer.Ordinal);
        var signed = SignedPosts(analyzed, text);
        var (quoted, paragraph) = (false, -1);
        for (var s = 0; s < analyzed.Sentences.Count; s++)
        {
            // A quotation goes on over sentences; each paragraph opens its own.
            if (analyzed.Sentences[s].ParagraphIndex != paragraph) (quoted, paragraph) = (false, analyzed.Sentences[s].ParagraphIndex);
            quotations.Add(quoted ? quotations[^1] : s);
            var words = _clauses.Words(analyzed.Sentences[s], ref quoted);
            foreach (var name in names[s])
            {
                // "Lt. Matt Harris": from here on "Harris" is he and no leader of that name.
                if (name.Kind is NameKind.Person && name.LastToken > name.FirstToken && name.LastToken < words.Length && surnames.Count < 512) surnames.TryAdd(words[name.LastToken].Text, words[name.LastToken - 1].Text);
            }

            var hits = places.Complete(OutsidePeople(_gazetteer.Find(words, text, new NameDays(input.Published, DayTold(dates[s], input.Published)), named.Contains), words, names[s]), words, names[s]);
            hits.RemoveAll(h => h.Entity is { Kind: EntityKind.Person, Given: { } given } && h.First == h.Last && surnames.TryGetValue(words[h.First].Text, out var other) && !IsGiven(other, given) && !_roles.IsRole(other.ToLowerInvariant()));
            // "Ramiro Maduro", all of it read as an organization's name: none of its words is the leader.
            hits.RemoveAll(h => h.Entity is { Kind: EntityKind.Person, Given: { } given } && h.First == h.Last && names[s].Any(n => n.Kind is NameKind.Organization && n.FirstToken == h.First - 1 && n.LastToken == h.First) && !IsGiven(words[h.First - 1].Text, given) && !_roles.IsRole(words[h.First - 1].Lower));
            Widen(hits, words, text);
            Stations(hits, words);
            // "the destroyer Sheffield": a ship, and no town.
            hits.RemoveAll(h => h is { First: > 0, Entity.Kind: EntityKind.Place or EntityKind.Country } && PlaceFinder.IsShip(words[h.First - 1]) && words[h.Last].Rel is not ("nsubj" or "nsubj:pass"));
            // A paper's name says nothing of the countries that it writes about.
            named.UnionWith(hits.Where(h => !h.Entity.Sectors.Contains("JRN")).Select(h => h.Entity.Country).OfType<string>());
            Namesakes.Settle(hits, words, surnames);
            if (!hits.Exists(h => h.First == 0) && !names[s].Any(n => n.FirstToken == 0)) Common(words);
            TreeRepair.Apply(words, hits);
            TreeRepair.Straighten(words);
            DayRepair.Apply(words);
            Clause clause = new(words, analyzed.Sentences[s].ParagraphIndex);
            var block = input.Blocks.FirstOrDefault(b => b.Kind == BlockKind.EmbeddedPost && b.Author is not null && b.Start <= clause.Start && clause.End <= b.End);
            all.Add(new SentenceScene
            {
                Clause = clause,
                Text = text,
                Hits = hits,
                Memory = memory,
                Dates = [.. dates[s]],
                Names = [.. names[s].Select(n => n.Kind is NameKind.Place && IsSomebody(words, n) ? n with { Kind = NameKind.Person } : n)],
                Counts = [.. counts[s]],
                References = [.. references[s]],
                Read = scenes,
                Pair = input.Pair,
                PostDay = block is null && signed.ContainsKey(analyzed.Sentences[s].ParagraphIndex) ? SignedOn(analyzed, dates, s) : null,
                Author = block is not null ? PostAuthor(block.Author!, block.Start, block.End) : signed.GetValueOrDefault(analyzed.Sentences[s].ParagraphIndex),
            });
        }

        for (var s = 0; s < all.Count && drafts.Count < MostEvents; s++)
        {
            var scene = all[s];
            scenes.Add(scene);
            scene.QuoteSpeaker = QuoteSpeaker(all, quotations, s);
            SentenceEvents coded = new(scene, _coder.Code(scene, trace));
            sentences.Add(coded);
            drafts.AddRange(coded.Drafts);
            trace?.Scenes.Add(scene);
            _coder.Remember(scene);
            if (BothSides.Of(coded.Drafts) is { } sides) (memory.Sides, memory.SidesAt) = (sides, s);
        }

        List<Draft> before = [.. drafts];
        new LaterVictims(sentences, _classes, _coder.Reader).Complete(drafts);
        new Continuation(sentences, _classes).Complete(drafts);
        trace?.Dropped(before, drafts, "tells what came of the act before");
        new StoryLine(sentences, _coder.Reader).Complete();
        Background background = new(scenes, input.Published, _classes);
        before = [.. drafts];
        background.Complete(drafts);
        trace?.Dropped(before, drafts, "a bare mention: no actor, recipient, day or place");
        if (input.Pair is null) drafts.RemoveAll(d =>
        {
            if (Acceptance.Objection(d, background.Density) is not { } objection) return false;
            trace?.Dropped([d], [], objection);
            return true;
        });
        foreach (var draft in drafts) draft.Place = places.Located(draft.Place, Capital);
        return (scenes, drafts);
    }

    // "the capital", "the Georgian capital", but not "the Chechen capital": an adjective must be like the country's own name.
    private GazetteerEntry? Capital(string country, string text)
    {
        if (!_gazetteer.Capitals.TryGetValue(country, out var capital) || !_gazetteer.CountryNames.TryGetValue(country, out var name)) return null;
        if (text.Split(' ').Any(w => w.Length > 3 && char.IsUpper(w[0]) && !name.Contains(w[..3], StringComparison.Ordinal))) return null;
        return _places.Resolve([(0, capital.Length, capital)])[0].Entry is { Kind: PlaceKind.Capital } entry && entry.Country == country ? entry : null;
    }

    // Who says a quotation of several sentences stands before or behind it, once.
    private Party? QuoteSpeaker(List<SentenceScene> all, List<int> quotations, int index)
    {
        var isLong = index > 0 && quotations[index] == quotations[index - 1] || index + 1 < all.Count && quotations[index] == quotations[index + 1];
        if (!isLong) return null;
        for (var i = quotations[index]; i < all.Count && i < quotations[index] + LongestQuotation && quotations[i] == quotations[index]; i++)
        {
            if (_attribution.SentenceSpeaker(all[i], isOutsideQuotes: true) is { } speaker) return speaker;
        }

        return null;
    }

    // "the Kot Kashmir area": a name that no table knows, and not the place that is a part of it.
    private static void Widen(List<Hit> hits, IReadOnlyList<Word> words, ArticleText text)
    {
        for (var i = 0; i < hits.Count; i++)
        {
            var hit = hits[i];
            if (hit.First != hit.Last || hit.First == 0 || hit.Entity.Kind is not EntityKind.Place || words[hit.First] is not { Rel: "compound" } part) continue;
            if (words[hit.First - 1] is not { Rel: "compound", Pos: Upos.Propn, IsCapitalized: true } before || before.Head != part.Head || IsDirection(before.Lower) || hits.Exists(o => o.Last == hit.First - 1)) continue;
            hits[i] = new Hit(hit.First - 1, hit.Last, new Entity(text.Slice(before.Start, part.End), EntityKind.Place, null, [], "locality"));
        }
    }

    // "Bashkim, a 23-year-old activist": what is said to be somebody is no place.
    private bool IsSomebody(Word[] words, NameSpan name) =>
        Array.Exists(words, w => w is { Rel: "appos", Pos: Upos.Noun } && w.Head >= name.FirstToken && w.Head <= name.LastToken && _roles.IsRole(w.Lower));

    // "Shells hit a house", where the first word was taken for a name for its capital: a plural that no table and no reader knows as a name is a noun.
    private static void Common(Word[] words)
    {
        var first = words[0];
        if (first is not { Pos: Upos.Propn } || first.Text.Length < 5 || !(first.Lower.EndsWith('s') || first.Lower.EndsWith("men", StringComparison.Ordinal)) || first.Text.AsSpan(1).ContainsAnyInRange('A', 'Z') || words.Length < 3 || words[1].IsCapitalized || Inflection.Singular(first.Lower) == first.Lower) return;
        (first.Pos, first.Lemma) = (Upos.Noun, Inflection.Singular(first.Lower));
    }

    // "Radio Kigali", "Belgrade television": no government speaks there.
    private static void Stations(List<Hit> hits, IReadOnlyList<Word> words)
    {
        for (var i = 0; i < hits.Count; i++)
        {
            var hit = hits[i];
            if (hit.Entity.Kind is not (EntityKind.Government or EntityKind.Place or EntityKind.Country)) continue;
            if (hit.First > 0 && words[hit.First - 1].Text is "Radio" or "Television" or "TV" && (i == 0 || hits[i - 1].Last < hit.First - 1)) hits[i] = new Hit(hit.First - 1, hit.Last, hit.Entity with { Kind = EntityKind.Organization, Sectors = ["JRN"], PlaceKind = null });
            else if (hit.Last + 1 < words.Count && words[hit.Last + 1].Text is "Radio" or "Television" or "TV" or "radio" or "television" && (i + 1 == hits.Count || hits[i + 1].First > hit.Last + 1)) hits[i] = new Hit(hit.First, hit.Last + 1, hit.Entity with { Kind = EntityKind.Organization, Sectors = ["JRN"], PlaceKind = null });
        }
    }

    private static bool IsDirection(string lower) => lower is "north" or "south" or "east" or "west" or "northern" or "southern" or "eastern" or "western" or "central" or "upper" or "lower" or "greater" or "new" or "old" or "downtown";

    // Another Castillo than the president: the name before the last one says so, an initial does not.
    private static bool IsGiven(string first, string given) =>
        first.EndsWith('.') || first.Length == 1 || string.Equals(ActorTables.Plain(first), given, StringComparison.OrdinalIgnoreCase) || given.StartsWith(first, StringComparison.OrdinalIgnoreCase);

    // The day that a sentence tells of, where that is long before the article: who was minister then.
    private static DateOnly? DayTold(IEnumerable<TimeExpression> dates, DateOnly? published) =>
        dates.Where(d => d.Last is { } last && d.Granularity is not TimeGranularity.None && (published is null || last.AddDays(60) < published)).Select(d => d.Last).FirstOrDefault();

    // "Virginia Giuffre" is no state, "James Van Der Beek" no town, and "the Moon" no president.
    private List<Hit> OutsidePeople(List<Hit> hits, Word[] words, IEnumerable<NameSpan> names)
    {
        List<NameSpan> people = [.. names.Where(n => n.Kind is NameKind.Person)];
        hits.RemoveAll(h => h.Entity.Kind switch
        {
            // "Steve Castro" and "Jonathan Reed" are not the leaders of whom a last name alone is enough; another given name tells them apart.
            EntityKind.Person => h.First == h.Last && (h.First > 0 && words[h.First - 1].Lower is "the" or "a"
                || people.Any(p => p.FirstToken <= h.First && h.Last <= p.LastToken && p.LastToken > p.FirstToken && IsFullName(words, p, h, _roles) && !(h.Entity.Given is { } given && IsGiven(words[p.FirstToken].Text, given)))),
            // "Chiquita Henry" is no company.
            EntityKind.Organization => h.First == h.Last && people.Any(p => p.FirstToken == h.First && p.LastToken > h.First && p.LastToken < h.First + 4),
            // "Real Madrid", "Inter Milan": a club.
            EntityKind.Government or EntityKind.Place when h.First > 0 && words[h.First - 1].IsCapitalized && _classes.Is(words[h.First - 1].Lower, "club") => true,
            EntityKind.Demonym => false,
            // "the president of Chad Idriss Deby": nobody is called Chad Idriss.
            EntityKind.Country when h.First > 1 && words[h.First - 1].Lower is "of" && words[h.First - 2] is { Pos: Upos.Noun } && _roles.IsRole(words[h.First - 2].Lower) => false,
            _ => people.Any(p => p.FirstToken <= h.First && h.Last <= p.LastToken && p.LastToken - p.FirstToken > h.Last - h.First),
        });
        return hits;
    }

    // "President Castro", "Mr Castro" and "ex-president Castro" name nobody else.
    private static bool IsFullName(Word[] words, NameSpan name, Hit hit, RoleNouns roles)
    {
        for (var i = name.FirstToken; i <= name.LastToken; i++)
        {
            if (i >= hit.First && i <= hit.Last) continue;
            if (words[i].Pos is Upos.Propn && words[i].IsCapitalized && char.IsLetter(words[i].Text[^1]) && words[i].Lower is not ("mr" or "mrs" or "ms" or "dr" or "sir" or "lady" or "lord" or "rep" or "sen" or "gov" or "gen" or "col" or "administration" or "government") && !roles.IsRole(words[i].Lower)) return true;
        }

        return false;
    }

    // "- MFA Azerbaijan (@AzerbaijanMFA) October 2, 2020" below a paragraph signs it, where the page does not say what is a post.
    private Dictionary<int, Party> SignedPosts(AnalyzedText analyzed, ArticleText text)
    {
        Dictionary<int, Party> signed = [];
        for (var s = 1; s < analyzed.Sentences.Count; s++)
        {
            var (tokens, paragraph) = (analyzed.Sentences[s].Tokens, analyzed.Sentences[s - 1].ParagraphIndex);
            if (tokens.Length is < 4 or > 30 || tokens[0].Text is not ("—" or "–" or "-" or "--") || analyzed.Sentences[s].ParagraphIndex == paragraph) continue;
            for (var t = 2; t + 1 < tokens.Length; t++)
            {
                if (tokens[t].Text is not "(" || tokens[t + 1].Text[0] is not '@') continue;
                signed[paragraph] = PostAuthor(text.Slice(tokens[1].Start, tokens[t - 1].End), tokens[1].Start, tokens[t - 1].End);
                break;
            }
        }

        return signed;
    }

    // The day in the line that signs a post.
    private static TimeExpression? SignedOn(AnalyzedText analyzed, ILookup<int, TimeExpression> dates, int post)
    {
        for (var s = post + 1; s < analyzed.Sentences.Count && analyzed.Sentences[s].ParagraphIndex <= analyzed.Sentences[post].ParagraphIndex + 1; s++)
        {
            if (analyzed.Sentences[s].ParagraphIndex > analyzed.Sentences[post].ParagraphIndex) return dates[s].FirstOrDefault(d => d.Granularity is TimeGranularity.Day);
        }

        return null;
    }

    // "MFA Azerbaijan (@AzerbaijanMFA)": the names in the author's own line say who it is.
    private Party PostAuthor(string author, int start, int end)
    {
        var hit = _gazetteer.InName(author);
        return new Party { Text = author, Start = start, End = end, Head = -1, Country = hit?.Country, Sectors = hit is null ? [] : hit.Sectors.Count > 0 ? hit.Sectors : ["GOV"], IsProper = true };
    }

    private List<CodedEvent> Finish(CodingInput input, IReadOnlyList<Draft> drafts)
    {
        List<CodedEvent> events = [];
        HashSet<Guid> ids = [];
        EventWriter writer = new(_plover, _confidence);
        foreach (var draft in drafts.OrderBy(d => d.Scene.Clause[d.Match.First].Start))
        {
            var coded = writer.Write(input.ArticleId, draft);
            if (ids.Add(coded.EventId)) events.Add(coded);
        }

        return events;
    }
}
