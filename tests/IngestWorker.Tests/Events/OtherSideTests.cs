using IngestWorker.Contracts;

namespace IngestWorker.Tests.Events;

/// <summary>Sides that stand elsewhere than beside the deed: whose decision is judged, to whom one gives way, from whom something is taken.</summary>
public sealed class OtherSideTests
{
    [Theory]
    [InlineData("The parliament of Uganda passed the bill on Tuesday. Britain condemned the vote.", PloverType.Accuse, "UGA")]
    [InlineData("Azerbaijan accused France of meddling on Friday. Paris recalled its ambassador.", PloverType.Sanction, "AZE")]
    [InlineData("Hezbollah accused Israel of the attack and swore revenge.", PloverType.Threaten, "ISR")]
    [InlineData("Belarus passed a law on exiles, drawing condemnation from the European Union.", PloverType.Accuse, "BLR")]
    [InlineData("Serbia demanded that Kosovo apologise.", PloverType.Request, "XKX")]
    public void Against_whom_it_is_was_told_before(string text, PloverType type, string country)
    {
        CodedActors.Code(text, new DateOnly(2024, 3, 1)).Last(e => e.Type == type).Recipients.Select(r => r.Country).ShouldContain(country);
    }

    [Fact]
    public void One_gives_way_to_those_who_pressed()
    {
        CodedActors.Code("Doctors in Kenya called off a strike after the government agreed to pay arrears.", new DateOnly(2024, 3, 1)).Single(e => e.Type == PloverType.Agree).Recipients.Single().Sectors.ShouldContain("MED");
    }

    [Theory]
    [InlineData("Gabon's president pardoned 14 soldiers convicted over a mutiny.", PloverType.Concede, "soldiers")]
    [InlineData("Nigeria's secret police freed a labour leader hours after the threat.", PloverType.Retreat, "labour leader")]
    public void The_object_is_whole(string text, PloverType type, string recipient)
    {
        CodedActors.Code(text, new DateOnly(2024, 3, 1)).First(e => e.Type == type).Recipients.Single().Text.ShouldContain(recipient);
    }

    [Fact]
    public void What_a_protest_is_for_is_no_second_one()
    {
        CodedActors.Code("Hundreds of Georgians rallied outside parliament in Tbilisi to protest against a bill on foreign agents.", new DateOnly(2024, 3, 1)).Count(e => e.Type == PloverType.Protest).ShouldBe(1);
    }

    [Fact]
    public void Some_of_a_crowd_do_what_with_opens()
    {
        CodedActors.Code("Hundreds of students marched through Athens to protest against a plan, with some hurling petrol bombs at riot police.", new DateOnly(2024, 3, 1)).Single(e => e.Type == PloverType.Assault).Recipients[0].Sectors.ShouldContain("COP");
    }

    [Fact]
    public void Washington_is_no_village_and_whose_opens_no_name()
    {
        var actor = CodedActors.Code("The Tory government in Whitehall thanked MPs of the borough council. Washington, whose Secretary of State, Alexander Haig, had mediated for three weeks, abandoned its neutrality on 30 April, suspended military exports to Argentina and promised to support Britain.", new DateOnly(1982, 5, 2)).Last(e => e.Type == PloverType.Sanction).Actors.Single();

        (actor.Text, actor.Country).ShouldBe(("Washington", "USA"));
    }

    [Fact]
    public void No_verb_owns_what_follows()
    {
        var support = CodedActors.Code("Turkey's parliament ratified Sweden's bid to join NATO after 20 months of delay.", new DateOnly(2024, 3, 1)).Single(e => e.Type == PloverType.Support);

        (support.Actors[0].Country, support.Recipients[0].Country).ShouldBe(("TUR", "SWE"));
    }

    [Theory]
    [InlineData("Washington - US President Donald Trump on Tuesday called on Iran to stop.", PloverType.Request, "USA", "IRN")]
    [InlineData("Germany returned a manuscript that was stolen in the war to Poland.", PloverType.Retreat, "DEU", "POL")]
    [InlineData("The United States handed over medical equipment worth two million dollars to Ethiopia.", PloverType.Aid, "USA", "ETH")]
    public void Who_gives_and_who_gets(string text, PloverType type, string actor, string recipient)
    {
        var found = CodedActors.Code(text, new DateOnly(2024, 3, 1)).First(e => e.Type == type);

        found.Actors[0].Country.ShouldBe(actor);
        found.Recipients[0].Country.ShouldBe(recipient);
    }
}
