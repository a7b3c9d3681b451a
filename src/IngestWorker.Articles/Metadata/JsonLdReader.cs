using System.Text.Json;

namespace IngestWorker.Articles.Metadata;

/// <summary>Finds the article among the objects of a page's JSON-LD and reads it: graphs, arrays, nested objects, references by @id.</summary>
internal sealed class JsonLdReader
{
    private const int MaxObjects = 2_000;

    private readonly List<(JsonElement Element, int Rank)> _articles = [];
    private readonly Dictionary<string, JsonElement> _byId = new(StringComparer.Ordinal);
    private readonly LdArticle _result = new();
    private int _objects;

    /// <param name="page">The page's source.</param>
    /// <param name="scripts">Places of its ld+json scripts in it.</param>
    /// <param name="url">The page's address, by which its own article is told from others named on it.</param>
    /// <param name="title">The page's title, for the same.</param>
    public static LdArticle Read(string page, IReadOnlyList<Pages.ScriptText> scripts, string url, string? title)
    {
        var reader = new JsonLdReader();
        var documents = new List<JsonDocument>();
        try
        {
            foreach (var script in scripts)
            {
                if (script.IsJsonLd && LdJson.Parse(page.AsMemory(script.Start, script.Length)) is { } document)
                {
                    documents.Add(document);
                    reader.Collect(document.RootElement, 0, top: true);
                }
            }

            reader.Choose(url, title);
            return reader._result;
        }
        finally
        {
            foreach (var document in documents)
                document.Dispose();
        }
    }

    private void Collect(JsonElement element, int depth, bool top)
    {
        if (depth > 12 || _objects > MaxObjects)
            return;
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var child in element.EnumerateArray())
                Collect(child, depth + 1, top);
            return;
        }

        if (element.ValueKind != JsonValueKind.Object)
            return;
        _objects++;
        var rank = 0;
        foreach (var type in LdValues.Types(element))
        {
            _result.Types.Add(type);
            rank = Math.Max(rank, LdValues.Rank(type));
            if (type is "WebSite")
                _result.WebSite ??= LdValues.Text(element, "name");
            if (type is "NewsMediaOrganization" or "Organization" && _result.Publisher is null && top)
                _result.Publisher = LdValues.Text(element, "name");
        }

        if (rank > 0)
            _articles.Add((element, top ? rank + 1 : rank));
        // A reference is an object too, with an @id and nothing else.
        if (element.GetPropertyCount() > 1 && LdValues.Text(element, "@id") is { } id)
            _byId.TryAdd(id, element);
        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
                continue;
            // What an article cites, lists or is followed by is another article.
            var own = property.Name is "@graph" or "mainEntity" or "mainEntityOfPage" or "article";
            if (property.Name is not ("itemListElement" or "citation" or "mentions" or "hasPart" or "isRelatedTo" or "relatedLink" or "comment" or "liveBlogUpdate" or "review" or "blogPost"))
                Collect(property.Value, depth + 1, top && own);
        }
    }

    private void Choose(string url, string? title)
    {
        var best = -1;
        var bestScore = 0.0;
        for (var i = 0; i < _articles.Count; i++)
        {
            var (element, rank) = _articles[i];
            double score = rank;
            if (LdValues.Text(element, "headline") is { } headline)
            {
                score += 3;
                if (title is not null && LdValues.SameWords(headline, title))
                    score += 6;
            }

            if (LdValues.SameAddress(LdValues.Text(element, "url") ?? LdValues.Text(element, "mainEntityOfPage") ?? LdValues.Text(element, "@id"), url))
                score += 4;
            if (element.TryGetProperty("datePublished", out _))
                score += 2;
            if (element.TryGetProperty("author", out _))
                score += 1;
            if (score > bestScore)
                (best, bestScore) = (i, score);
        }

        if (best < 0)
            return;
        Fill(_articles[best].Element);
        // Some pages spread one article over two objects (WebPage and NewsArticle).
        foreach (var (element, _) in _articles)
        {
            if (_result.Published is not null && _result.Modified is not null)
                break;
            if (LdValues.Types(element).Any(type => type is "WebPage" or "ItemPage"))
            {
                _result.Published ??= LdValues.Text(element, "datePublished");
                _result.Modified ??= LdValues.Text(element, "dateModified");
            }
        }
    }

    private void Fill(JsonElement element)
    {
        _result.Type = LdValues.Types(element).MaxBy(LdValues.Rank);
        _result.Headline = LdValues.Text(element, "headline") ?? LdValues.Text(element, "name");
        foreach (var name in new[] { "author", "creator" })
        {
            if (_result.Authors.Count == 0 && element.TryGetProperty(name, out var author))
                Names(author, 0);
        }

        _result.Published = LdValues.Text(element, "datePublished") ?? LdValues.Text(element, "dateCreated") ?? LdValues.Text(element, "uploadDate");
        _result.Modified = LdValues.Text(element, "dateModified");
        if (element.TryGetProperty("publisher", out var publisher))
            _result.Publisher = LdValues.Text(Resolve(publisher), "name") ?? _result.Publisher;
        if (element.TryGetProperty("image", out var image))
            _result.Image = LdValues.Address(Resolve(image));
        _result.Image ??= LdValues.Text(element, "thumbnailUrl");
        _result.Section = LdValues.Text(element, "articleSection");
        if (element.TryGetProperty("keywords", out var keywords))
            LdValues.Keywords(keywords, _result.Keywords);
        _result.Description = LdValues.Text(element, "description");
        _result.Body = LdValues.Text(element, "articleBody") ?? LdValues.Text(element, "text") ?? Updates(element);
        _result.Language = LdValues.Text(element, "inLanguage");
        _result.Url = LdValues.Text(element, "url") ?? LdValues.Text(element, "mainEntityOfPage");
        _result.IsFree = LdValues.IsTrue(element, "isAccessibleForFree");
        _result.IsLocked = LdValues.IsFalse(element, "isAccessibleForFree") || LdValues.IsFalse(element, "isAccesibleForFree");
        if (element.TryGetProperty("hasPart", out var parts))
            _result.IsLocked |= AnyLocked(parts);
    }

    /// <summary>The entries of a live blog, each under its headline.</summary>
    private static string? Updates(JsonElement element)
    {
        if (!element.TryGetProperty("liveBlogUpdate", out var updates) || updates.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object))
            return null;
        var lines = new List<string>();
        foreach (var update in updates.ValueKind == JsonValueKind.Array ? updates.EnumerateArray().ToArray() : [updates])
        {
            if (LdValues.Text(update, "articleBody") is not { } body)
                continue;
            if (LdValues.Text(update, "headline") is { } headline && !body.StartsWith(headline, StringComparison.Ordinal))
                lines.Add(headline);
            lines.Add(body);
        }

        return lines.Count == 0 ? null : string.Join('\n', lines);
    }

    private static bool AnyLocked(JsonElement parts) => parts.ValueKind switch
    {
        JsonValueKind.Object => LdValues.IsFalse(parts, "isAccessibleForFree"),
        JsonValueKind.Array => parts.EnumerateArray().Any(part => part.ValueKind == JsonValueKind.Object && LdValues.IsFalse(part, "isAccessibleForFree")),
        _ => false,
    };

    private void Names(JsonElement author, int depth)
    {
        switch (author.ValueKind)
        {
            case JsonValueKind.String:
                _result.Authors.Add(LdValues.Decode(author.GetString()!));
                break;
            case JsonValueKind.Array when depth < 3:
                foreach (var one in author.EnumerateArray())
                    Names(one, depth + 1);
                break;
            case JsonValueKind.Object:
                var person = Resolve(author);
                if (person.TryGetProperty("name", out var name) && name.ValueKind is JsonValueKind.Array && depth < 3)
                    Names(name, depth + 1);
                else if (LdValues.Text(person, "name") is { } text)
                    _result.Authors.Add(text);
                else if (LdValues.Text(person, "givenName") is { } given)
                    _result.Authors.Add($"{given} {LdValues.Text(person, "familyName")}".Trim());
                break;
        }
    }

    private JsonElement Resolve(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array && element.GetArrayLength() > 0)
            element = element[0];
        return element.ValueKind == JsonValueKind.Object && !element.TryGetProperty("name", out _) && !element.TryGetProperty("url", out _)
            && LdValues.Text(element, "@id") is { } id && _byId.TryGetValue(id, out var known)
            ? known
            : element;
    }
}
