using IngestWorker.Contracts;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Coding;

/// <summary>Which of a sentence's time expressions is the event's.</summary>
internal static class Dating
{
    public static EventDate? Of(Clause clause, IReadOnlyList<TimeExpression> dates, int head, int predicate)
    {
        TimeExpression? best = null;
        var bestRank = int.MaxValue;
        var own = predicate >= 0 ? predicate : clause.PredicateOf(head);
        foreach (var date in dates)
        {
            if (IsOfSaying(clause, date, head)) continue;
            var rank = Rank(clause, date, head, own);
            // "who had been held since 2016 were released on Tuesday": where a time begins gives way to a day.
            if (rank < 8 && IsSince(clause, date)) rank = 8;
            if (rank >= bestRank) continue;
            (best, bestRank) = (date, rank);
        }

        if (best is null) return null;
        // "have set up posts since October": it goes on. "Occupied since 1991", "held since May": it was done then, and what it made lasts.
        if (SinceOf(clause, best) is >= 0 and var since)
            return new EventDate(best.First, Lasts(clause[head].Lemma) ? best.Last : null, $"{string.Join(' ', clause.Words[since..best.FirstToken].Select(w => w.Text))} {best.Text}");
        // "on Sunday and Monday": from the one to the other.
        var next = dates.FirstOrDefault(d => d.FirstToken == best.LastToken + 2 && clause[best.LastToken + 1].Lower is "and" && best.First is { } from && d.Last is { } until && from < until && until.DayNumber - from.DayNumber < 5);
        return new EventDate(best.First, next?.Last ?? best.Last, next is null ? best.Text : $"{best.Text} and {next.Text}");
    }

    // "A grenade thrown into a church on Sunday killed two": the day of the weapon is that of what it did.
    private static bool IsOfWeapon(Clause clause, int participle, int predicate) =>
        clause[participle] is { Pos: Upos.Verb, IsPast: true, Rel: "acl" or "advcl", Head: var owner } && owner >= 0
        && clause.ChildrenWith(predicate, "nsubj").Any(s => (owner == s || owner == predicate && participle == s + 1) && DraftReader.IsWeapon(clause[s].Lemma));

    // "was barred from boarding on Sunday", "destroyed a tunnel used by rebels on Tuesday": the day at the end is that of the verb in front.
    private static bool IsWithin(Clause clause, int inner, int predicate) =>
        clause[inner] is { Pos: Upos.Verb, IsGerund: true, Rel: "xcomp" or "advcl" } part && part.Head == predicate && clause.ChildrenOf(inner).Any(c => clause[c].Lower is "from" && clause[c].Rel is "mark" or "case")
        || clause[inner] is { Pos: Upos.Verb, IsPast: true, Rel: "acl", SubRel: "", Lemma: "use" or "locate" or "own" or "hold" or "know" or "call" or "believe" or "suspect" or "arm" or "base" or "name" or "claim" or "inhabit" or "back" or "allege" } state && clause.IsUnder(state.Index, predicate);

    // "suspended the talks on Monday after rebels kidnapped": what went before has another day; "were wounded on Monday after a bomb went off" has the same.
    private static bool IsBeforehand(Clause clause, int predicate, int main) =>
        clause[clause.ConjunctionHead(predicate)] is { Rel: "advcl" } told && told.Head == main && clause.HasChild(told.Index, "mark", "after", "because", "since", "until") && clause.ChildWith(told.Index, "nsubj") >= 0
        && clause[main].Lemma is not ("kill" or "wound" or "injure" or "hurt" or "die" or "damage" or "destroy" or "erupt" or "break" or "flee" or "displace");

    private static bool Lasts(string lemma) =>
        lemma is "occupy" or "annex" or "seize" or "capture" or "arrest" or "detain" or "jail" or "imprison" or "intern" or "hold" or "exile" or "abduct" or "kidnap" or "ban" or "close";

    // "since May", "since early May"
    private static bool IsSince(Clause clause, TimeExpression date) => SinceOf(clause, date) >= 0;

    private static int SinceOf(Clause clause, TimeExpression date)
    {
        var before = date.FirstToken - 1;
        if (before > 0 && clause[before].Lower is "early" or "late" or "mid" or "the") before--;
        return before >= 0 && clause[before].Lower is "since" ? before : -1;
    }

    // "..., the army said on Friday.": the day of saying is not the day of the deed.
    private static bool IsOfSaying(Clause clause, TimeExpression date, int head)
    {
        if (date.FirstToken <= head) return false;
        for (var i = date.FirstToken - 1; i > head; i--)
        {
            // "Speaking at a conference, the minister said on Friday": he speaks there on that day.
            if (clause[i].Pos is Upos.Verb && clause.ChildrenOf(i).Any(c => clause[c] is { IsGerund: true, Rel: "advcl", Lemma: "speak" or "address" } && clause.IsUnder(head, c))) return false;
            if (clause[i].Pos is Upos.Verb or Upos.Aux) return clause[i].Lemma is "say" or "tell" or "report" or "announce" or "add" or "confirm" or "state" or "write" && clause.Words.Any(w => w.Index > head && w.Index < i && w.Text is "," or "”" or "\"");
            if (clause[i].Pos is Upos.Punct || clause[i].IsNominal && date.FirstToken - i > 3) return false;
        }

        return false;
    }

    private static int Rank(Clause clause, TimeExpression date, int head, int predicate)
    {
        // The word of the expression that hangs outside it.
        var top = date.LastToken;
        for (var i = date.FirstToken; i <= date.LastToken; i++)
        {
            if (clause[i].Head < date.FirstToken || clause[i].Head > date.LastToken) top = i;
        }

        var at = IsOpening(clause, date) is >= 0 and var main ? main : clause[top].Head;
        // "the worst since August": where a time begins that is not the deed's.
        if (at != head && at != predicate && (clause.CaseOf(top) is "since" || IsSince(clause, date)) && !clause.IsUnder(head, top) && !(date.LastToken + 1 < clause.Count && clause[date.LastToken + 1].Lower is "when" or ",")) return int.MaxValue;
        if (at >= 0 && at != head && IsOfOther(clause, date, at, head)) return int.MaxValue;
        // "indicted three generals over the killing of civilians in 1993": the year at the end is that of the crime.
        if (at == head && IsOfCrime(clause, date, head)) return int.MaxValue;
        if (at == head || clause.IsUnder(top, head) && NoVerbBetween(clause, top, head)) return 0;
        if (at == predicate) return 1;
        var of = at != clause[top].Head ? at : clause.PredicateOf(top);
        if (of == predicate) return 2;
        // "raided the village and killed three people on Monday": said of both.
        if (clause[of].Rel is "conj" && clause.ChildWith(of, "nsubj") < 0 && clause.ConjunctionHead(of) == clause.ConjunctionHead(predicate) && of > predicate) return 5;
        if (IsOfWeapon(clause, of, predicate)) return 6;
        if (IsWithin(clause, of, predicate)) return 7;
        // "was shot while making a speech on Friday": both at once.
        if (clause[of] is { Pos: Upos.Verb, IsGerund: true, Rel: "advcl" } meanwhile && meanwhile.Head == predicate && clause.HasChild(of, "mark", "while", "as", "when")) return 7;
        if (IsBeforehand(clause, predicate, of)) return int.MaxValue;
        // What the main clause's day is, is its subordinate clauses' too, if the main clause is not the report.
        // Of a relative clause it is not: "Assange, who denies it, has been in hiding for seven years".
        if (clause[predicate] is { SubRel: "relcl", IsPast: false }) return int.MaxValue;
        if (clause.IsUnder(head, of) && clause[predicate].Rel is "advcl" or "acl" or "conj" or "xcomp" && (!IsSaying(clause, of) || clause[predicate] is { IsGerund: true, Rel: "advcl", Lemma: "speak" })) return 10 + Math.Abs(top - head);
        return int.MaxValue;
    }

    // "Yesterday, the army fired shells aimed at the town": what opens a sentence before a comma is the day of its first clause.
    private static int IsOpening(Clause clause, TimeExpression date)
    {
        if (date.FirstToken > 1 || date.LastToken + 1 >= clause.Count || clause[date.LastToken + 1].Text is not "," || date.FirstToken == 1 && clause[0].Pos is not Upos.Adp) return -1;
        for (var i = date.LastToken + 2; i < clause.Count; i++)
        {
            if (clause[i].Pos is Upos.Verb && clause[i].Rel is "root" or "ccomp" or "parataxis") return i;
        }

        return -1;
    }

    // "invaded in the wake of the September 11 attacks", "after the announcement last month": the day of another thing than the deed.
    private static bool IsOfOther(Clause clause, TimeExpression date, int noun, int head)
    {
        if (clause[noun].Pos is not Upos.Noun || clause[noun].Lemma is "morning" or "afternoon" or "evening" or "night" or "dawn" or "noon" or "midnight" or "day" or "weekend" or "week" or "month" or "year") return false;
        if (date.FirstToken > noun && clause[noun].Lemma is "announcement" or "statement" or "decision" or "interview" or "speech" or "tweet" or "promise" or "pledge" or "order" or "vote" or "election" or "report" or "ruling" or "verdict") return true;
        // "interference in the 2016 election", "an inquiry into a 2010 allegation": a day that only says which one.
        if (noun != head && date.LastToken < noun && clause[noun].Lemma is "election" or "vote" or "referendum" or "campaign" or "season" or "war" or "allegation" or "deal" or "agreement" or "treaty" or "law" or "budget" or "constitution" or "accord" or "pact" or "uprising" or "revolution" or "coup" or "ceasefire" or "truce" or "world" or "olympics" or "cup") return true;
        for (var (i, steps) = (noun, 0); i >= 0 && steps < 4 && clause[i].Rel is "nmod" or "obl" or "obj"; i = clause[i].Head, steps++)
        {
            if (i == head) return false;
            if (clause.CaseOf(i) is "after" or "since" or "before" or "over" or "following" or "about" or "for" or "until" || date.LastToken < noun && clause[i].Rel is "obl" && clause.CaseOf(i) is "of" or "from" || clause.CaseOf(i) is "in" && clause[i].Lemma is "wake" or "aftermath" or "response" or "retaliation") return true;
        }

        return false;
    }

    private static bool IsOfCrime(Clause clause, TimeExpression date, int head)
    {
        if (date.FirstToken < head || date is not { First: { } from, Last: { } until } || until.DayNumber - from.DayNumber < 300 || clause[head].Lemma is not ("indict" or "charge" or "accuse" or "investigate" or "condemn" or "criticize" or "criticise" or "denounce" or "apologise" or "apologize" or "question" or "sue" or "blame")) return false;
        foreach (var child in clause.ChildrenOf(head))
        {
            if (child > head && child < date.FirstToken && clause[child].Rel is "obl" or "nmod" or "obj" && (clause.CaseOf(child) is "over" or "for" or "of" or "with" || clause.CaseOf(child) is "in" && clause[child].Pos is Upos.Noun && clause[child].Lemma.EndsWith("ing", StringComparison.Ordinal) || clause[child].Rel is "obj" && clause.ChildrenWith(child, "nmod").Any(c => clause.CaseOf(c) is "over" or "for"))) return true;
        }

        return false;
    }

    private static bool NoVerbBetween(Clause clause, int from, int to)
    {
        for (var i = clause[from].Head; i >= 0 && i != to; i = clause[i].Head)
        {
            if (clause[i].Pos is Upos.Verb) return false;
        }

        return true;
    }

    private static bool IsSaying(Clause clause, int verb) => clause.ChildWith(verb, "ccomp") >= 0;
}
