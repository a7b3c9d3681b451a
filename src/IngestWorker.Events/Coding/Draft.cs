using IngestWorker.Contracts;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Lexicon;

namespace IngestWorker.Events.Coding;

/// <summary>An event while it is being read off its sentence.</summary>
internal sealed class Draft
{
    public required SentenceScene Scene { get; init; }

    public required Match Match { get; init; }

    /// <summary>The clause's own roles.</summary>
    public required Roles Roles { get; init; }

    public PloverType Type { get; set; }

    public List<string> Modes { get; set; } = [];

    public List<Party> Actors { get; set; } = [];

    public List<Party> Recipients { get; set; } = [];

    public EventStatus Status { get; set; }

    public EventDate? Date { get; set; }

    public Place? Place { get; set; }

    public Party? AccordingTo { get; set; }

    public Claim? Claim { get; set; }

    /// <summary>The reporting verb of a speaker who is the actor too ("said on Friday that he rejected"); -1 where there is none.</summary>
    public int SpeechVerb { get; set; } = -1;

    /// <summary>Who passed on what the source says.</summary>
    public Party? RelayedBy { get; set; }

    public Quantity? Dead { get; set; }

    public Quantity? Injured { get; set; }

    public Quantity? Arrested { get; set; }

    public Quantity? Displaced { get; set; }

    public Quantity? Participants { get; set; }

    /// <summary>All the figures given for it, those above among them.</summary>
    public List<DraftFigure> Figures { get; } = [];

    /// <summary>The drafts that tell of the same, less fully.</summary>
    public List<Draft> Retellings { get; } = [];

    /// <summary>What its noun says was undone ("called off the talks"); the verb alone is no event beside it.</summary>
    public bool IsReversed { get; set; }

    /// <summary>"accused each other": what the actors do to one another.</summary>
    public bool IsMutual { get; set; }

    public string Rule { get; set; } = "";

    /// <summary>The share of the article's sentences that are about public affairs.</summary>
    public double Density { get; set; } = 1;

    /// <summary>The pair model's own confidence; null where the coder found the event by itself.</summary>
    public double? Probability { get; set; }

    public LexiconEntry Entry => Match.Entry;

    public int Head => Match.Head;

    public bool IsViolent => Type is PloverType.Assault;

    /// <summary>"killed", "died", "casualties": says what came of an act, and is the act itself only where no other is named.</summary>
    public bool IsHarm => Entry.Harm is "dead" or "injured" && Type is PloverType.Assault;
}
