using IngestWorker.Contracts;

namespace IngestWorker.Tests.Events;

/// <summary>What a sentence takes over from the ones before it.</summary>
public sealed class StoryLineTests
{
    private static readonly DateOnly Published = new(2024, 11, 7);

    [Fact]
    public void A_story_told_on_without_a_day_goes_on_on_the_same_day()
    {
        var events = CodedActors.Code("Hundreds of students marched through Lagos on Monday. Riot police fired tear gas at the crowd.", Published);
        CodedActors.Find(events, "fired tear gas").Date!.Start.ShouldBe(new DateOnly(2024, 11, 4));
    }

    [Fact]
    public void What_one_was_arrested_for_was_not_done_on_the_day_of_the_arrest()
    {
        var events = CodedActors.Code("Police in Lima arrested two men on Monday. They stabbed a guard, a prosecutor said.", Published);
        CodedActors.Find(events, "stabbed").Date.ShouldBeNull();
    }

    [Fact]
    public void What_was_done_before_the_story_has_not_its_day()
    {
        var events = CodedActors.Code("Soldiers captured the town of Sirte on Monday. Rebels had attacked a nearby base.", Published);
        CodedActors.Find(events, "attacked").Date.ShouldBeNull();
    }

    [Theory]
    [InlineData("Gunmen attacked a village in Niger on Monday. The next day soldiers killed four militants.", "killed", 5)]
    [InlineData("Gunmen attacked a village in Niger on Monday. Hours later soldiers killed four militants.", "killed", 4)]
    public void Days_are_counted_from_the_one_before(string text, string trigger, int day) =>
        CodedActors.Find(CodedActors.Code(text, Published), trigger).Date!.Start.ShouldBe(new DateOnly(2024, 11, day));

    [Theory]
    [InlineData("Rebels attacked a base near Sirte on Monday, a day after soldiers killed their leader.", "killed", 3)]
    [InlineData("Rebels attacked a base near Sirte on Monday, two weeks after soldiers arrested their leader.", "arrested", -10)]
    public void A_day_is_counted_from_the_other_of_its_sentence(string text, string trigger, int day) =>
        CodedActors.Find(CodedActors.Code(text, Published), trigger).Date!.Start.ShouldBe(new DateOnly(2024, 10, 31).AddDays(day));

    [Fact]
    public void A_day_told_with_no_event_is_that_of_the_act_told_next() =>
        CodedActors.Find(CodedActors.Code("Loud bangs were heard in the Yemeni capital early on Tuesday. State media said Israeli missiles had hit a power station.", Published), "hit").Date!.Start.ShouldBe(new DateOnly(2024, 11, 5));

    [Fact]
    public void The_police_of_the_sentence_before_made_the_arrests()
    {
        var arrested = CodedActors.Find(CodedActors.Code("Riot police used batons against miners in Cochabamba on Monday. Fourteen miners were detained.", Published), "detained");
        arrested.Actors.ShouldHaveSingleItem().Sectors.ShouldBe(["COP"]);
        arrested.Actors[0].Country.ShouldBe("BOL");
    }

    [Fact]
    public void A_policeman_who_is_arrested_did_not_arrest_himself() =>
        CodedActors.Find(CodedActors.Code("A witness accused police chief Tom Barrow of Springfield of beating a prisoner. Barrow was arrested on Monday.", Published), "arrested").Actors.ShouldBeEmpty();

    [Fact]
    public void Who_kidnapped_is_who_released() =>
        CodedActors.Find(CodedActors.Code("Bandits kidnapped a doctor in Zamfara on Monday. He was released on Wednesday.", Published), "released").Actors.ShouldHaveSingleItem().Sectors.ShouldBe(["CRM"]);

    [Theory]
    [InlineData("Kenya banned imports of Ugandan milk on Monday. Uganda rejected the decision.", "rejected", "KEN")]
    [InlineData("Israeli troops raided a clinic in Jenin on Monday. The Palestinian Authority denounced the raid.", "denounced", "ISR")]
    public void A_decision_that_is_judged_is_that_of_those_who_took_it(string text, string trigger, string judged) =>
        CodedActors.Find(CodedActors.Code(text, Published), trigger).Recipients.Select(r => r.Country).ShouldContain(judged);

    [Theory]
    [InlineData("The foreign ministers of Egypt and Sudan met in Khartoum on Monday. The two ministers agreed to resume talks on the dam.", "agreed")]
    [InlineData("The Polish defence minister met his Estonian counterpart in Tallinn on Monday. They agreed to cooperate on air defence.", "agreed")]
    public void Those_who_met_are_both_meant_next(string text, string trigger) =>
        CodedActors.Find(CodedActors.Code(text, Published), trigger).Actors.Count.ShouldBe(2);

    [Fact]
    public void Victims_counted_later_are_those_of_the_act_before()
    {
        var attack = CodedActors.Find(CodedActors.Code("Armed men opened fire on a wedding in Cali on Monday. A guest was killed on the spot. Five other guests, including two children, were taken to hospital with gunshot wounds.", Published), "opened fire");
        attack.Dead!.Value.ShouldBe(1);
        attack.Injured!.Value.ShouldBe(5);
    }

    [Fact]
    public void A_toll_of_months_is_not_that_of_one_act() =>
        CodedActors.Find(CodedActors.Code("Gunmen attacked a convoy near Gao on Monday. More than 300 people have been killed in the region since January.", Published), "attacked").Dead.ShouldBeNull();

    [Fact]
    public void A_protest_outside_a_ministry_is_against_it() =>
        CodedActors.Find(CodedActors.Code("Nurses held a protest outside the health ministry in Accra on Monday.", Published), "protest").Recipients.ShouldHaveSingleItem().Country.ShouldBe("GHA");
}
