using IngestWorker.Contracts;

namespace IngestWorker.Tests.Events;

/// <summary>Whose soldiers, whose weapons, whose king: sides that another word of the sentence tells.</summary>
public sealed class WhoseTests
{
    private static readonly DateOnly Published = new(2024, 11, 7);

    [Theory]
    [InlineData("Chad denied on Monday that its soldiers had killed villagers in the Sudanese town of Tine.", "killed", "TCD")]
    [InlineData("The Ethiopian army said its jets had bombed a rebel camp in northern Somalia.", "bombed", "ETH")]
    public void What_is_its_belongs_to_who_speaks(string text, string trigger, string country) =>
        CodedActors.Find(CodedActors.Code(text, Published), trigger).Actors.ShouldHaveSingleItem().Country.ShouldBe(country);

    [Fact]
    public void Those_who_are_fired_at_belong_to_the_one_who_says_so() =>
        CodedActors.Find(CodedActors.Code("The Turkish army said Syrian gunmen had opened fire on its soldiers near Afrin.", Published), "opened fire").Recipients.ShouldHaveSingleItem().Country.ShouldBe("TUR");

    [Fact]
    public void Troops_of_two_countries_together_are_of_both() =>
        CodedActors.Find(CodedActors.Code("Kenya and Uganda have completed the withdrawal of their troops from the border.", Published), "withdrawal").Actors.Select(a => a.Country).ShouldBe(["KEN", "UGA"], ignoreOrder: true);

    [Fact]
    public void A_king_is_of_the_country_that_is_named_before_him() =>
        CodedActors.Find(CodedActors.Code("Jordan's King Abdullah met the French president in Amman on Monday.", Published), "met").Actors.ShouldContain(a => a.Country == "JOR");

    [Fact]
    public void Weapons_that_are_shot_down_are_of_those_who_launched_them() =>
        CodedActors.Find(CodedActors.Code("Israel's air force shot down 12 drones launched by Iran on Monday.", Published), "shot down").Recipients.ShouldHaveSingleItem().Country.ShouldBe("IRN");

    [Theory]
    [InlineData("Police in Lusaka fired tear gas on Monday to disperse hundreds of students.", "fired tear gas", "EDU")]
    [InlineData("Protesters threw stones at officers in Lima on Monday.", "threw stones at officers", "MIL")]
    public void Whom_a_deed_is_aimed_at_is_its_recipient(string text, string trigger, string sector) =>
        CodedActors.Find(CodedActors.Code(text, Published), trigger).Recipients.ShouldContain(r => r.Sectors.Contains(sector) || sector == "MIL" && r.Sectors.Contains("COP"));

    [Fact]
    public void An_accusation_that_is_rejected_is_that_of_the_accuser() =>
        CodedActors.Find(CodedActors.Code("Mali accused Algeria on Monday of arming rebels. Algiers rejected the accusation.", Published), "rejected").Recipients.ShouldHaveSingleItem().Country.ShouldBe("MLI");

    [Fact]
    public void Who_speaks_to_both_sides_is_none_of_them() =>
        CodedActors.Find(CodedActors.Code("Canada and Norway demanded on Monday that both sides withdraw from the river.", Published), "demanded").Recipients.ShouldNotContain(r => r.Country == "CAN" || r.Country == "NOR");

    [Fact]
    public void Workers_who_call_off_their_strike_give_in() =>
        CodedActors.Code("Nurses in Malawi called off a two-week strike on Monday.", Published).ShouldHaveSingleItem().Type.ShouldBe(PloverType.Concede);
}
