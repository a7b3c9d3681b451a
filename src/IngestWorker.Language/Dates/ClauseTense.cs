using IngestWorker.Language.Lemmas;

namespace IngestWorker.Language.Dates;

/// <summary>Where the clause of a time expression lies: before or after the day of publication.</summary>
internal enum Tense
{
    Unknown,
    Past,
    Future,
}

internal static class ClauseTense
{
    private static readonly HashSet<string> Planned = new(
        ["plan", "expect", "schedule", "due", "set", "agree", "want", "intend", "hope", "vow", "promise", "pledge", "prepare", "urge", "invite", "slate", "likely", "ready", "aim", "decide", "threaten", "demand", "order", "ask", "call"],
        StringComparer.Ordinal);

    /// <summary>The tense of the clause in which a token stands, read off the nearest verb above it.</summary>
    public static Tense At(Sentence sentence, int token)
    {
        var at = token;
        for (var steps = 0; at >= 0 && steps < 12; steps++, at = sentence.Tokens[at].Head)
        {
            var tense = Of(sentence, at);
            if (tense != Tense.Unknown) return tense;
            // "agreed to restore calm after exchanging fire on Monday"
            foreach (var mark in sentence.ChildrenOf(at))
            {
                if (sentence.Tokens[mark] is { Deprel: "mark", Lemma: "after" or "since" } && sentence.Tokens[at].Xpos is "VBG") return Tense.Past;
            }
        }

        return Tense.Unknown;
    }

    private static Tense Of(Sentence sentence, int at)
    {
        var token = sentence.Tokens[at];
        var hasBe = false;
        foreach (var child in sentence.ChildrenOf(at))
        {
            var other = sentence.Tokens[child];
            // "To meet", "to be held".
            if (other.Upos == Upos.Part && other.Xpos == "TO" && token.Xpos is "VB" or "VBN") return Infinitive(sentence, at);
            if (other.Upos != Upos.Aux) continue;
            if (other.Lemma is "will" or "shall" or "'ll" or "may" or "can" or "must" or "should" || other.Text is "wo") return Tense.Future;
            // "said they would meet on May 28"; "would have met" is over.
            if (other.Text is "would" or "Would" && !HasHave(sentence, at)) return Tense.Future;
            if (other.Xpos == "VBD" || other.Lemma == "have") return Tense.Past;
            hasBe |= other.Lemma == "be" && other.Xpos is "VBZ" or "VBP";
        }

        if (token.Xpos == "VBD") return Tense.Past;
        // "is meeting", "is held on Monday", "meets on Monday": plans, by a day of the week.
        if (token.Xpos is "VBG" or "VBN" && hasBe) return Tense.Future;
        // "Rebels shut the road on Tuesday": the form tells nothing, and news tells what was.
        if (token.Xpos is "VBP" && PastForms.IsUnchanging(token.Text)) return Tense.Past;
        if (token.Xpos is "VBZ" or "VBP" && token.Upos == Upos.Verb) return IsReport(token.Lemma) ? Tense.Past : Tense.Future;
        return Tense.Unknown;
    }

    private static bool HasHave(Sentence sentence, int at)
    {
        foreach (var child in sentence.ChildrenOf(at))
        {
            if (sentence.Tokens[child] is { Upos: Upos.Aux, Lemma: "have" }) return true;
        }

        return false;
    }

    private static Tense Infinitive(Sentence sentence, int at)
    {
        // "The vote is to be held", whichever of the verbs the tree hangs on the other.
        foreach (var child in sentence.ChildrenOf(at))
        {
            if (sentence.Tokens[child].Lemma == "be" && sentence.Tokens[child].Xpos is "VBZ" or "VBP") return Tense.Future;
        }

        var head = sentence.Tokens[at].Head;
        if (head < 0 || sentence.Tokens[at].Deprel == "advcl") return Tense.Unknown;
        if (sentence.Tokens[head].Lemma == "be" && sentence.Tokens[head].Xpos is "VBZ" or "VBP") return Tense.Future;
        // "decided to reopen the case in May after he was arrested": what follows on the past has been done.
        if (sentence.Tokens[head].Xpos is "VBD" && FollowsOnPast(sentence, at)) return Tense.Past;
        return Planned.Contains(sentence.Tokens[head].Lemma) || Of(sentence, head) == Tense.Future ? Tense.Future : Tense.Unknown;
    }

    private static bool FollowsOnPast(Sentence sentence, int at)
    {
        foreach (var child in sentence.ChildrenOf(at))
        {
            if (child < at || sentence.Tokens[child].Deprel is not "advcl" || Of(sentence, child) is not Tense.Past) continue;
            foreach (var mark in sentence.ChildrenOf(child))
            {
                if (sentence.Tokens[mark] is { Deprel: "mark", Lemma: "after" }) return true;
            }
        }

        return false;
    }

    private static bool IsReport(string lemma) => lemma is "say" or "tell" or "report" or "claim" or "show" or "accuse" or "deny";
}
