using System.Collections.Immutable;
using System.Runtime.InteropServices;
using IngestWorker.Language.Segmentation;

namespace IngestWorker.Language;

/// <summary>Reads English text. One instance serves any number of threads.</summary>
public sealed class TextAnalyzer
{
    /// <param name="text">Plain text, one block a line ("\n").</param>
    /// <param name="published">The day the text appeared, by which "on Friday" is resolved; without it such dates stay open.</param>
    public AnalyzedText Analyze(string text, DateOnly? published = null)
    {
        var (words, spans) = Lines.Segment(text);
        if (words.Count == 0) return new AnalyzedText { Outcome = TextOutcome.Empty, Sentences = [] };

        var points = CodePoints.Of(text);
        var sentences = new Sentence[spans.Count];
        for (var s = 0; s < spans.Count; s++)
        {
            var tokens = new Token[spans[s].EndWord - spans[s].FirstWord];
            for (var i = 0; i < tokens.Length; i++)
            {
                var word = words[spans[s].FirstWord + i];
                tokens[i] = new Token(text[word.Start..word.End], points.At(word.Start), points.At(word.End), "", Upos.X, "", Feats.None, -1, "");
            }

            sentences[s] = new Sentence(tokens[0].Start, tokens[^1].End, spans[s].Line, ImmutableCollectionsMarshal.AsImmutableArray(tokens));
        }

        return new AnalyzedText { Outcome = TextOutcome.English, Sentences = sentences };
    }
}
