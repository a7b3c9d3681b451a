using IngestWorker.Contracts;

namespace IngestWorker.Events.Lexicon;

internal enum TriggerKind
{
    Verb,
    Noun,
}

/// <summary>What a phrase beside the trigger is in the event.</summary>
internal enum Role
{
    None,
    Actor,
    Recipient,
    Place,

    /// <summary>A place whose country is the recipient: "occupied Karabakh".</summary>
    Territory,

    /// <summary>Actor or recipient: "attack of the rebels", "attack of the town"; decided by what else is filled.</summary>
    Either,
}

/// <summary>One line of the lexicon: words that express an event of one type, and who is who beside them.</summary>
internal sealed record LexiconEntry
{
    public required PloverType Type { get; init; }

    public required IReadOnlyList<string> Modes { get; init; }

    public required TriggerKind Kind { get; init; }

    /// <summary>The words, each a sequence of lemmas; "..." stands for the object between them.</summary>
    public required IReadOnlyList<string[]> Triggers { get; init; }

    public Role Subject { get; init; } = Role.Actor;

    public Role Object { get; init; } = Role.Recipient;

    /// <summary>Roles by preposition ("on" to recipient).</summary>
    public required IReadOnlyDictionary<string, Role> Prepositions { get; init; }

    /// <summary>The condition under which it counts; "" for none.</summary>
    public string Need { get; init; } = "";

    /// <summary>"to" where it needs an infinitive, "that" where it needs a clause, "any" for either.</summary>
    public string Complement { get; init; } = "";

    /// <summary>"dead" or "injured" where its victims are casualties; "dead?" where they may have survived.</summary>
    public string Harm { get; init; } = "";

    /// <summary>True where both sides are actors ("clash", "talks").</summary>
    public bool Symmetric { get; init; }

    /// <summary>True where the event is its actor's own claim ("claimed responsibility").</summary>
    public bool IsClaim { get; init; }

    /// <summary>A sentence with "*" for the trigger, which a test codes.</summary>
    public required string Example { get; init; }

    /// <summary>File and line.</summary>
    public required string Source { get; init; }
}

/// <summary>What is wrong with a line of a lexicon file.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">From 1.</param>
/// <param name="Message">What is wrong, with what is allowed.</param>
public sealed record LexiconError(string File, int Line, string Message);
