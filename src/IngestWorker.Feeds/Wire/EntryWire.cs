namespace IngestWorker.Feeds.Wire;

/// <summary>
/// What stands in one entry, by the vocabulary it stands in. Each slot holds the first value that is not empty; which of several
/// slots counts is decided in <see cref="EntryAdapter"/>. One instance is used for all entries of a document.
/// </summary>
internal sealed class EntryWire
{
    /// <summary>The format's own element.</summary>
    public string? Title;
    public bool TitleIsPlain;
    public string? ForeignTitle;
    public string? DcTitle;
    public string? MediaTitle;

    public string? Id;
    public bool IdIsPermaLink;
    public string? About;
    public string? Link;
    public string? OrigLink;
    public string? OrigEnclosure;
    public readonly List<FeedLink> Links = [];

    public string? Published;
    public string? DcDate;
    public string? Created;
    public string? Updated;

    public string? Description;
    public string? Summary;
    public string? Content;
    public string? ContentEncoded;
    public string? Body;
    public string? DcDescription;
    public string? ITunesSummary;
    public string? ITunesSubtitle;
    public string? MediaDescription;

    public readonly List<FeedPerson> Authors = [];
    public readonly List<FeedPerson> DcCreators = [];
    public readonly List<FeedPerson> SourceAuthors = [];
    public FeedPerson? ITunesAuthor;
    public FeedPerson? MediaCredit;

    public readonly List<string> Categories = [];
    public readonly List<FeedEnclosure> Enclosures = [];
    public readonly List<FeedEnclosure> MediaContents = [];

    public string? Comments;
    public int? CommentCount;
    public string? Language;

    /// <summary>xml:lang of the content alone.</summary>
    public string? ContentLanguage;
    public FeedSource? Source;
    public string? DcSource;
    public string? Rights;
    public string? Image;
    public string? ITunesImage;
    public string? MediaImage;
    public string? Duration;

    public void Clear()
    {
        Title = ForeignTitle = DcTitle = MediaTitle = Id = About = Link = OrigLink = OrigEnclosure = null;
        Published = DcDate = Created = Updated = null;
        Description = Summary = Content = ContentEncoded = Body = DcDescription = ITunesSummary = ITunesSubtitle = MediaDescription = null;
        Comments = Language = ContentLanguage = DcSource = Rights = Image = ITunesImage = MediaImage = Duration = null;
        ITunesAuthor = MediaCredit = null;
        Source = null;
        CommentCount = null;
        TitleIsPlain = IdIsPermaLink = false;
        Links.Clear();
        Authors.Clear();
        DcCreators.Clear();
        SourceAuthors.Clear();
        Categories.Clear();
        Enclosures.Clear();
        MediaContents.Clear();
    }
}
