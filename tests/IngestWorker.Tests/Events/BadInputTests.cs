using System.Diagnostics;
using System.Text;
using CsCheck;
using IngestWorker.Contracts;
using IngestWorker.Events;

namespace IngestWorker.Tests.Events;

public sealed class BadInputTests
{
    private static readonly EventCoder Coder = new();

    private static readonly string[] Vocabulary =
        ["attacked", "the", "army", "Russia", "\ud83d", "\udc00", "😀", "\n", "\"", "“", "said", ",", ".", "killed", "5", "must", "\0", "ÄÖ", "of", "talks", "with", "'s", "who", "to", "(", "\t", "President", "Turkey"];

    [Fact]
    public void Any_text_is_coded_with_offsets_that_rebuild_its_triggers()
    {
        var word = Gen.Int[0, Vocabulary.Length - 1].Select(i => Vocabulary[i]);
        word.Array[0, 40].Sample(words =>
        {
            var text = string.Join(' ', words);
            foreach (var e in Code(text).Events)
            {
                Slice(text, e.Trigger.Start, e.Trigger.End).ShouldBe(e.Trigger.Text);
                e.Sentence.Start.ShouldBeLessThanOrEqualTo(e.Trigger.Start);
                e.Sentence.End.ShouldBeGreaterThanOrEqualTo(e.Trigger.End);
            }
        }, iter: 300);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\n ")]
    [InlineData("attacked")]
    [InlineData(".....")]
    public void A_text_without_sentences_gives_no_events(string text) => Code(text).Events.ShouldBeEmpty();

    [Fact]
    public void Hundreds_of_events_take_time_linear_in_their_length()
    {
        const string Line = "Rebels attacked the Syrian army near Aleppo on Monday, killing five soldiers, the defence ministry said.\n";
        Code(Repeat(Line, 10));
        var small = Time(Repeat(Line, 30));
        var large = Time(Repeat(Line, 300));
        large.ShouldBeLessThan(small * 25 + 1);
    }

    [Fact]
    public void One_endless_sentence_is_cut_and_not_worked_at_for_ever()
    {
        var text = string.Concat(Enumerable.Repeat("and the army attacked the rebels ", 1_000));
        // Half a second on an idle machine; the limit only tells work that ends from work that does not.
        Time(text).ShouldBeLessThan(240);
    }

    private static CodingResult Code(string text) => Coder.Code(new CodingInput { ArticleId = Guid.Empty, Text = text, Published = new DateOnly(2020, 10, 2) });

    private static double Time(string text)
    {
        var from = Stopwatch.GetTimestamp();
        Code(text);
        return Stopwatch.GetElapsedTime(from).TotalSeconds;
    }

    private static string Repeat(string line, int times) => new StringBuilder(line.Length * times).Insert(0, line, times).ToString();

    private static string Slice(string text, int start, int end)
    {
        List<int> units = [];
        for (var i = 0; i < text.Length; i++)
        {
            units.Add(i);
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
        }

        units.Add(text.Length);
        return text[units[start]..units[end]];
    }
}
