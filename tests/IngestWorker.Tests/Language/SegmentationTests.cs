using System.Text;
using CsCheck;
using IngestWorker.Language;

namespace IngestWorker.Tests.Language;

public sealed class SegmentationTests
{
    private static TextAnalyzer Analyzer => LanguageSample.Analyzer;

    [Theory]
    [InlineData("They don't know.", "They do n't know .")]
    [InlineData("She cannot say it's ours.", "She can not say it 's ours .")]
    [InlineData("It cost US$3,000, or 45% of $1.2 million.", "It cost US$ 3,000 , or 45 % of $ 1.2 million .")]
    [InlineData("At 7:30pm on 9/11 he ran 10km.", "At 7:30 pm on 9/11 he ran 10 km .")]
    [InlineData("A Russian-backed non-member fired.", "A Russian - backed non-member fired .")]
    [InlineData("Gen. J. P. Smith left the U.S. on Sept. 3.", "Gen. J. P. Smith left the U.S. on Sept. 3 .")]
    [InlineData("See bbc.co.uk/news, or mail a.b@c.org.", "See bbc.co.uk/news , or mail a.b@c.org .")]
    [InlineData("Stop #Armenia now says @mfa_az: www.x.com/a?b=c.", "Stop #Armenia now says @mfa_az : www.x.com/a?b=c .")]
    [InlineData("Fire—then silence… “Why?”", "Fire — then silence … “ Why ? ”")]
    [InlineData("The men's '90s cars", "The men 's '90s cars")]
    [InlineData("Call 713-853-3989 and/or come 10-15 times", "Call 713-853-3989 and / or come 10 - 15 times")]
    [InlineData("Its a shame, its roof leaks alot and thats that!", "It s a shame , its roof leaks a lot and that s that !")]
    [InlineData("Ask Baker@SALES on sci.space.news at 3-5172", "Ask Baker@SALES on sci.space.news at 3-5172")]
    [InlineData("Really.? Yes!! ----==", "Really .? Yes !! ----==")]
    public void Words_are_those_of_Universal_Dependencies(string text, string words) =>
        string.Join(' ', Words(text)).ShouldBe(words);

    [Theory]
    [InlineData("He left. She stayed.", "He left.|She stayed.")]
    [InlineData("Mr. Lee met Gen. Park in the U.S. on Monday. They agreed.", "Mr. Lee met Gen. Park in the U.S. on Monday.|They agreed.")]
    [InlineData("It joined the U.N. The vote failed.", "It joined the U.N.|The vote failed.")]
    [InlineData("“Enough is enough.” He sat down.", "“Enough is enough.”|He sat down.")]
    [InlineData("\"Why?\" he asked. \"No.\" Then silence.", "\"Why?\" he asked.|\"No.\"|Then silence.")]
    [InlineData("BAKU, Sept. 27 (Reuters) - Fighting erupted.", "BAKU, Sept. 27 (Reuters) - Fighting erupted.")]
    [InlineData("Prices rose 3.5 percent. (Shares fell.) Bonds did not.", "Prices rose 3.5 percent.|(Shares fell.)|Bonds did not.")]
    [InlineData("One line\nanother line. And more", "One line|another line.|And more")]
    public void Sentences_end_where_a_reader_ends_them(string text, string sentences)
    {
        var found = Analyzer.Analyze(text).Sentences.Select(s => text[s.Start..s.End]);
        string.Join('|', found).ShouldBe(sentences);
    }

    [Fact]
    public void Offsets_count_code_points_and_paragraphs_count_lines()
    {
        const string text = "\U0001F600\U0001F680 Kyiv fell.\n\nNo.";
        var last = Analyzer.Analyze(text).Sentences[^1];

        last.ParagraphIndex.ShouldBe(2);
        last.Start.ShouldBe(15);
        last.End.ShouldBe(18);
    }

    [Fact]
    public void Words_and_gaps_rebuild_any_text()
    {
        string[] pieces = ["don't ", "U.S. ", "\"", "“", "”", "...", "—", "\n", " ", "\t", "'s", "I.", "3.5", "#tag", "@me", "http://a.b/c.", "😀", "\uD800", "\uDC00", "\0", "م", "(", "[1]", "e.g.", "$", "-"];
        var piece = Gen.OneOf(Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]), Gen.String[Gen.Char, 0, 8]);
        piece.Array[0, 30].Select(string.Concat).Sample(text =>
        {
            var points = CodePointTexts(text);
            var at = 0;
            foreach (var sentence in Analyzer.Analyze(text).Sentences)
            {
                sentence.Start.ShouldBe(sentence.Tokens[0].Start);
                sentence.End.ShouldBe(sentence.Tokens[^1].End);
                foreach (var token in sentence.Tokens)
                {
                    token.Start.ShouldBeGreaterThanOrEqualTo(at);
                    token.End.ShouldBeGreaterThan(token.Start);
                    string.Concat(points[at..token.Start]).ShouldAllBe(c => c <= ' ' || c >= 0x7F);
                    token.Text.ShouldBe(string.Concat(points[token.Start..token.End]));
                    token.Text.ShouldNotContain("\n");
                    at = token.End;
                }
            }

            string.Concat(points[at..]).ShouldAllBe(c => c <= ' ' || c >= 0x7F);
        });
    }

    private static IEnumerable<string> Words(string text) =>
        Analyzer.Analyze(text).Sentences.SelectMany(s => s.Tokens).Select(t => t.Text);

    private static string[] CodePointTexts(string text)
    {
        var points = new List<string>();
        for (var i = 0; i < text.Length; i++)
        {
            var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
            points.Add(text.Substring(i, length));
            i += length - 1;
        }

        return [.. points];
    }
}
