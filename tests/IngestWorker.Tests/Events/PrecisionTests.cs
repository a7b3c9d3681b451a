using IngestWorker.Contracts;
using IngestWorker.Events;

namespace IngestWorker.Tests.Events;

/// <summary>What must not be made of sentences that do hold an event or speak of public affairs.</summary>
public sealed class PrecisionTests
{
    private static readonly EventCoder s_coder = new();

    [Theory]
    [InlineData("The general denied that the army was preventing villagers from leaving the camp.", PloverType.Retreat)]
    [InlineData("Many families are afraid to return to the areas held by the army.", PloverType.Retreat)]
    [InlineData("The senator returned to Washington on Monday for the debate.", PloverType.Retreat)]
    [InlineData("The president tried to coerce Ukraine into investigating the senator, the committee said.", PloverType.Accuse)]
    [InlineData("The minister's involvement offers voters a reminder of last year's scandal.", PloverType.Agree)]
    [InlineData("The party's strategy for ending the protests has failed, the minister said.", PloverType.Concede)]
    [InlineData("The company would have to pay the government two million dollars.", PloverType.Agree)]
    [InlineData("The ministry said that its officials are committed to restraint.", PloverType.Agree)]
    [InlineData("If the rebels attack the town, the army will defend it.", PloverType.Assault)]
    [InlineData("The police alone are not able to end the violence, the minister said.", PloverType.Assault)]
    [InlineData("Officials usually arrest smugglers when they cross the border.", PloverType.Coerce)]
    [InlineData("The scientists demonstrated that the government's figures were wrong.", PloverType.Protest)]
    [InlineData("What would the minister say if the army had shelled the town of Sirte?", PloverType.Assault)]
    [InlineData("Migrants seeking asylum waited at the border, the ministry said.", PloverType.Request)]
    [InlineData("The prisoners were taken to a detention facility near the capital.", PloverType.Coerce)]
    [InlineData("Soldiers who kill protesters go free in this country, the activist said.", PloverType.Assault)]
    [InlineData("The army sent tanks to the border to storm the town of Sirte.", PloverType.Assault)]
    [InlineData("Video of the raid was released by the police on Monday.", PloverType.Retreat)]
    [InlineData("The party was accused by critics of supporting the president.", PloverType.Support)]
    [InlineData("The Nationalist Attack Project was founded by officials of the ministry in the capital last year.", PloverType.Assault)]
    [InlineData("The rebels returned to the capital instead of attacking the base.", PloverType.Assault)]
    [InlineData("The two officials were wary of offering concessions to Iran.", PloverType.Concede)]
    [InlineData("A muddled view of trade talks between the United States and China weighs on investors.", PloverType.Consult)]
    [InlineData("Ghana will angrily dismiss any criticism of the vote.", PloverType.Reject)]
    [InlineData("Hong Kong was threatened with Chinese military intervention.", PloverType.Assault)]
    [InlineData("There will be riots in the capital, the minister said.", PloverType.Protest)]
    [InlineData("The senator was under attack in the debate last month.", PloverType.Assault)]
    [InlineData("Senators call for talks | Louisiana hit by attack | Police arrest activists in Paris", PloverType.Coerce)]
    [InlineData("The envoy told visiting Ukrainian officials that the government would help.", PloverType.Consult)]
    public void What_is_feared_wanted_hindered_or_usual_is_no_event(string sentence, PloverType type) =>
        Code(sentence).ShouldNotContain(e => e.Type == type);

    [Fact]
    public void The_place_of_a_protest_is_no_protester()
    {
        var protest = Code("The Nairobi protests continued on Monday.").ShouldHaveSingleItem();
        protest.Type.ShouldBe(PloverType.Protest);
        protest.Actors.ShouldBeEmpty();
    }

    [Fact]
    public void Who_is_arrested_owns_the_arrest()
    {
        var arrest = Code("The party condemned the activist's arrest on Monday.").Single(e => e.Type == PloverType.Coerce);
        arrest.Actors.ShouldBeEmpty();
        arrest.Recipients.ShouldHaveSingleItem().Text.ShouldContain("activist");
    }

    [Fact]
    public void Convicted_and_sentenced_is_one_deed() =>
        Code("The former minister was convicted and sentenced by the court on Monday.").Count(e => e.Type == PloverType.Sanction).ShouldBe(1);

    [Fact]
    public void A_speaker_of_a_longer_sentence_before_is_no_word_of_the_short_one_that_follows() =>
        Code("After the long session of the council on Monday in the old hall near the river, the tall woman from the second row of the gallery said that the army shelled the village. \"They killed ten people.\"").Count.ShouldBeGreaterThan(0);

    [Fact]
    public void Officers_of_a_police_story_are_police() =>
        Code("Police raided a bar on Monday. Officers arrested three smugglers in the cellar.").ShouldContain(e => e.Type == PloverType.Coerce && e.Actors.Count == 1 && e.Actors[0].Sectors.Contains("COP") && e.Trigger.Text == "arrested");

    [Fact]
    public void An_article_about_other_matters_holds_no_event()
    {
        const string Text = """
            A good lens is worth more than a new camera.
            The one we tried for a month is sharp from edge to edge.
            It captures the village at dusk without noise.
            The autofocus engages at once and hits its mark nine times in ten.
            Rivals attack it on price, and the maker has fought back with a discount.
            The hood protects the glass, and the cap is easy to lose.
            In the rain the seals held, and no drop invaded the barrel.
            Video was never its strength, but the latest firmware helps.
            We would buy it again, and we told our friends to do the same.
            """;
        Code(Text).ShouldBeEmpty();
    }

    private static IReadOnlyList<CodedEvent> Code(string text) => s_coder.Code(new CodingInput { ArticleId = Guid.Empty, Text = text, Published = new DateOnly(2020, 10, 2) }).Events;
}
