namespace IngestWorker.Language.Coreference;

/// <summary>What a phrase can stand for, as far as its words tell.</summary>
[Flags]
internal enum Sort : byte
{
    Man = 1,
    Woman = 2,
    Thing = 4,
    Many = 8,
    Person = Man | Woman,
    Any = 15,
}

/// <summary>A phrase that names, describes or stands for something.</summary>
internal sealed record Mention
{
    public required int Sentence { get; init; }

    public required int First { get; init; }

    public required int Last { get; init; }

    /// <summary>The token that ties the phrase to its sentence.</summary>
    public required int Head { get; init; }

    /// <summary>The name, where it is one.</summary>
    public NameSpan? Name { get; init; }

    public bool IsPronoun { get; init; }

    /// <summary>Begins with "the", "this", "both" and the like.</summary>
    public bool IsDefinite { get; init; }

    /// <summary>Said of people ("soldiers", "voters").</summary>
    public bool IsPeople { get; init; }

    /// <summary>The noun ("minister"), for pronouns the pronoun, in lower case.</summary>
    public required string Noun { get; init; }

    public required Sort Sort { get; init; }

    /// <summary>3 for a subject, 2 for an object, 1 for what a preposition ties to the verb, else 0.</summary>
    public required int Prominence { get; init; }
}

/// <summary>Something a text speaks of: all mentions of it so far.</summary>
internal sealed class Entity(Mention first)
{
    public Mention Best { get; private set; } = first;

    public Mention Latest { get; private set; } = first;

    public Sort Sort { get; set; } = first.Sort;

    public int Mentions { get; private set; } = 1;

    /// <summary>What the person is ("president", "spokesman").</summary>
    public HashSet<string> Roles { get; } = new(StringComparer.Ordinal);

    public NameKind? Kind => Best.Name?.Kind;

    public bool IsPeople { get; } = first.IsPeople;

    public void Add(Mention mention)
    {
        Mentions++;
        Latest = mention;
        if ((Sort & mention.Sort) != 0) Sort &= mention.Sort;
        if (mention.IsPronoun) return;
        var better = (Best.Name is null && mention.Name is not null) || (Best.Name is { } old && mention.Name is { } now && now.LastToken - now.FirstToken > old.LastToken - old.FirstToken);
        if (better) Best = mention;
    }
}
