using IngestWorker.Contracts;
using IngestWorker.Events;

namespace IngestWorker.Tests.Events;

/// <summary>Figures of people, who gives them, who passes them on, and the mentions of one event.</summary>
public sealed class FigureTests
{
    private static readonly EventCoder Coder = new();

    [Fact]
    public void Each_side_has_its_own_dead()
    {
        var e = Code("The army killed 12 soldiers and four rebels near Sirte on Monday.").ShouldHaveSingleItem();
        e.Figures.Select(f => (f.Kind, f.Quantity.Value, f.Of!.Sectors.Single())).ShouldBe([(FigureKind.Dead, 12, "MIL"), (FigureKind.Dead, 4, "REB")]);
        e.Figures.ShouldAllBe(f => f.AccordingTo == null && f.Claim == null);
    }

    [Fact]
    public void Contradicting_figures_stand_side_by_side_with_their_sources()
    {
        var e = Code("At least 30 civilians died in the attack on Mogadishu, police said, but rebels said 45 people were killed.").ShouldHaveSingleItem();
        e.Dead!.Value.ShouldBe(30);
        e.Figures.Select(f => (f.Quantity.Value, f.Quantity.Min, f.AccordingTo!.Text)).ShouldBe([(30, 30, "police"), (45, null, "rebels")]);
        e.Figures.ShouldAllBe(f => f.Claim == Claim.Stated);
    }

    [Fact]
    public void The_words_of_a_figure_stand_at_its_offsets()
    {
        const string Text = "😀 Rebels attacked the village of Abra, killing at least nine farmers and wounding dozens of soldiers.";
        var figures = Code(Text).SelectMany(e => e.Figures).ToList();
        figures.Count.ShouldBe(2);
        var runes = Text.EnumerateRunes().ToList();
        foreach (var figure in figures) string.Concat(runes[figure.Start..figure.End]).ShouldBe(figure.Quantity.Text);
    }

    [Fact]
    public void The_arrested_are_counted_one_by_one_and_together()
    {
        var e = Code("Police detained 12 activists and three journalists in Minsk.").ShouldHaveSingleItem();
        e.Arrested.ShouldBe(new Quantity(15, 15, e.Arrested!.Max, "12 activists and three journalists"));
        e.Figures.Select(f => f.Quantity.Value).ShouldBe([12, 3]);
    }

    [Fact]
    public void Those_who_march_are_the_participants()
    {
        var e = Code("Some 4,000 workers marched in Tunis against the government.").ShouldHaveSingleItem();
        e.Participants!.Value.ShouldBe(4000);
        e.Figures.Single().Kind.ShouldBe(FigureKind.Participants);
        Code("Thousands of students protested in Dhaka.").ShouldHaveSingleItem().Participants!.Min.ShouldBe(2000);
    }

    [Fact]
    public void Those_who_flee_an_attack_are_the_displaced() =>
        Code("Militants attacked the town of Palma, and 20,000 people fled their homes.").Single(e => e.Displaced is not null).Displaced!.Value.ShouldBe(20_000);

    [Theory]
    [InlineData("Yemeni officials reported nine more deaths in the shelling of Taiz, Interfax said.", "Yemeni officials", "Interfax")]
    [InlineData("Rebels attacked the base on Sunday, the Chadian defence ministry told Reuters.", "the Chadian defence ministry", "Reuters")]
    [InlineData("The Iraqi interior minister was quoted by AFP as saying that gunmen had attacked the port.", "The Iraqi interior minister", "AFP")]
    public void Who_passes_a_report_on_is_told_from_who_makes_it(string text, string source, string medium)
    {
        var e = Code(text).First(e => e.Type is PloverType.Assault);
        e.AccordingTo!.Text.ShouldBe(source);
        e.RelayedBy!.Text.ShouldBe(medium);
    }

    [Fact]
    public void A_direct_source_is_relayed_by_nobody() =>
        Code("Rebels attacked the base on Sunday, the Chadian defence ministry said.").ShouldHaveSingleItem().RelayedBy.ShouldBeNull();

    [Fact]
    public void An_event_told_twice_keeps_both_mentions_the_fullest_first()
    {
        const string Text = "Turkish forces shelled Kurdish fighters near Manbij. Residents hid in cellars. Turkish forces shelled Kurdish fighters near Manbij on Monday, killing nine of them.";
        var e = Code(Text, new DateOnly(2021, 3, 3)).ShouldHaveSingleItem();
        e.Mentions.Count.ShouldBe(2);
        e.Mentions[0].Trigger.ShouldBe(e.Trigger);
        (e.Mentions[0].SentenceStart, e.Mentions[0].SentenceEnd).ShouldBe((e.Sentence.Start, e.Sentence.End));
        e.Mentions.ShouldAllBe(m => Text.Substring(m.Trigger.Start, m.Trigger.End - m.Trigger.Start) == m.Trigger.Text && m.SentenceStart <= m.Trigger.Start && m.Trigger.End <= m.SentenceEnd);
        e.Mentions.Select(m => m.Trigger.Start).Distinct().Count().ShouldBe(2);
    }

    private static IReadOnlyList<CodedEvent> Code(string text, DateOnly? published = null) =>
        Coder.Code(new CodingInput { ArticleId = Guid.Empty, Text = text, Published = published }).Events;
}
