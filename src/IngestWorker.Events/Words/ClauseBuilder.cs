using IngestWorker.Events.Lexicon;
using IngestWorker.Language;

namespace IngestWorker.Events.Words;

/// <summary>Makes the coder's view of a sentence from Language's.</summary>
internal sealed class ClauseBuilder(LexiconIndex lexicon)
{
    // A "sentence" beyond this is no running text; what follows is left out, so that the work stays linear.
    private const int LongestSentence = 400;

    private readonly ProvisionalTree _provisional = new(lexicon);

    public Clause Build(Sentence sentence)
    {
        var count = Math.Min(sentence.Tokens.Length, LongestSentence);
        var words = new Word[count];
        var hasTree = sentence.Tokens[0].Deprel.Length > 0;
        var quoted = false;
        for (var i = 0; i < count; i++)
        {
            var token = sentence.Tokens[i];
            words[i] = hasTree ? FromToken(token, i, count) : Bare(token, i);
            if (token.Text is "“" or "``" || (token.Text is "\"" && !quoted)) quoted = true;
            else if (token.Text is "”" or "''" or "\"") quoted = false;
            words[i].Quoted = quoted;
        }

        if (!hasTree) _provisional.Fill(words);
        return new Clause(words, sentence.ParagraphIndex);
    }

    private static Word Bare(Token token, int index) => new()
    {
        Index = index,
        Text = token.Text,
        Lower = token.Text.ToLowerInvariant(),
        Lemma = token.Text.ToLowerInvariant(),
        Start = token.Start,
        End = token.End,
    };

    private static Word FromToken(Token token, int index, int count)
    {
        var lower = token.Text.ToLowerInvariant();
        var colon = token.Deprel.IndexOf(':', StringComparison.Ordinal);
        return new Word
        {
            Index = index,
            Text = token.Text,
            Lower = lower,
            Lemma = token.Lemma.Length > 0 ? token.Lemma.ToLowerInvariant() : lower,
            Pos = token.Upos,
            Start = token.Start,
            End = token.End,
            Head = token.Head < count ? token.Head : 0,
            Rel = colon < 0 ? token.Deprel : token.Deprel[..colon],
            SubRel = colon < 0 ? "" : token.Deprel[(colon + 1)..],
            IsPast = token.Xpos is "VBN" or "VBD",
            IsGerund = token.Xpos is "VBG" || (token.Upos is Upos.Verb && lower.EndsWith("ing", StringComparison.Ordinal)),
        };
    }
}
