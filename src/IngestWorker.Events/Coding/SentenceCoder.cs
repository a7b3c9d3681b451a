using IngestWorker.Contracts;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Lexicon;
using IngestWorker.Events.Ontology;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Coding;

/// <summary>The events of one sentence.</summary>
internal sealed class SentenceCoder(LexiconIndex lexicon, ActorResolver resolver, Attribution attribution, WordClasses classes)
{
    private readonly DraftReader _reader = new(resolver, classes);
    private readonly Conditions _conditions = new(classes);
    private readonly Status _status = new(classes);
    private readonly Demands _demands = new(resolver, attribution, new DraftReader(resolver, classes));
    private readonly PlaceFinder _places = new();
    private readonly PeopleFigures _figures = new(new DraftReader(resolver, classes), attribution);

    /// <summary>What turns words into parties.</summary>
    public DraftReader Reader => _reader;

    /// <param name="scene">The sentence.</param>
    /// <param name="trace">Is told what became of each match; null where nobody asks.</param>
    public List<Draft> Code(SentenceScene scene, CodingTrace? trace = null)
    {
        if (IsForeignMatter(scene)) return [];
        // Nothing is remembered before the sentence is coded, so that who stands at a word is the same throughout.
        scene.Parties = [];
        List<Draft> drafts = [];
        var speaker = SpeakerHere(scene);
        for (var i = 0; i < scene.Clause.Count; i++)
        {
            // "in March", "on May 1": a day of the calendar is no march.
            if (IsCalendar(scene, i) || IsNamePart(scene, i)) continue;
            foreach (var match in lexicon.At(scene.Clause, i))
            {
                var (draft, reason) = Read(scene, match, speaker, trace is not null);
                trace?.Add(scene, match, reason);
                if (draft is null) continue;
                drafts.Add(draft);
                i = Math.Max(i, match.Last);
                break;
            }
        }

        // "called off the strike": the noun says what was called off.
        drafts.RemoveAll(d => d is { Entry.Kind: TriggerKind.Verb, Match.Length: < 3 } && drafts.Any(o => o.IsReversed && o.Roles.LightVerb == d.Head));
        // "retaliated with air strikes": one deed.
        drafts.RemoveAll(d => d is { Entry.Kind: TriggerKind.Verb, Match.Length: 1, IsViolent: true } && scene.Clause[d.Head].Lemma is "retaliate" or "respond" && drafts.Exists(o => o.IsViolent && o.Entry.Kind is TriggerKind.Noun && o.Roles.LightVerb == d.Head));
        _demands.AddTo(drafts, scene, speaker);
        Step(drafts, trace, "what is demanded, promised, threatened, refused or protested against", () =>
        {
            Protests.Complete(drafts, _reader);
            Contents.Suppress(drafts, classes);
        });
        BothSides.Resolve(drafts);
        Judgements.Complete(drafts, _reader);
        Step(drafts, trace, "the harm that another act of the sentence did", () => HarmMerger.Merge(drafts, scene, _reader));
        foreach (var draft in drafts)
        {
            DraftReader.GiveFarther(draft);
            // "shot dead two protesters": the act itself counts its dead.
            var kills = draft.Entry.Harm == "dead" && draft.IsViolent || draft.IsViolent && scene.Clause.ChildrenWith(draft.Head, "advmod").Any(c => scene.Clause[c].Lower is "fatally" && (c == 0 || scene.Clause[c - 1].Lower is not "them"));
            if (kills && draft.Dead is null && draft.Status is EventStatus.Actual && Casualties.Of(scene, draft.Recipients) is { } dead)
            {
                draft.Dead = dead;
                draft.Figures.Add(new DraftFigure(FigureKind.Dead, dead, draft.Head, draft.Recipients.First(r => r.Text == dead.Text).Head));
            }

            Locate(draft);
            ModeReader.AddTo(draft);
        }

        Claims.Merge(drafts);
        _figures.Complete(drafts, scene);
        scene.Parties = null;
        return drafts;
    }

    // "Clash of Titans", "the Investigating Rover": a word of a title, in a sentence that is no headline.
    private static bool IsNamePart(SentenceScene scene, int word)
    {
        var clause = scene.Clause;
        // "Grant W. Graham, 27, was stopped"
        if (word == 0 && clause.Count > 2 && clause[0].Pos is Upos.Propn && clause[1] is { Pos: Upos.Propn, Rel: "flat", IsCapitalized: true } && scene.KindAt(0) is not NameKind.Place && clause[1].Text.Any(char.IsLower) | clause[1].Text.EndsWith('.')) return true;
        if (word == 0 || !clause[word].IsCapitalized || clause[word].Pos is not (Upos.Verb or Upos.Propn) || clause.Count < 8) return false;
        bool IsName(int i) => i > 0 && i < clause.Count && clause[i].IsCapitalized && clause[i].Pos is Upos.Propn or Upos.Noun or Upos.Adj or Upos.Verb;
        return (IsName(word - 1) && word > 1 || IsName(word + 1)) && scene.KindAt(word) is not NameKind.Place && clause.Words.Count(w => w.IsCapitalized) * 2 < clause.Words.Count(w => char.IsLetter(w.Text[0]));
    }

    private static bool IsCalendar(SentenceScene scene, int word) =>
        scene.Clause[word].Text is "March" or "May" && (word > 0 || scene.Clause[word].Pos is not Upos.Verb) || scene.Clause[word].Pos is Upos.Noun or Upos.Propn && scene.Dates.Any(d => d.FirstToken <= word && word <= d.LastToken);

    /// <summary>Keeps who was named, for the sentences that follow.</summary>
    public void Remember(SentenceScene scene)
    {
        foreach (var word in scene.Clause.Words)
        {
            if (!word.IsNominal || word.Rel is not ("nsubj" or "obj" or "obl" or "nmod" or "root" or "appos")) continue;
            if (word is { Rel: "nsubj" or "obj", Pos: Upos.Noun } && word.Lower.EndsWith('s') && word.Lower != word.Lemma && resolver.Resolve(scene, word.Index).FirstOrDefault() is { IsState: false, IsPlace: false, Sectors.Count: > 0 } several) scene.Memory.LastSeveral = several;
            if (word.Pos is Upos.Pron || (word.Rel is "obl" or "nmod" or "obj" && word.Pos is not Upos.Propn)) continue;
            foreach (var party in resolver.Resolve(scene, word.Index).Take(2))
            {
                if (!party.IsKnown || party.IsPlace || (word.Rel is not "nsubj" && party.IsState)) continue;
                scene.Memory.Remember(party, word.Lower, party.IsPerson, word.Pos is Upos.Noun && (word.Lower.EndsWith('s') || word.Lower is "police" or "people" or "troops"), word.Rel is "nsubj" or "root");
            }
        }

        foreach (var hit in scene.Hits)
        {
            // A paper's name says nothing of the countries that it writes about.
            if (hit.Entity.Country is { } country && !hit.Entity.Sectors.Contains("JRN")) scene.Memory.Name(country);
        }

        if (attribution.SentenceSpeaker(scene) is { IsKnown: true } speaker) scene.Memory.LastSpeaker = speaker;
    }

    private Party? SpeakerHere(SentenceScene scene) => scene.Author ?? scene.QuoteSpeaker ?? attribution.SentenceSpeaker(scene);

    private bool IsForeignMatter(SentenceScene scene)
    {
        var (sport, fiction) = (0, 0);
        // "Senators call for ... | Louisiana hit by ... | House Democrats unveil ...": links to other articles.
        if (scene.Clause.Words.Count(w => w.Text == "|") > 1) return true;
        foreach (var word in scene.Clause.Words)
        {
            if (classes.Is(word.Lemma, "sport")) sport++;
            // "3-1", "6-4"
            if (word.Text is "-" or "–" && word.Index > 0 && word.Index + 1 < scene.Clause.Count && scene.Clause[word.Index - 1].Text.Length < 3 && scene.Clause[word.Index - 1].Pos is Upos.Num && scene.Clause[word.Index + 1].Pos is Upos.Num) sport++;
            if (word.Text.Length is 3 && char.IsDigit(word.Text[0]) && word.Text[1] is '-' or '–' && char.IsDigit(word.Text[2])) sport++;
            if (classes.Is(word.Lemma, "fiction") || classes.Is(word.Lower, "fiction")) fiction++;
            // "In the final scene from ...": what is told there was played.
            if (word is { Lemma: "scene", Rel: "obl", Pos: Upos.Noun } && (scene.Clause.HasChild(word.Index, "amod", "final", "opening", "closing", "climactic", "last", "memorable", "famous") || scene.Clause.ChildrenWith(word.Index, "nmod").Any(c => scene.Clause.CaseOf(c) is "from"))) fiction += 3;
        }

        // Fewer words do where no country, body or leader is named.
        var least = scene.Hits.Any(h => h.Entity.Kind is not EntityKind.Place) ? 3 : 2;
        return sport >= least || fiction >= least;
    }

    private static void Step(List<Draft> drafts, CodingTrace? trace, string reason, Action step)
    {
        List<Draft> before = trace is null ? [] : [.. drafts];
        step();
        trace?.Dropped(before, drafts, reason);
    }

    private (Draft? Draft, string? Reason) Read(SentenceScene scene, Match match, Party? speaker, bool isAsked)
    {
        // "called on Monday for protests": the preposition of a day calls on nobody.
        if (match.Length > 1 && scene.Clause[match.First].Lemma is "call" && scene.Clause[match.Last] is { Rel: "case", Lower: "on", Head: >= 0 } preposition && preposition.Head > match.Last && scene.Dates.Any(d => d.FirstToken == match.Last + 1)) return (null, "the preposition belongs to a day");
        var draft = _reader.Read(scene, match);
        Own(draft, speaker);
        if (draft.Entry.Need is "statement" or "menaced" && !FillStatement(draft, speaker)) return (null, "nobody is said to judge");
        if (!_conditions.Hold(draft)) return (null, isAsked ? $"need={draft.Entry.Need} does not hold (actors {Names(draft.Actors)}; recipients {Names(draft.Recipients)})" : null);
        if (!HasComplement(draft)) return (null, $"comp={draft.Entry.Complement} is missing");
        // "Stab the potatoes with a fork": what the reader is told to do.
        if (draft.Entry.Kind is TriggerKind.Verb && match.First == 0 && !scene.Clause[0].Quoted && scene.Clause[draft.Head] is { Rel: "root", IsPast: false, IsGerund: false } && draft.Roles is { Subject: < 0, Passive: false }) return (null, "an order to the reader");
        draft.Status = _status.Of(scene.Clause, match, draft.Roles);
        // "travelled there to protest" have protested.
        if (draft is { Type: PloverType.Protest, Status: EventStatus.Future } && scene.Clause[draft.Head] is { Rel: "advcl", Head: >= 0 } aim && scene.Clause[aim.Head] is { Pos: Upos.Verb } way && way.Lemma is not "plan" && (way.IsPast || way.IsGerund) && scene.Clause.HasChild(draft.Head, "mark", "to")) draft.Status = EventStatus.Actual;
        // "telephoned the premier to congratulate him": who rang to say it has said it.
        if (draft is { Status: EventStatus.Future or EventStatus.Hypothetical, Type: PloverType.Support or PloverType.Accuse or PloverType.Request } && scene.Clause[draft.Head] is { Rel: "advcl" or "xcomp", Head: >= 0 } said && scene.Clause[said.Head] is { IsPast: true, Lemma: "call" or "telephone" or "phone" or "ring" or "write" or "visit" or "meet" or "contact" }) draft.Status = EventStatus.Actual;
        // "gathered in Tamanrasset to discuss the bandits": who comes together for it has done it.
        if (draft is { Type: PloverType.Consult, Status: EventStatus.Future } && scene.Clause[draft.Head] is { Rel: "advcl" or "xcomp", Head: >= 0 } held && scene.Clause[held.Head] is { IsPast: true, Lemma: "gather" or "convene" or "assemble" or "huddle" or "converge" or "sit" } && !scene.Clause.HasChild(held.Head, "aux", "will", "would", "be")) draft.Status = EventStatus.Actual;
        if (IsPurpose(draft)) return (null, "the purpose of another act");
        Attribute(draft, speaker);
        // "The memoir tells how a clown was jailed": what a work tells is its own.
        if (draft.AccordingTo is { } work && scene.Clause.Holds(work.Head, work.Start, work.End) && scene.Clause[work.Head].Lemma is "memoir" or "novel" or "film" or "movie" or "play" or "podcast" or "drama" or "comedy" or "thriller" or "musical") return (null, "told by a work of fiction or memory");
        Speak(draft);
        Retype(draft);
        return Relevance.Holds(draft) ? (draft, null) : (null, isAsked ? $"no public business, or it only may be ({draft.Status}; actors {Names(draft.Actors)}; recipients {Names(draft.Recipients)})" : null);
    }

    // "We will not sit down with them," the negotiator said: who "we" are decides whether it is public business.
    private void Own(Draft draft, Party? speaker)
    {
        var clause = draft.Scene.Clause;
        if (!clause[draft.Head].Quoted) return;
        for (var i = 0; i < draft.Actors.Count; i++)
        {
            var actor = draft.Actors[i];
            if (actor is not { IsPronoun: true, IsKnown: false } || !clause.Holds(actor.Head, actor.Start, actor.End) || clause[actor.Head].Lower is not ("we" or "i")) continue;
            if ((attribution.Of(draft.Scene, draft.Head)?.Speaker ?? speaker ?? draft.Scene.Memory.LastSpeaker) is { IsKnown: true } who) draft.Actors[i] = actor with { Country = who.Country, Sectors = who.Sectors };
        }
    }

    private static string Names(IReadOnlyList<Party> parties) =>
        parties.Count == 0 ? "none" : string.Join(", ", parties.Select(p => $"'{p.Text}' {p.Country ?? "?"} {string.Join(',', p.Sectors)}".TrimEnd()));

    // "The shelling by Armenian forces is reprehensible": the speaker's judgement on those who did it.
    private bool FillStatement(Draft draft, Party? speaker)
    {
        var said = attribution.Of(draft.Scene, draft.Head);
        if ((said?.Speaker ?? speaker ?? (draft.Scene.Clause[draft.Head].Quoted ? draft.Scene.Memory.LastSpeaker : null)) is not { } judge) return false;
        var clause = draft.Scene.Clause;
        draft.Actors = [judge];
        var subject = draft.Roles.Subject;
        if (subject < 0) return false;
        var doer = clause.ChildrenOf(subject).FirstOrDefault(c => clause[c].Rel is "nmod" && clause.CaseOf(c) is "by", -1);
        draft.Recipients = doer >= 0 ? _reader.Parties(draft.Scene, doer) : [.. draft.Recipients.Where(r => r.Start != judge.Start)];
        if (draft.Recipients.Count == 0) draft.Recipients = [.. _reader.Judged(draft).Where(p => p.Start != judge.Start)];
        return draft.Recipients.Any(r => r.Country != judge.Country || r.Start != judge.Start && r.Sectors.Count > 0 && !r.IsPronoun && draft.Recipients.Count == 1) || clause[draft.Match.Last].Lemma is "reprehensible" or "deplorable" or "unacceptable" or "baseless";
    }

    private static bool HasComplement(Draft draft)
    {
        var clause = draft.Scene.Clause;
        var head = draft.Head;
        return draft.Entry.Complement switch
        {
            // "asked, 'Is he going to do it?'" asks a question and no deed.
            "to" when clause[draft.Match.First].Lemma is "ask" or "tell" && draft.Match.Length == 1 => clause.ChildrenWith(head, "xcomp").Concat(clause.ChildrenWith(head, "advcl")).Concat(clause.ChildrenWith(head, "ccomp")).Any(c => clause.HasChild(c, "mark", "to", "that")),
            "to" => clause.ChildWith(head, "xcomp") >= 0 || clause.ChildWith(head, "ccomp") >= 0 || clause.ChildWith(head, "advcl") >= 0 || draft.Match.Length > 1
                || (draft.Entry.Object != Role.None && draft.Recipients.Count > 0 && draft.Entry.Type is PloverType.Request && clause[head].Lemma is "urge" or "press" or "pressure" or "implore" or "lobby" or "beg"),
            "that" => clause.ChildWith(head, "ccomp") >= 0 || draft.Match.Length > 1,
            _ => true,
        };
    }

    private void Attribute(Draft draft, Party? speaker)
    {
        var scene = draft.Scene;
        var said = attribution.Of(scene, draft.Head);
        var (source, claim) = said is { } s ? (s.Speaker, s.Claim) : scene.Author is { } author ? (author, Claim.Stated) : (null, Claim.Stated);
        // "reported an attack days after the president accused rebels": the accusation is no part of the report.
        if (IsSpeech(draft.Type) && source is not null && scene.Author is null && IsBeforehand(scene.Clause, draft.Head)) return;
        // "Days after the rebels declared a truce, the president said": what the paper adds in time.
        if (said is { Verb: >= 0 } telling && IsBeforehand(scene.Clause, draft.Head) && scene.Clause[scene.Clause.ConjunctionHead(draft.Head)].Head == telling.Verb) return;
        // "The fighting went on, and officials denied reports of a truce": what stands beside is not denied.
        if (said is { Claim: Claim.Denied, Verb: >= 0 } denial && !scene.Clause.IsUnder(draft.Head, denial.Verb)) return;
        if (source is null && scene.Clause[draft.Head].Quoted) source = speaker ?? scene.Memory.LastSpeaker;
        // "of 1119 Eighth St., said": a tree that takes an address or a quality for a speaker.
        if (source is { IsKnown: false, IsPronoun: false } && scene.Clause.Holds(source.Head, source.Start, source.End) && (scene.Clause[source.Head].Pos is Upos.Num || scene.Clause.Words.Any(w => w.Start == source.Start && w.Pos is Upos.Adp) || _reader.IsAbstract(scene.Clause, source))) source = null;
        if (IsSpeech(draft.Type) && said is { Verb: >= 0 } own && draft.Actors.Any(a => a.Start == own.Speaker.Start || a.Country is not null && a.Country == own.Speaker.Country)) draft.SpeechVerb = own.Verb;
        // "all who believe that": nobody in particular.
        if (source is { IsPronoun: true, IsKnown: false } && scene.Clause.Holds(source.Head, source.Start, source.End) && scene.Clause[source.Head].Lower is not ("he" or "she" or "it" or "they" or "we" or "i")) source = null;
        // "said the deaths were murders and called on the army to leave": where the tree hangs the second verb on what was said.
        if (IsSpeech(draft.Type) && draft is { Actors.Count: 0, Roles.Passive: false, Entry.Kind: TriggerKind.Verb } && source is { IsKnown: true } && !scene.Clause[draft.Head].Quoted && scene.Clause[draft.Head] is { Rel: "conj", IsPast: true } && scene.Clause.ChildWith(draft.Head, "nsubj") < 0)
        {
            (draft.Actors, source) = ([source], null);
            if (said is { } above) draft.SpeechVerb = above.Verb;
        }

        if (source is null || source.Head >= 0 && draft.Actors.Any(a => a.Start == source.Start)) return;
        // "Iran and Pakistan agreed on a truce, the ministry in Islamabad said": of two sides one tells of both; a spokesman of theirs is named all the same.
        var isSpokesman = scene.Clause.Holds(source.Head, source.Start, source.End) && scene.Clause[source.Head].Lemma is "spokesman" or "spokeswoman" or "spokesperson";
        if (!isSpokesman && IsSpeech(draft.Type) && draft.Actors.Any(a => a.Country is not null && a.Country == source.Country) && draft.Actors.TrueForAll(a => a.Country is null || a.Country == source.Country)) return;
        // A tree that makes the reporter the victim is wrong about the victim.
        draft.Recipients.RemoveAll(r => r.Start == source.Start && !r.IsPronoun);
        draft.AccordingTo = source;
        draft.Claim = draft.Entry.IsClaim ? Claim.Claimed : claim;
        draft.RelayedBy = said is { } passed ? attribution.Relay(scene, draft.Head, passed) : null;
        if (claim == Claim.Denied) draft.Status = EventStatus.Negated;
    }

    private static bool IsBeforehand(Clause clause, int head) =>
        clause[clause.ConjunctionHead(head)] is { Rel: "advcl" or "acl" } word && !clause[head].Quoted && clause.HasChild(word.Index, "mark", "after", "before", "since", "while", "although", "though") && clause.ChildWith(word.Index, "nsubj") >= 0;

    // "We will not negotiate," the president said: "we" is his.
    private static void Speak(Draft draft)
    {
        if (draft.AccordingTo is not { IsKnown: true } source) return;
        for (var i = 0; i < draft.Actors.Count; i++)
        {
            var actor = draft.Actors[i];
            if (actor.IsPronoun && draft.Scene.Clause.Holds(actor.Head, actor.Start, actor.End) && draft.Scene.Clause[actor.Head].Lower is "we" or "i" && (actor.Country is null || draft.Scene.Clause[actor.Head].Quoted && actor.Country == source.Country | source is { IsPronoun: false, Sectors.Count: > 0 })) draft.Actors[i] = actor with { Country = source.Country, Sectors = source.Sectors, Text = source.Text };
        }
    }

    private static bool IsSpeech(PloverType type) => type is PloverType.Support or PloverType.Reject or PloverType.Agree or PloverType.Request or PloverType.Accuse or PloverType.Threaten or PloverType.Concede;

    // "started an operation to liberate Karabakh": what an act is for is no second event.
    private static bool IsPurpose(Draft draft)
    {
        if (draft.Status is not EventStatus.Future || draft.Entry.Kind != TriggerKind.Verb || draft.Type is PloverType.Protest) return false;
        var clause = draft.Scene.Clause;
        // "both to defend its territories and to liberate the town"
        var word = clause[clause.ConjunctionHead(draft.Head)];
        if (word.Rel is not ("acl" or "advcl") || word.Head < 0 || !clause.HasChild(draft.Head, "mark", "to") && !(clause.HasChild(word.Index, "mark", "to") && clause.ChildWith(draft.Head, "nsubj") < 0 && clause.ChildWith(draft.Head, "aux") < 0)) return false;
        // "plans protests to demand his resignation": what the protests are for.
        return clause[word.Head] is { Pos: Upos.Verb, Lemma: "plan" } && word.Rel is "advcl" && clause.ChildWith(word.Head, "obj") >= 0 || clause[word.Head].Lemma is not ("plan" or "decision" or "agreement" or "promise" or "commitment" or "pledge" or "vow" or "intention" or "readiness" or "willingness" or "ready" or "willing" or "set" or "prepared" or "determined" or "committed" or "refusal" or "due" or "agree" or "promise" or "decide" or "vote");
    }

    // "will not lift the ban", "refused to": not what failed to happen.
    private static bool IsRefusal(Draft draft)
    {
        var clause = draft.Scene.Clause;
        // "would not take part in the talks"
        var verb = draft.Entry.Kind is TriggerKind.Noun && draft.Roles.LightVerb >= 0 ? draft.Roles.LightVerb : draft.Head;
        return clause.HasChild(verb, "aux", "will", "would", "wo", "can", "'ll") || (clause[verb].Rel is "xcomp" && clause[verb].Head >= 0 && clause[clause[verb].Head].Lemma is "refuse" or "decline");
    }

    // "failed to reach a deal": both sides turned down what the other had to offer.
    private static bool IsFailure(Draft draft)
    {
        var clause = draft.Scene.Clause;
        var word = clause[clause.ConjunctionHead(draft.Head)];
        return draft.Type is PloverType.Agree && draft.Entry.Kind is TriggerKind.Verb && word is { Rel: "xcomp", Head: >= 0 } && clause[word.Head].Lemma is "fail" && draft.Actors.Count > 0;
    }

    // PLOVER's rules for what is still to come.
    internal static void Retype(Draft draft)
    {
        if (Reversal.Apply(draft)) return;
        if (draft.Entry.Need is "defiant" or "menaced" or "menace") draft.Status = EventStatus.Actual;
        if (Threats.Apply(draft)) return;
        if (draft.Status is EventStatus.Negated && IsFailure(draft))
        {
            (draft.Type, draft.Modes, draft.Status) = (PloverType.Reject, [], EventStatus.Actual);
            if (draft.Recipients.Count == 0 && draft.Actors.Count > 1) (draft.Actors, draft.Recipients) = ([draft.Actors[0]], [.. draft.Actors.Skip(1)]);
            return;
        }

        if (draft.Status is EventStatus.Negated && draft.Claim is not Claim.Denied && draft.Type is PloverType.Concede or PloverType.Retreat or PloverType.Agree or PloverType.Consult or PloverType.Aid or PloverType.Cooperate && IsRefusal(draft))
        {
            var partners = draft.Type is PloverType.Consult && draft.Recipients.Count == 0 ? draft.Actors.Skip(1).Where(p => p.Country is null || p.Country != draft.Actors[0].Country || !p.IsState && !p.Sectors.SequenceEqual(draft.Actors[0].Sectors)).ToList() : [];
            if (partners.Count > 0) (draft.Actors, draft.Recipients) = ([draft.Actors[0]], partners);
            (draft.Type, draft.Modes, draft.Status) = (PloverType.Reject, draft.Type switch { PloverType.Agree => [], PloverType.Consult => ["meet"], PloverType.Aid or PloverType.Cooperate => ["assist"], _ => ["yield"] }, EventStatus.Actual);
            return;
        }

        // Soldiers who are sent to help after a flood threaten nobody.
        if (draft is { Type: PloverType.Mobilize, Entry.Kind: TriggerKind.Verb } && draft.Scene.Clause.Words.Any(w => w.Lemma is "landslide" or "flood" or "earthquake" or "wildfire" or "hurricane" or "cyclone" or "typhoon" or "avalanche" or "volcano" or "quake" or "tsunami")) (draft.Type, draft.Modes) = (PloverType.Aid, []);
        // "called on the party leader to discuss the crisis": a visit.
        if (draft.Type is PloverType.Request && draft.Scene.Clause[draft.Match.First].Lemma is "call" && draft.Match.Length == 2 && draft.Scene.Clause.ChildrenOf(draft.Head).Any(c => draft.Scene.Clause[c] is { Rel: "xcomp" or "advcl", Lemma: "discuss" or "congratulate" or "greet" or "exchange" or "review" } && draft.Scene.Clause.HasChild(c, "mark", "to"))) (draft.Type, draft.Modes) = (PloverType.Consult, ["visit"]);
        // Exercises of several countries are cooperation, those of one a show of force.
        if (draft.Type is PloverType.Mobilize && draft.Scene.Clause[draft.Match.Last].Lemma is "exercise" or "drill" or "game" or "manoeuvre" or "maneuver" && draft.Actors.Select(a => a.Country).Where(c => c is not null).Distinct().Count() > 1) (draft.Type, draft.Modes) = (PloverType.Cooperate, []);
        if (WorkStoppage.IsMeant(draft)) (draft.Type, draft.Modes) = (PloverType.Protest, ["strike"]);
        // An attack on a policy is one of words.
        if (draft.Type is PloverType.Assault && draft.Entry.Kind is TriggerKind.Verb && draft.Scene.Clause[draft.Match.Last].Lemma is "attack" or "assail" or "blast" or "assault" or "bomb"
            && draft.Roles is { Passive: false, Object: >= 0 } && draft.Scene.Clause[draft.Roles.Object].Lemma is "policy" or "proposal" or "plan" or "decision" or "record" or "remark" or "idea" or "bill" or "law" or "credibility" or "character" or "budget" or "reform" or "strategy" or "deal" or "agreement" or "verdict" or "ruling" or "report" or "legislation")
        {
            (draft.Type, draft.Modes) = (PloverType.Accuse, ["disapprove"]);
            return;
        }

        // A politician's attack is one of words.
        if (draft.Type is PloverType.Assault && draft.Scene.Clause[draft.Match.Last].Lemma is "attack" or "assail" or "blast" or "assault" && draft.Modes.Count == 0 && draft.Dead is null
            && draft.Actors.Count > 0 && draft.Actors.All(a => (a.IsPerson || a.Is("PTY") || a.Is("JRN")) && (a.Is("GOV") || a.Is("PTY") || a.Is("LEG") || a.Is("ELI") || a.Is("JRN") || a.Is("OPP"))))
        {
            (draft.Type, draft.Modes) = (PloverType.Accuse, ["disapprove"]);
            return;
        }

        // A border that is opened to refugees shelters them.
        if (draft.Type is PloverType.Retreat && draft.Modes.Contains("access") && draft.Recipients.Any(r => r.Is("REF"))) (draft.Type, draft.Modes) = (PloverType.Aid, []);
        // Prisoners who are handed back are released.
        if (draft.Type is PloverType.Retreat && draft.Modes.Contains("withdraw") && draft.Scene.Clause[draft.Match.First].Lemma is "hand" && draft.Recipients.Any(r => r.Sectors.Count > 0 && r is { IsState: false })) draft.Modes = ["release"];
        // Fighters who are captured by those they fight are no arrested suspects.
        if (draft.Type is PloverType.Coerce && draft.Scene.Clause[draft.Match.First].Lemma is "capture" && draft.Actors.Any(a => a.Is("MIL") || a.Is("REB")) && draft.Recipients.Any(r => r.Is("REB") || r.Is("MIL"))) (draft.Type, draft.Modes) = (PloverType.Assault, ["abduct"]);
        // "a pilot captured during fighting"
        if (draft.Type is PloverType.Coerce && draft.Actors.Count == 0 && draft.Scene.Clause[draft.Match.First].Lemma is "capture" && draft.Recipients.Exists(r => r.Is("MIL") || r.Is("REB")) && draft.Scene.Clause.Words.Any(w => w.Lemma is "fighting" or "battle" or "clash" or "war" or "combat" or "offensive" or "ambush" && w.Pos is Upos.Noun)) (draft.Type, draft.Modes) = (PloverType.Assault, ["abduct"]);
        // Whom rebels or bandits hold they have abducted.
        if (draft.Type is PloverType.Coerce && draft.Modes.Contains("arrest") && draft.Match.Length == 1 && draft.Scene.Clause[draft.Head].Lemma is "hold" && draft.Actors.Count > 0 && draft.Actors.TrueForAll(Conditions.IsCaptor)) (draft.Type, draft.Modes) = (PloverType.Assault, ["abduct"]);
        // "Police captured a suspect"
        if (draft.Type is PloverType.Assault && draft.Entry.Kind is TriggerKind.Verb && draft.Match.Length == 1 && draft.Scene.Clause[draft.Head].Lemma is "capture" && draft.Actors.Count > 0 && draft.Actors.All(a => a.Is("COP")) && !draft.Recipients.Any(r => r.Is("MIL") || r.Is("REB"))) (draft.Type, draft.Modes) = (PloverType.Coerce, ["arrest"]);
        // "the attackers took away several hostages": whom they round up they abduct.
        if (draft.Type is PloverType.Coerce && draft.Modes.Contains("arrest") && draft.Entry.Kind is TriggerKind.Verb && draft.Actors.Count > 0 && draft.Actors.TrueForAll(a => a.Is("UAF") || a.Is("CRM") || a.Country is "IMG" || a.Is("REB") && draft.Scene.Clause[draft.Head].Lemma is "take" or "round" or "seize" or "lead" or "drag" or "bundle" or "march" or "snatch")) (draft.Type, draft.Modes) = (PloverType.Assault, ["abduct"]);
        // "was besieged by police": nobody is let out, and nobody is fired at.
        if (draft.Type is PloverType.Assault && draft.Entry.Kind is TriggerKind.Verb && draft.Match.Length == 1 && draft.Scene.Clause[draft.Head].Lemma is "besiege" && draft.Actors.Count > 0 && draft.Actors.TrueForAll(a => a.Is("COP"))) (draft.Type, draft.Modes) = (PloverType.Coerce, ["restrict"]);
        // "used water cannon and tear gas to disperse the crowd"
        if (draft.Type is PloverType.Coerce && draft.Entry.Kind is TriggerKind.Verb && draft.Scene.Clause[draft.Head].Lemma is "disperse" or "scatter" && draft.Actors.Any(a => a.Is("COP") || a.Is("MIL")) && draft.Scene.Clause.Words.Any(w => w.Index < draft.Head && draft.Head - w.Index < 9 && w.Lemma is "cannon" or "gas" or "teargas" or "bullet" or "baton" or "firearm" or "ammunition")) (draft.Type, draft.Modes) = (PloverType.Assault, ["crowd-control"]);
        // The uprising of those who bear arms is no demonstration.
        if (draft.Type is PloverType.Protest && draft.Scene.Clause[draft.Match.Last].Lemma is "uprising" or "rebellion" or "mutiny" or "revolt" && draft.Actors.Any(a => a.Is("REB") || a.Is("PRM") || a.Is("MIL"))) (draft.Type, draft.Modes) = (PloverType.Assault, []);
        // "blocked the crossing", "blocking the delivery of aid"
        if (draft.Type is PloverType.Reject && draft.Entry.Kind is TriggerKind.Verb && draft.Match.Length == 1 && draft.Scene.Clause[draft.Head].Lemma is "block" && (draft.Roles.Passive ? draft.Roles.Subject : draft.Roles.Object) is >= 0 and var barred
            && draft.Scene.Clause[barred].Lemma is "crossing" or "border" or "road" or "route" or "access" or "delivery" or "aid" or "convoy" or "highway" or "entry" or "point" or "bridge" or "passage" or "shipment" or "port" or "website" or "site") (draft.Type, draft.Modes) = draft.Actors.Count > 0 && draft.Actors.TrueForAll(a => !a.IsState && (a.Is("CVL") || a.Is("LAB") || a.Is("EDU") || a.Is("AGR") || a.Is("OPP") || a.Is("REF"))) && !draft.Actors.Exists(a => a.IsPerson) ? (PloverType.Protest, ["obstruct"]) : (PloverType.Coerce, (List<string>)["restrict"]);
        // "dispersed them with rubber bullets": what the crowd is driven with says how.
        if (draft.Type is PloverType.Coerce && draft.Modes.Contains("restrict") && draft.Entry.Kind is TriggerKind.Verb && draft.Actors.Any(a => a.Is("COP") || a.Is("MIL")) && draft.Roles.Obliques.Any(o => o.Preposition is "with" or "using" && draft.Scene.Clause[o.Word].Lemma is "cannon" or "gas" or "teargas" or "bullet" or "baton" or "spray" or "pellet" or "truncheon" or "grenade")) (draft.Type, draft.Modes) = (PloverType.Assault, ["crowd-control"]);
        // "ended a hunger strike on Sunday" stops no war.
        if (draft is { Type: PloverType.Retreat, Entry.Kind: TriggerKind.Verb, Match.Length: > 2 } && draft.Modes.Contains("ceasefire") && draft.Scene.Clause.Words.Any(w => w.Index > draft.Match.First && w.Index <= draft.Match.Last && w.Lemma is "strike" && draft.Scene.Clause.HasChild(w.Index, "compound", "hunger"))) (draft.Type, draft.Modes) = (PloverType.Concede, []);
        // "Protesters occupied the ministry"
        if (draft.Type is PloverType.Assault && draft.Entry.Kind is TriggerKind.Verb && draft.Match.Length == 1 && draft.Scene.Clause[draft.Head].Lemma is "occupy" && draft.Actors.Count > 0 && draft.Actors.TrueForAll(a => a.Is("CVL") || a.Is("OPP") || a.Is("EDU") || a.Is("LAB") || a.Is("AGR"))) (draft.Type, draft.Modes) = (PloverType.Protest, ["obstruct"]);
        // "drew protests from Washington": words.
        if (draft is { Type: PloverType.Protest, Entry.Kind: TriggerKind.Noun, Actors.Count: > 0 } && draft.Scene.Clause[draft.Head].Lemma is "protest" && draft.Roles.Obliques.Any(o => o.Preposition is "from" && o.Word == draft.Actors[0].Head) && (draft.Actors[0].IsState || draft.Actors[0].Is("GOV") || draft.Actors[0].Is("SOC"))) (draft.Type, draft.Modes) = (PloverType.Accuse, ["disapprove"]);
        // Whom rebels seize they abduct.
        if (draft.Type is PloverType.Coerce && draft.Modes.Contains("seize") && draft.Match.Length == 1 && draft.Scene.Clause[draft.Head].Lemma is "seize" && draft.Actors.Count > 0 && draft.Actors.TrueForAll(Conditions.IsCaptor) && draft.Recipients.Count > 0 && draft.Recipients.TrueForAll(r => r.Sectors.Count > 0 && !r.IsPlace && !r.IsState && !r.Is("BUS"))) (draft.Type, draft.Modes) = (PloverType.Assault, (draft.Roles.Passive ? draft.Roles.Subject : draft.Roles.Object) is >= 0 and var house && draft.Scene.Clause[house].Lemma is "parliament" or "ministry" or "station" or "office" or "headquarters" or "building" or "base" or "embassy" or "camp" or "barrack" or "post" ? [] : ["abduct"]);
        // "Troops freed two hostages": a rescue.
        if (draft.Type is PloverType.Retreat && draft.Modes.Contains("release") && draft.Entry.Kind is TriggerKind.Verb && draft.Status is EventStatus.Actual && draft.Scene.Clause[draft.Head].Lemma is "free" or "liberate" && draft.Actors.Count > 0 && draft.Actors.TrueForAll(a => a.Is("MIL") || a.Is("COP")) && draft.Scene.Clause.Words.Any(w => w.Lemma is "hostage" or "captive" or "kidnap" or "abduct" or "hijack" or "captor" or "kidnapper" or "siege" or "attacker" or "pirate" or "trafficking") && !draft.Recipients.Exists(r => r.Is("REB") || r.Is("CRM"))) (draft.Type, draft.Modes) = (PloverType.Aid, []);
        // "moved an aircraft carrier": ships and machines are no troops.
        if (draft.Type is PloverType.Mobilize && draft.Modes is ["troops"] && draft.Entry.Kind is TriggerKind.Verb && (draft.Roles.Passive ? draft.Roles.Subject : draft.Roles.Object) is >= 0 and var machine && draft.Scene.Clause[machine].Lemma is "carrier" or "warship" or "destroyer" or "frigate" or "submarine" or "bomber" or "jet" or "missile" or "tank" or "artillery" or "helicopter" or "warplane" or "gunboat" or "launcher" or "drone" or "battery" or "aircraft" or "vessel" or "ship") draft.Modes = ["weapons"];
        // Gunmen who seize a bus abduct those in it.
        if (draft.Type is PloverType.Coerce && draft.Modes.Contains("seize") && draft.Scene.Clause[draft.Match.First].Lemma is "seize" or "commandeer" && draft.Actors.Any(a => a.Is("UAF") || a.Is("CRM") || a.Is("REB")) && (draft.Roles.Passive ? draft.Roles.Subject : draft.Roles.Object) is >= 0 and var taken
            && draft.Scene.Clause[taken].Lemma is "bus" or "van" or "vehicle" or "plane" or "ship" or "vessel" or "tanker" or "boat" or "truck" or "ferry" or "freighter" or "car" or "minibus") (draft.Type, draft.Modes) = (PloverType.Assault, ["abduct"]);
        // Police raid a house, rebels raid a village.
        if (draft.Type is PloverType.Coerce && draft.Scene.Clause[draft.Match.First].Lemma is "raid" && draft.Actors.Any(a => a.Is("REB") || a.Is("UAF") || a.Is("CRM") || a.Is("PRM") || a.Country is "IMG")) (draft.Type, draft.Modes) = (PloverType.Assault, []);
        // "said he would annihilate the South if provoked": what the speaker himself will do to others, on a condition.
        if (draft.Status is EventStatus.Future or EventStatus.Hypothetical && draft.Type is PloverType.Assault or PloverType.Sanction or PloverType.Coerce && draft.Entry.Kind is TriggerKind.Verb && !draft.Roles.Passive && draft.Actors.Count > 0
            && draft.AccordingTo is { } speaker && draft.Actors.TrueForAll(a => a.Country is not null && a.Country == speaker.Country || a.IsPronoun && !a.IsKnown && speaker.Is("REB")) && Conditions.IsForetold(draft.Scene.Clause, draft.Head) && (draft.Type is PloverType.Assault || Judgements.IsConditional(draft.Scene.Clause, draft.Head)))
        {
            (draft.Type, draft.Modes, draft.Status, draft.AccordingTo, draft.Claim) = (PloverType.Threaten, draft.Type is PloverType.Assault ? ["violence"] : [], EventStatus.Actual, null, null);
            return;
        }

        if (draft.Status is not EventStatus.Future) return;
        switch (draft.Type)
        {
            case PloverType.Consult or PloverType.Support or PloverType.Cooperate or PloverType.Aid:
                // "will host": the host has agreed to it.
                if (draft.Entry is { Type: PloverType.Consult, Subject: Role.Recipient }) (draft.Actors, draft.Recipients) = (draft.Recipients, draft.Actors);
                (draft.Type, draft.Modes, draft.Status) = (PloverType.Agree, [], EventStatus.Actual);
                break;
            case PloverType.Retreat:
                (draft.Type, draft.Modes, draft.Status) = (PloverType.Concede, [], EventStatus.Actual);
                break;
            case PloverType.Assault when draft.AccordingTo is { } source && draft.Actors.Any(a => a.Country is not null && a.Country == source.Country) && draft.Entry.Kind == TriggerKind.Verb:
                (draft.Type, draft.Modes, draft.Status, draft.AccordingTo, draft.Claim) = (PloverType.Threaten, ["violence"], EventStatus.Actual, null, null);
                break;
        }
    }

    // Only for what happens on the ground.
    private static bool HasScene(PloverType type) => type is PloverType.Assault or PloverType.Protest or PloverType.Coerce or PloverType.Mobilize or PloverType.Retreat or PloverType.Aid;

    private void Locate(Draft draft)
    {
        var clause = draft.Scene.Clause;
        var predicate = draft.Entry.Kind == TriggerKind.Verb ? draft.Head : draft.Roles.LightVerb;
        var verbal = draft.Type is PloverType.Request or PloverType.Accuse or PloverType.Reject or PloverType.Threaten or PloverType.Agree or PloverType.Support or PloverType.Concede;
        if (draft.Entry.Object is Role.Place or Role.Territory && !draft.Roles.Passive && draft.Roles.Object >= 0) draft.Place = _places.Named(draft.Scene, draft.Roles.Object);
        if (draft.Entry.Object is Role.Place or Role.Territory && draft.Roles.Passive && draft.Roles.Subject >= 0) draft.Place = _places.Named(draft.Scene, draft.Roles.Subject);
        // "withdrew from the crossing, which let the rebels seize it"
        if (draft.Entry.Object is Role.Place or Role.Territory && !draft.Roles.Passive && draft.Roles.Object >= 0 && clause[draft.Roles.Object].Lower is "it") draft.Place = _places.Before(draft.Scene, draft.Head);
        // "attacked the district of Qala-e Zal": a place that is hit is where it happens.
        var target = draft.Roles.Passive ? draft.Roles.Subject : draft.Roles.Object;
        // Of "the villages of A, B and C in D" the area is the one place.
        // "shot down several British Harriers": of what there are several no name is a place.
        var isCounted = target >= 0 && clause[target].Pos is Upos.Propn && clause.ChildrenOf(target).Any(c => clause[c].Rel is "nummod" || clause[c].Lower is "several" or "many" or "some");
        if (draft.Place is null && draft.IsViolent && draft.Entry.Kind == TriggerKind.Verb && target >= 0 && !isCounted && clause[target].Lower is not ("villages" or "towns" or "cities" or "areas" or "positions" or "settlements")) draft.Place = _places.Named(draft.Scene, target);
        // "two villages in the north-west", "a district in Kunduz province": a name says more than a noun.
        var generic = draft.Place is { } g && (!g.Text.Any(char.IsUpper) || IsHeldGround(draft, g)) ? g : null;
        if (generic is not null) draft.Place = target >= 0 && clause.HasChild(target, "det", "the", "this", "that") && _places.Antecedent(draft.Scene, target) is { } antecedent ? antecedent : draft.Roles.Object >= 0 ? _places.Of(draft.Scene, draft.Roles.Object, -1, draft.Roles.Object, near: true, anywhere: false) : null;
        // Who is hit there stands among the recipients already.
        if (generic is not null && IsHeldGround(draft, generic) && draft.Recipients.Any(r => r.Start < generic.End && generic.Start < r.End)) generic = null;
        var prepositional = draft.Place is null ? PrepositionPlace(draft) : null;
        if (prepositional is { } site && !site.Text.Any(char.IsUpper)) (generic, prepositional) = (generic ?? site, null);
        draft.Place ??= prepositional ?? _places.Of(draft.Scene, draft.Head, predicate, draft.Match.Last, near: verbal, anywhere: HasScene(draft.Type)) ?? generic;
        // Of "two villages in the country's north-west" the area says more; of "the village" nothing does.
        if (generic is not null && draft.Place is { } weak && !PlaceFinder.IsName(weak) && !(weak.Kind is "region" or "province" && IsIndefinite(draft, generic))) draft.Place = generic;
        if (draft.Place is null && HasScene(draft.Type)) draft.Place = draft.Actors.Concat(draft.Recipients).Select(p => p.Head).Append(draft.Roles.Object).Select(h => _places.OfPeople(draft.Scene, h)).FirstOrDefault(p => p is not null);
        // What is done by words alone has no ground: the place beside it is that of what is spoken of.
        if (verbal && draft.Entry.Type is not PloverType.Consult && draft.Entry.Need is not ("sign" or "sign2") && !(draft.Type is PloverType.Accuse && !draft.Modes.Contains("disapprove"))) draft.Place = null;
        // "rockets were fired from Gaza towards Ashkelon": where they go.
        if (draft is { IsViolent: true, Entry.Kind: TriggerKind.Verb, Place: { } launch } && draft.Roles.Obliques.Exists(o => o.Preposition is "from" && clause[o.Word].Start < launch.End && launch.Start <= clause[o.Word].Start)
            && draft.Roles.Obliques.Where(o => o.Preposition is "to" or "towards" or "toward" or "into" or "at" or "on").Select(o => _places.Named(draft.Scene, o.Word)).FirstOrDefault(p => p is not null && PlaceFinder.IsName(p)) is { } aim) draft.Place = aim;
        // Whom one calls on is no place, but the town that a visit is to; nor is who is under sanctions that are lifted.
        var isVisited = draft.Type is PloverType.Consult && draft.Place is { Kind: "locality" } && (draft.Entry.Kind is TriggerKind.Noun && clause[draft.Head].Lemma is "visit" or "trip" || draft.Entry.Kind is TriggerKind.Verb && draft.Modes.Contains("visit"));
        // "visited Cairo": where one goes.
        if (draft.Type is PloverType.Consult && draft.Place is null && draft.Modes.Contains("visit") && draft.Recipients.Find(r => r is { IsState: true, Head: >= 0 } && _places.Named(draft.Scene, r.Head) is { Kind: "locality" }) is { } city) (draft.Place, isVisited) = (_places.Named(draft.Scene, city.Head), true);
        if (!isVisited && (!HasScene(draft.Type) || draft.Type is PloverType.Retreat && IsOfSanctions(draft)) && draft.Place is { } named && draft.Actors.Concat(draft.Recipients).Any(p => p.Start < named.End && named.Start < p.End)) draft.Place = null;
        draft.Date = Dating.Of(clause, draft.Scene.Dates, draft.Head, predicate);
        // "continue shelling", in a post that is signed with its day.
        if (draft.Date is null && draft.Scene.PostDay is { } day && !clause.Words.Any(w => w.IsFinitePast)) draft.Date = new EventDate(day.First, day.Last, day.Text);
        // Words are done when they are said.
        if (draft.Date is null && draft.SpeechVerb >= 0) draft.Date = Dating.Of(clause, draft.Scene.Dates, draft.SpeechVerb, draft.SpeechVerb);
    }

    private static bool IsOfSanctions(Draft draft)
    {
        for (var i = draft.Match.First; i <= draft.Match.Last; i++)
        {
            if (draft.Scene.Clause[i].Lemma is "sanction" or "sanctions" or "embargo") return true;
        }

        return false;
    }

    // "a remote Somali army base", "Azerbaijani territories": a nationality names no place.
    private static bool IsHeldGround(Draft draft, Place place)
    {
        var clause = draft.Scene.Clause;
        return clause.Words.All(w => w.Start < place.Start || w.End > place.End || !w.IsCapitalized || draft.Scene.Hits.Any(h => h.First <= w.Index && w.Index <= h.Last && h.Entity.Kind is EntityKind.Demonym or EntityKind.Organization)
            || w.Lower is "the" or "a" or "an") && clause.Words.Any(w => w.Start >= place.Start && w.End <= place.End && draft.Scene.Hits.Any(h => h.First <= w.Index && w.Index <= h.Last && h.Entity.Kind is EntityKind.Demonym));
    }

    private static bool IsIndefinite(Draft draft, Place place)
    {
        var first = draft.Scene.Clause.Words.FirstOrDefault(w => w.Start >= place.Start);
        return first is not null && first.Lower is not ("the" or "this" or "that") && (first.Index == 0 || draft.Scene.Clause[first.Index - 1].Lower is not ("the" or "this" or "that"));
    }

    private Place? PrepositionPlace(Draft draft)
    {
        foreach (var (preposition, word) in draft.Roles.Obliques)
        {
            if (draft.Entry.Prepositions.TryGetValue(preposition, out var role) && role == Role.Place && _places.Named(draft.Scene, word) is { } place) return place;
        }

        return null;
    }
}
