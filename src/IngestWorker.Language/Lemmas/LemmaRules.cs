namespace IngestWorker.Language.Lemmas;

/// <summary>English inflection undone by rule. What a rule gets wrong stands in the model's list of exceptions.</summary>
internal static class LemmaRules
{
    /// <param name="form">As written.</param>
    /// <param name="upos">Its part of speech.</param>
    /// <param name="xpos">Its Penn tag, which says how it is inflected.</param>
    /// <param name="isKnown">Whether a word is a base form that was seen in training.</param>
    public static string Guess(string form, Upos upos, string xpos, Predicate<string> isKnown)
    {
        if (upos == Upos.Propn) return xpos == "NNPS" ? Singular(form, isKnown) : form;
        if (upos is Upos.Punct or Upos.Sym or Upos.X or Upos.Num) return form;
        var lower = form.ToLowerInvariant().Replace('’', '\'');
        return xpos switch
        {
            "NNS" => Singular(lower, isKnown),
            "VBZ" => ThirdPerson(lower, isKnown),
            "VBD" or "VBN" => Past(lower, isKnown),
            "VBG" => Participle(lower, isKnown),
            "JJR" or "RBR" => Without(lower, "er", isKnown),
            "JJS" or "RBS" => Without(lower, "est", isKnown),
            // Participles that have become adjectives keep their form ("wounded").
            _ => lower,
        };
    }

    private static string Singular(string word, Predicate<string> isKnown)
    {
        if (word.Length < 4 || !word.EndsWith('s') || word.EndsWith("ss", StringComparison.Ordinal)) return word;
        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4)
        {
            var ie = word[..^1];
            return isKnown(ie) ? ie : word[..^3] + "y";
        }

        if (word.EndsWith("men", StringComparison.Ordinal)) return word[..^2] + "an";
        if (word.EndsWith("es", StringComparison.Ordinal))
        {
            var (bare, withE) = (word[..^2], word[..^1]);
            if (isKnown(withE) && !isKnown(bare)) return withE;
            if (isKnown(bare) && !isKnown(withE)) return bare;
            if (EndsWithHiss(bare) || bare.EndsWith('o')) return bare;
        }

        return word.EndsWith("us", StringComparison.Ordinal) ? word : word[..^1];
    }

    private static string ThirdPerson(string word, Predicate<string> isKnown)
    {
        if (word.Length < 3 || !word.EndsWith('s')) return word;
        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4) return word[..^3] + "y";
        if (!word.EndsWith("es", StringComparison.Ordinal)) return word[..^1];
        var bare = word[..^2];
        if (isKnown(word[..^1])) return word[..^1];
        return EndsWithHiss(bare) || bare.EndsWith('o') ? bare : word[..^1];
    }

    private static string Past(string word, Predicate<string> isKnown)
    {
        if (word.EndsWith("ied", StringComparison.Ordinal) && word.Length > 4) return word[..^3] + "y";
        return word.EndsWith("ed", StringComparison.Ordinal) && word.Length > 3 ? Stem(word[..^2], isKnown) : word;
    }

    private static string Participle(string word, Predicate<string> isKnown)
    {
        if (word.EndsWith("in'", StringComparison.Ordinal)) word = word[..^1] + "g";
        return word.EndsWith("ing", StringComparison.Ordinal) && word.Length > 4 ? Stem(word[..^3], isKnown) : word;
    }

    private static string Without(string word, string ending, Predicate<string> isKnown)
    {
        if (!word.EndsWith(ending, StringComparison.Ordinal) || word.Length < ending.Length + 2) return word;
        var stem = word[..^ending.Length];
        return stem.EndsWith('i') ? stem[..^1] + "y" : Stem(stem, isKnown);
    }

    // The base form behind a stem that lost its e ("hop|ed" of hope) or doubled its consonant ("stopp|ed").
    private static string Stem(string stem, Predicate<string> isKnown)
    {
        var single = IsDoubled(stem) ? stem[..^1] : null;
        if (isKnown(stem)) return stem;
        if (isKnown(stem + "e")) return stem + "e";
        if (single is not null && isKnown(single)) return single;
        if (single is not null && stem[^1] is not ('l' or 's' or 'z' or 'f')) return single;
        return NeedsE(stem) ? stem + "e" : stem;
    }

    private static bool IsDoubled(string stem) =>
        stem.Length > 3 && stem[^1] == stem[^2] && "bdfgklmnprstvz".Contains(stem[^1], StringComparison.Ordinal);

    private static bool NeedsE(string stem)
    {
        if (stem.Length < 2) return false;
        var (before, last) = (stem[^2], stem[^1]);
        if (last is 'v' or 'u' or 'c') return true;
        if (last == 'z' && IsVowel(before)) return true;
        if (last == 's' && before is not 's') return true;
        if (last == 'g') return before is 'd' or 'r' or 'a' || (before == 'n' && stem.EndsWith("ang", StringComparison.Ordinal));
        if (last == 'l') return before is 'b' or 'p' or 't' or 'd' or 'g' or 'c' or 'k' or 'f';
        if (last == 'r') return before is 'i' or 'u' or 'o' && stem.Length < 6;
        if (last == 't') return before == 'a' && stem.Length > 3 && !IsVowel(stem[^3]) || (before == 'u' && stem.Length > 4);
        if (last is 'n' or 'd' or 'm' or 'k' or 'p') return stem.Length is 3 or 4 && IsVowel(before) && !IsVowel(stem[^3]) && before is not 'e';
        return false;
    }

    private static bool EndsWithHiss(string stem) =>
        stem.EndsWith('s') || stem.EndsWith('x') || stem.EndsWith('z') || stem.EndsWith("sh", StringComparison.Ordinal) || stem.EndsWith("ch", StringComparison.Ordinal);

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';
}
