using System.Collections.Frozen;
using IngestWorker.Events.Lexicon;
using IngestWorker.Language;

namespace IngestWorker.Events.Words;

/// <summary>Makes the coder's view of a sentence from Language's.</summary>
internal sealed class ClauseBuilder(LexiconIndex lexicon)
{
    // A "sentence" beyond this is no running text; what follows is left out, so that the work stays linear.
    private const int LongestSentence = 400;

    private readonly FrozenSet<string> _verbs = lexicon.VerbForms.Values.ToFrozenSet(StringComparer.Ordinal);

    /// <param name="sentence">The sentence.</param>
    /// <param name="quoted">True where a quotation is open before it; afterwards, where one is open behind it.</param>
    public Word[] Words(Sentence sentence, ref bool quoted)
    {
        var count = Math.Min(sentence.Tokens.Length, LongestSentence);
        var words = new Word[count];
        for (var i = 0; i < count; i++)
        {
            var token = sentence.Tokens[i];
            words[i] = FromToken(Verbal(sentence, i), i, count, i > 0 && sentence.Tokens[i - 1].Upos is Upos.Noun or Upos.Propn);
            if (token.Text is "“" or "``" || token.Text is "\"" && Opens(sentence, i)) quoted = true;
            else if (token.Text is "”" or "''" or "\"") quoted = false;
            words[i].Quoted = quoted;
        }

        return words;
    }

    // A straight quotation mark opens before a word and closes behind one.
    private static bool Opens(Sentence sentence, int index)
    {
        var token = sentence.Tokens[index];
        var isBefore = index + 1 < sentence.Tokens.Length && sentence.Tokens[index + 1].Start == token.End;
        var isBehind = index > 0 && sentence.Tokens[index - 1].End == token.Start;
        return isBefore && !isBehind;
    }

    // The lexicon knows the forms of its verbs better than a lemmatizer that never saw them.
    private string Lemma(Token token, string lower)
    {
        if (token.Upos is Upos.Verb or Upos.Adj && lexicon.VerbForms.TryGetValue(lower, out var verb)) return verb;
        return token.Lemma.Length > 0 ? token.Lemma.ToLowerInvariant() : lower;
    }

    // "The World Bank froze new lending", where all hangs on a noun "froze" that has an object: the past tense of a verb, behind a noun.
    private Token Verbal(Sentence sentence, int index)
    {
        var token = sentence.Tokens[index];
        // "Shelling hit a market", where the first word was taken for a name for its capital.
        if (index == 0 && token is { Upos: Upos.Propn, Text.Length: > 5 } && token.Text.EndsWith("ing", StringComparison.Ordinal) && sentence.Tokens.Length > 1 && char.IsLower(sentence.Tokens[1].Text[0]) && lexicon.VerbForms.ContainsKey(token.Text.ToLowerInvariant()))
            return token with { Upos = Upos.Noun, Xpos = "NN", Lemma = token.Text.ToLowerInvariant() };
        // "demanded that Belgrade apologise", where the last word was taken for a noun.
        if (index > 1 && token is { Upos: Upos.Noun, Deprel: "ccomp" } && sentence.Tokens[index - 1].Upos is Upos.Noun or Upos.Propn && _verbs.Contains(token.Text) && HasChild(sentence, index, "mark") && !HasChild(sentence, index, "cop"))
            return token with { Upos = Upos.Verb, Xpos = "VB", Lemma = token.Text };
        if (index == 0 || token is not { Upos: Upos.Noun, Deprel: "root" } || sentence.Tokens[index - 1].Upos is not (Upos.Noun or Upos.Propn) || !char.IsLower(token.Text[0])) return token;
        if (!lexicon.VerbForms.TryGetValue(token.Text, out var verb) || token.Text == verb || token.Text != Inflection.Past(verb)) return token;
        return HasChild(sentence, index, "obj") ? token with { Upos = Upos.Verb, Xpos = "VBD", Lemma = verb } : token;
    }

    private static bool HasChild(Sentence sentence, int head, string relation)
    {
        foreach (var token in sentence.Tokens)
        {
            if (token.Head == head && token.Deprel == relation) return true;
        }

        return false;
    }

    // isBare: behind a noun, so that it is no noun of its own ("the accused").
    private Word FromToken(Token token, int index, int count, bool isBare)
    {
        var lower = token.Text.ToLowerInvariant();
        // "The film bombed", where the one verb was taken for a noun.
        if (token is { Upos: Upos.Noun, Deprel: "root" } && lower.Length > 5 && lower.EndsWith("ed", StringComparison.Ordinal) && isBare && lexicon.VerbForms.TryGetValue(lower, out var past))
            token = token with { Upos = Upos.Verb, Xpos = "VBD", Lemma = past };
        // "The World Bank froze new lending": the past tense of a verb, written small, is no part of a name.
        else if (token is { Upos: Upos.Propn or Upos.Noun, Deprel: "compound" or "flat" or "amod" } && lower == token.Text && isBare && lexicon.VerbForms.TryGetValue(lower, out past) && lower == Inflection.Past(past) && lower != past)
            token = token with { Upos = Upos.Verb, Xpos = "VBD", Lemma = past, Deprel = "amod" };
        var colon = token.Deprel.IndexOf(':', StringComparison.Ordinal);
        return new Word
        {
            Index = index,
            Text = token.Text,
            Lower = lower,
            Lemma = Lemma(token, lower),
            Pos = token.Upos,
            Start = token.Start,
            End = token.End,
            Head = token.Head < count ? token.Head : 0,
            Rel = colon < 0 ? token.Deprel : token.Deprel[..colon],
            SubRel = colon < 0 ? "" : token.Deprel[(colon + 1)..],
            IsPast = token.Xpos is "VBN" or "VBD",
            IsFinitePast = token.Xpos is "VBD",
            IsGerund = token.Xpos is "VBG" || (token.Upos is Upos.Verb && lower.EndsWith("ing", StringComparison.Ordinal)),
        };
    }
}
