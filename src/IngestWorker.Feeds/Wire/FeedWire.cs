namespace IngestWorker.Feeds.Wire;

/// <summary>What stands in a feed beside its entries, by the vocabulary it stands in.</summary>
internal sealed class FeedWire
{
    public FeedFormat Format;

    public string? Title;
    public string? ForeignTitle;
    public string? Id;
    public string? About;
    public string? Link;
    public readonly List<FeedLink> Links = [];

    public string? Description;
    public string? DcDescription;
    public string? ITunesSummary;
    public string? ITunesSubtitle;

    public string? Language;
    public string? DcLanguage;
    public string? XmlLanguage;

    public readonly List<FeedPerson> Authors = [];
    public readonly List<FeedPerson> DcCreators = [];
    public FeedPerson? ManagingEditor;
    public FeedPerson? WebMaster;
    public FeedPerson? ITunesAuthor;
    public FeedPerson? ITunesOwner;

    public string? Rights;
    public string? DcRights;
    public string? Generator;
    public string? Docs;
    public string? Image;
    public string? ITunesImage;
    public string? MediaImage;
    public string? Icon;
    public string? Logo;
    public readonly List<string> Categories = [];

    public string? Published;
    public string? Updated;
    public string? DcDate;

    public string? Ttl;
    public readonly List<int> SkipHours = [];
    public readonly List<DayOfWeek> SkipDays = [];
    public string? UpdatePeriod;
    public string? UpdateFrequency;
    public string? UpdateBase;
    public string? NewLocation;
    public bool IsComplete;

    public readonly List<FeedEntry> Entries = [];

    /// <summary>True once the bound on entries was reached.</summary>
    public bool HasTooMany;
}
