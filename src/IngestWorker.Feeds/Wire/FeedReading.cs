namespace IngestWorker.Feeds.Wire;

/// <summary>The reading of one document: the feed's slots, one entry's slots at a time, and what is known from outside.</summary>
internal sealed class FeedReading
{
    private readonly EntryWire _entry = new();
    private readonly FeedParseContext _context;
    private string? _language;

    public FeedReading(FeedParseContext context) => _context = context;

    public FeedWire Feed { get; } = new();

    public EntryWire StartEntry(string? language)
    {
        _entry.Clear();
        _language = language;
        return _entry;
    }

    /// <summary>Adds the entry. One that the end of the document cut short is kept where it can be fetched or told apart.</summary>
    public void EndEntry(bool isComplete)
    {
        if (Feed.Entries.Count >= _context.MaxEntries)
        {
            Feed.HasTooMany = true;
            return;
        }
        var entry = EntryAdapter.Adapt(_entry, Feed, _language, isComplete);
        if (isComplete || entry.Link is not null || entry.Id is not null)
            Feed.Entries.Add(entry);
    }

    /// <summary>Gives entries what they have from their feed where the feed may say it behind them.</summary>
    public void InheritFromFeed()
    {
        for (var i = 0; i < Feed.Entries.Count; i++)
        {
            var entry = Feed.Entries[i];
            var authors = entry.Authors.Count == 0 && Feed.Authors.Count > 0 ? Feed.Authors.ToArray() : entry.Authors;
            var language = entry.Language ?? Wiring.LanguageTag(Feed.Language);
            if (!ReferenceEquals(authors, entry.Authors) || !ReferenceEquals(language, entry.Language))
                Feed.Entries[i] = entry with { Authors = authors, Language = language };
        }
    }
}
