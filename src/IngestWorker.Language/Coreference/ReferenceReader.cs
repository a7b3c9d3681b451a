namespace IngestWorker.Language.Coreference;

/// <summary>
/// Finds what pronouns, descriptions and short names stand for, from left to right: among what the text has spoken of, the
/// nearest and most prominent that agrees in number, sex and kind. What is said too seldom to be sure is left open.
/// </summary>
internal sealed class ReferenceReader(Func<string, bool> isCountry)
{
    /// <summary>So many things are remembered; who was not spoken of for so long is not "he".</summary>
    private const int Memory = 80;

    private readonly List<Entity> _entities = [];
    private readonly List<Mention> _mentions = [];
    private IReadOnlyList<Sentence> _sentences = [];

    public List<Reference> Read(string text, IReadOnlyList<Sentence> sentences, IReadOnlyList<NameSpan> names, Func<int, int> charAt)
    {
        _sentences = sentences;
        var found = new List<Reference>();
        var name = 0;
        for (var s = 0; s < sentences.Count; s++)
        {
            while (name < names.Count && names[name].SentenceIndex < s) name++;
            _mentions.Clear();
            MentionFinder.Find(sentences[s], s, names, name, _mentions);
            foreach (var mention in _mentions)
            {
                if (Resolve(mention) is not var (entities, kind, confidence)) continue;
                found.Add(Write(text, mention, entities, kind, confidence, charAt));
            }

            if (_entities.Count > Memory * 2) _entities.RemoveRange(0, _entities.Count - Memory);
        }

        return found;
    }

    private (Mention[] Antecedents, ReferenceKind Kind, double Confidence)? Resolve(Mention mention)
    {
        if (mention.IsPronoun) return Pronoun(mention);
        if (mention.Name is { } name) return Name(mention, name);
        if (mention.IsDefinite && Pair(mention) is { } pair) return (pair, ReferenceKind.Description, 0.6);
        if (mention.IsDefinite && Described(mention) is var (entity, confidence))
        {
            var best = entity.Best;
            Touch(entity, mention);
            return ([best], ReferenceKind.Description, confidence);
        }

        Begin(mention);
        return null;
    }

    private (Mention[], ReferenceKind, double)? Name(Mention mention, NameSpan name)
    {
        for (var e = _entities.Count - 1; e >= 0; e--)
        {
            var entity = _entities[e];
            if (entity.Best.Name is not { } known || !IsSame(known, name)) continue;
            var best = entity.Best;
            Touch(entity, mention);
            AddRoles(entity, mention);
            return known.Text == name.Text || known.Text.Length < name.Text.Length ? null : ([best], ReferenceKind.Name, 0.8);
        }

        AddRoles(Begin(mention), mention);
        return null;
    }

    private static bool IsSame(NameSpan known, NameSpan name)
    {
        if (known.Text.Equals(name.Text, StringComparison.OrdinalIgnoreCase)) return true;
        if (known.Kind == NameKind.Person && name.Kind == NameKind.Person)
            return known.Text.EndsWith(" " + name.Text, StringComparison.Ordinal) || name.Text.EndsWith(" " + known.Text, StringComparison.Ordinal) || known.Text.StartsWith(name.Text + " ", StringComparison.Ordinal);
        return known.Kind != NameKind.Person && name.Kind != NameKind.Person && (IsInitials(name.Text, known.Text) || IsInitials(known.Text, name.Text));
    }

    // "UN" of "United Nations", "IMF" of "International Monetary Fund".
    internal static bool IsInitials(string initials, string full)
    {
        if (initials.Length is < 2 or > 7) return false;
        var at = 0;
        var starts = true;
        foreach (var c in full)
        {
            if (starts && char.IsUpper(c) && (at >= initials.Length || initials[at++] != c)) return false;
            starts = c is ' ' or '-';
        }

        return at == initials.Length;
    }

    // What stands beside a person's name: "Turkey's president Recep Tayyip Erdogan", "Maria Petrova, the foreign minister".
    private void AddRoles(Entity entity, Mention mention)
    {
        if (entity.Kind != NameKind.Person) return;
        var sentence = _sentences[mention.Sentence];
        for (var t = mention.First - 1; t >= Math.Max(0, mention.First - 3); t--)
        {
            if (sentence.Tokens[t].Upos is not (Upos.Noun or Upos.Propn or Upos.Adj)) break;
            AddRole(entity, sentence, t);
        }

        foreach (var child in sentence.ChildrenOf(mention.Head))
        {
            if (sentence.Tokens[child].Deprel is "appos" or "compound" or "nmod:desc" or "flat") AddRole(entity, sentence, child);
        }

        if (sentence.Tokens[mention.Head] is { Deprel: "appos" or "flat" or "nsubj" or "nmod:desc", Head: >= 0 and var above } && (sentence.Tokens[mention.Head].Deprel != "nsubj" || sentence.ChildWith(above, "cop") >= 0))
            AddRole(entity, sentence, above);
    }

    private static void AddRole(Entity entity, Sentence sentence, int t)
    {
        var noun = sentence.Tokens[t].Lemma.ToLowerInvariant();
        if (!ReferenceWords.Roles.Contains(noun)) return;
        entity.Roles.Add(noun);
        var sort = ReferenceWords.SexOf(noun);
        if ((entity.Sort & sort) != 0) entity.Sort &= sort;
    }

    private (Entity, double)? Described(Mention mention)
    {
        var noun = mention.Noun;
        var isRole = ReferenceWords.Roles.Contains(noun);
        for (var e = _entities.Count - 1; e >= 0; e--)
        {
            var entity = _entities[e];
            if (entity.Best.Sentence == mention.Sentence && entity.Latest.Last + 1 >= mention.First) continue;
            var age = mention.Sentence - entity.Latest.Sentence;
            if (isRole && entity.Roles.Contains(noun) && mention.Sort != Sort.Many) return (entity, age <= 6 ? 0.75 : 0.6);
            if (IsKind(entity, noun, mention) && age <= 8) return (entity, 0.55);
            // "The ministry" after "the Defence Ministry", "the attack" after "an attack".
            if (entity.Best.Noun == noun && age <= 8 && mention.First + 1 >= mention.Last && (entity.Sort & Sort.Many) == (mention.Sort & Sort.Many)) return (entity, entity.Kind is null ? 0.55 : 0.7);
        }

        return null;
    }

    private bool IsKind(Entity entity, string noun, Mention mention)
    {
        if ((mention.Sort & Sort.Thing) == 0 || mention.First + 1 < mention.Last) return false;
        if (entity.Kind == NameKind.Place)
        {
            var country = isCountry(entity.Best.Name!.Text);
            return country ? ReferenceWords.CountryNouns.Contains(noun) : ReferenceWords.TownNouns.Contains(noun) || ReferenceWords.RegionNouns.Contains(noun);
        }

        return entity.Kind == NameKind.Organization && ReferenceWords.OrganizationNouns.Contains(noun) && !ReferenceWords.OrganizationNouns.Contains(entity.Best.Noun);
    }

    // "The two countries", "both sides", "the rivals": the two last named countries, or else organizations.
    private Mention[]? Pair(Mention mention)
    {
        if ((mention.Sort & Sort.Many) == 0 || !ReferenceWords.PairNouns.Contains(mention.Noun)) return null;
        var sentence = _sentences[mention.Sentence];
        var isTwo = false;
        for (var t = mention.First; t <= mention.Last; t++) isTwo |= sentence.Tokens[t].Lemma is "two" or "both" or "neighboring" or "neighbouring" or "rival";
        if (!isTwo && mention.Noun is not ("rival" or "neighbor" or "neighbour" or "foe")) return null;
        return Two(NameKind.Place, mention) ?? Two(NameKind.Organization, mention);
    }

    private Mention[]? Two(NameKind kind, Mention mention)
    {
        var found = _entities.Where(e => e.Kind == kind && mention.Sentence - e.Latest.Sentence <= 6 && (kind != NameKind.Place || isCountry(e.Best.Name!.Text)))
            .OrderByDescending(e => e.Latest.Sentence).ThenByDescending(e => e.Mentions).ThenByDescending(e => e.Latest.First).Take(2).ToArray();
        return found.Length == 2 ? [found[1].Best, found[0].Best] : null;
    }

    private (Mention[], ReferenceKind, double)? Pronoun(Mention mention)
    {
        Entity? best = null;
        double bestScore = double.NegativeInfinity, second = double.NegativeInfinity;
        for (var e = _entities.Count - 1; e >= Math.Max(0, _entities.Count - Memory); e--)
        {
            var entity = _entities[e];
            if ((entity.Sort & mention.Sort) == 0 || Score(entity, mention) is not { } score) continue;
            if (score > bestScore) (best, bestScore, second) = (entity, score, bestScore);
            else second = Math.Max(second, score);
        }

        if (best is null) return null;
        var antecedent = best.Best;
        Touch(best, mention);
        if (mention.Sort is Sort.Man or Sort.Woman) best.Sort = mention.Sort;
        // As often as GUM's training documents agree.
        var margin = Math.Min(3, bestScore - second);
        var confidence = (mention.Sort is Sort.Man or Sort.Woman ? 0.6 : mention.Sort == Sort.Many ? 0.34 : 0.25) + (0.07 * margin);
        return antecedent.IsPronoun ? null : ([antecedent], ReferenceKind.Pronoun, Math.Round(confidence, 2));
    }

    // The weights were searched for on GUM's training documents.
    private double? Score(Entity entity, Mention mention)
    {
        var latest = entity.Latest;
        var age = mention.Sentence - latest.Sentence;
        if (age > 4) return null;
        var score = (-1.5 * age) + (0.25 * latest.Prominence) + (0.3 * Math.Min(6, entity.Mentions));
        if (age == 0)
        {
            if (Overlaps(latest, mention) || IsFellowArgument(_sentences[mention.Sentence], latest, mention)) return null;
        }

        if (mention.Prominence == 3 && latest.Prominence == 3) score += 0.5;
        if (_sentences[mention.Sentence].ParagraphIndex != _sentences[latest.Sentence].ParagraphIndex) score -= 0.1;
        if ((mention.Sort & Sort.Person) != 0) return score + (entity.Kind == NameKind.Person ? 0.9 : 0) + (entity.Sort == mention.Sort ? 0.6 : 0);
        if (mention.Sort == Sort.Many) return score + (entity.Sort == Sort.Many ? 0.8 : 0) + (entity.IsPeople ? 0.6 : 0);
        return score - (entity.Kind == NameKind.Place && latest.Prominence < 2 ? 0.6 : 0) + (entity.Kind == NameKind.Organization ? 0.4 : 0) + (entity.Best.IsDefinite ? 0.4 : 0)
            + (entity.Sort == Sort.Thing ? 0.5 : 0);
    }

    private static bool Overlaps(Mention a, Mention b) => a.First <= b.Last && b.First <= a.Last;

    // "He praised him": two arguments of one verb are two, unless the pronoun says otherwise. And nothing belongs to itself.
    private static bool IsFellowArgument(Sentence sentence, Mention other, Mention mention)
    {
        var (pronoun, head) = (sentence.Tokens[mention.Head], sentence.Tokens[other.Head]);
        if (mention.Noun.EndsWith("self", StringComparison.Ordinal) || mention.Noun.EndsWith("selves", StringComparison.Ordinal)) return false;
        if (pronoun.Deprel == "nmod:poss") return pronoun.Head == other.Head;
        if (pronoun.Head == other.Head || head.Head == mention.Head) return true;
        return head.Deprel == "conj" && head.Head >= 0 && sentence.Tokens[head.Head].Head == pronoun.Head;
    }

    private Entity Begin(Mention mention)
    {
        var entity = new Entity(mention);
        _entities.Add(entity);
        return entity;
    }

    // Whoever is spoken of again becomes the nearest.
    private void Touch(Entity entity, Mention mention)
    {
        entity.Add(mention);
        _entities.Remove(entity);
        _entities.Add(entity);
    }

    private Reference Write(string text, Mention mention, Mention[] antecedents, ReferenceKind kind, double confidence, Func<int, int> charAt)
    {
        var (start, end, words) = Span(text, mention, charAt);
        return new Reference
        {
            Kind = kind,
            Start = start,
            End = end,
            SentenceIndex = mention.Sentence,
            FirstToken = mention.First,
            LastToken = mention.Last,
            Text = words,
            Confidence = confidence,
            Antecedents = [.. antecedents.Select(a =>
            {
                var (from, to, phrase) = Span(text, a, charAt);
                return new Antecedent { Start = from, End = to, SentenceIndex = a.Sentence, FirstToken = a.First, LastToken = a.Last, Text = phrase, Kind = a.Name?.Kind };
            })],
        };
    }

    private (int Start, int End, string Text) Span(string text, Mention mention, Func<int, int> charAt)
    {
        var tokens = _sentences[mention.Sentence].Tokens;
        var (start, end) = (tokens[mention.First].Start, tokens[mention.Last].End);
        return (start, end, text[charAt(start)..charAt(end)]);
    }
}
