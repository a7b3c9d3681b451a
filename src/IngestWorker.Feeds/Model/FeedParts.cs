namespace IngestWorker.Feeds;

/// <summary>A link of a feed or an entry.</summary>
public sealed record FeedLink
{
    /// <summary>Absolute where the feed's address is known; null where the feed gives a link without an address.</summary>
    public string? Href { get; init; }

    /// <summary>The relation ("alternate", "self", "hub", "next", "enclosure"); "alternate" where the feed names none.</summary>
    public string? Rel { get; init; }

    /// <summary>The media type.</summary>
    public string? Type { get; init; }

    public string? Title { get; init; }

    public string? HrefLang { get; init; }

    /// <summary>The length in bytes as written; feeds write anything here.</summary>
    public string? Length { get; init; }
}

/// <summary>An author. At least one of the three is given.</summary>
public sealed record FeedPerson
{
    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Uri { get; init; }

    /// <summary>The person as the feed writes it where it writes one text ("Name (email)"), else the name, or what is known instead.</summary>
    public string Display => Written ?? Name ?? Email ?? Uri ?? "";

    internal string? Written { get; init; }
}

/// <summary>A file that belongs to an entry: audio, video, an image.</summary>
public sealed record FeedEnclosure
{
    public required string Url { get; init; }

    public string? Type { get; init; }

    /// <summary>Bytes as the feed writes them; "0" where it writes something that is no number.</summary>
    public string? Length { get; init; }
}

/// <summary>Where an entry came from: RSS source (the original publisher) or Atom source (the feed it was copied from).</summary>
public sealed record FeedSource
{
    public string? Title { get; init; }

    /// <summary>The feed or site of the origin.</summary>
    public string? Url { get; init; }

    public string? Id { get; init; }
}
