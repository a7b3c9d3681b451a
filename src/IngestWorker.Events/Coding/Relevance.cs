using IngestWorker.Contracts;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Words;

namespace IngestWorker.Events.Coding;

/// <summary>Whether it is public business at all: letters to an advice column and product reviews ask, offer and refuse too.</summary>
internal static class Relevance
{
    public static bool Holds(Draft draft)
    {
        var parties = draft.Actors.Concat(draft.Recipients).ToList();
        if (parties.Any(p => p.IsGiven)) return true;
        var clause = draft.Scene.Clause;
        if (draft.Actors.Any(a => IsReader(clause, a))) return false;

        // "militants backed by Ankara", "the banned party": what someone is, and nothing that happened.
        if (draft.Entry.Kind is Lexicon.TriggerKind.Verb && clause[draft.Head].Rel is "amod" or "acl" && clause[draft.Head].IsPast && clause[draft.Head].SubRel != "relcl"
            && clause[draft.Head].Lemma is "back" or "support" or "ally" or "train" or "arm" or "ban" or "recognize" or "recognise" or "fund" or "finance" or "accuse" or "suspect" or "allege" or "sanction" or "endorse" or "sponsor") return false;

        // "a man accused of killing a soldier" says who he is.
        if (draft.IsViolent && draft.Entry.Kind is Lexicon.TriggerKind.Verb && clause[draft.Head].Head is var above and >= 0 && clause[draft.Head].Rel is "advcl" or "acl" or "xcomp" or "obl" && clause[above].Rel is "acl" or "amod"
            && clause[above].Lemma is "accuse" or "suspect" or "convict" or "charge" or "jail" or "want" or "imprison") return false;

        // What only may be is told of threats and violence; a possible meeting is none.
        if (draft.Status is EventStatus.Hypothetical && draft.Type is not (PloverType.Assault or PloverType.Threaten or PloverType.Request)) return false;
        // A country here is one that the text itself gives the party; the places' countries come later.
        return draft.Type switch
        {
            PloverType.Assault => draft.Modes.Count > 0 || draft.Match.Length > 1 || parties.Any(p => p.IsArmed || p.Country is not null || p.Is("CRM") || p.Is("CVL")) || parties.Count == 0,
            PloverType.Protest or PloverType.Mobilize => true,
            PloverType.Coerce => parties.Any(p => IsPublic(p) || p.Is("CRM") || p.Is("CVL") || p.Is("REF")) || draft.Actors.Count == 0,
            PloverType.Accuse when !draft.Modes.Contains("disapprove") => parties.Any(IsPublic) || draft.Actors.Count == 0,
            PloverType.Sanction => parties.Any(IsPublic) || draft.Actors.Count == 0,
            PloverType.Retreat => parties.Count == 0 || parties.Any(p => IsPublic(p) || p.Is("CVL")),
            _ => parties.Any(IsPublic) || (parties.Count == 0 && draft.Match.Length > 1),
        };
    }

    private static bool IsPublic(Party p) =>
        p.IsState || p.Country is "UNO" or "IGO" or "EUR" or "NGO" or "IMG"
        || p.Sectors.Any(s => s is "GOV" or "MIL" or "LEG" or "JUD" or "COP" or "SPY" or "REB" or "PRM" or "PTY" or "OPP" or "ELI" or "REF" or "SOC" or "REL" or "PRE")
        || (p.Country is not null && !p.Is("BUS") && !p.Is("JRN"));

    // "you" is the reader, "I" outside a quotation the writer.
    private static bool IsReader(Clause clause, Party party)
    {
        if (!party.IsPronoun || party.Head < 0) return false;
        var word = clause[party.Head];
        return word.Lower is "you" || (word.Lower is "i" or "me" or "we" or "us" && !word.Quoted && party.Country is null);
    }
}
