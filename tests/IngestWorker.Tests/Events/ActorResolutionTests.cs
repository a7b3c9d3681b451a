using IngestWorker.Contracts;
using IngestWorker.Events;

namespace IngestWorker.Tests.Events;

/// <summary>Who someone is, from nationality, office, organization and what was said before.</summary>
public sealed class ActorResolutionTests
{
    [Theory]
    [InlineData("The acting secretary general of the union has accused Iran of meddling.", "GOV")]
    [InlineData("The secretary-general of the league has accused Iran of meddling.", "GOV")]
    [InlineData("A general of the army has accused Iran of meddling.", "MIL")]
    [InlineData("The attorney general has accused Iran of meddling.", "JUD")]
    public void An_office_is_not_read_by_its_last_word(string text, string sector) => Actor(text).Sectors.ShouldContain(sector);

    [Theory]
    [InlineData("Gaza's health ministry has condemned Israel.", "PSE", "GOV,MED")]
    [InlineData("The mayor of Lyon has accused Italy of meddling.", "FRA", "GOV")]
    [InlineData("A senior Hamas official has accused Israel of meddling.", "PSE", "REB")]
    [InlineData("Peruvian Defence Minister Juan Quispe has accused Chile of meddling.", "PER", "GOV,MIL")]
    [InlineData("Juan Quispe, the Peruvian defence minister, has accused Chile of meddling.", "PER", "GOV,MIL")]
    [InlineData("The foreign minister of Chad has accused Libya of meddling.", "TCD", "GOV")]
    [InlineData("The former president of Chad has accused Libya of meddling.", "TCD", "ELI")]
    [InlineData("A spokeswoman for the Turkish interior ministry has accused Syria of meddling.", "TUR", "GOV")]
    public void Nationality_and_office_are_read_together(string text, string country, string sectors)
    {
        var actor = Actor(text);
        (actor.Country, string.Join(',', actor.Sectors)).ShouldBe((country, sectors));
    }

    [Fact]
    public void An_army_that_is_not_named_is_of_the_country_that_the_article_is_about()
    {
        var events = Code("Poland closed two crossings to Belarus. Russia criticized Poland. In Warsaw and in Lublin, Poles stayed calm. The army deployed 2,000 troops near Bialystok.");
        events.Last(e => e.Type is PloverType.Mobilize).Actors.ShouldContain(a => a.Country == "POL");
    }

    [Fact]
    public void The_army_that_was_named_before_is_that_one()
    {
        var events = Code("The Chadian army attacked rebels near the border with Libya. The army said it had killed nine rebels.");
        events.SelectMany(e => e.Actors).Where(a => a.Sectors.Contains("MIL")).ShouldAllBe(a => a.Country == "TCD");
    }

    [Theory]
    [InlineData("A senior rebel official has condemned Chad.", "REB")]
    [InlineData("The Ministry of Justice of Ethiopia has condemned Chad.", "JUD")]
    [InlineData("A representative of the government has condemned Chad.", "GOV")]
    public void Whose_official_it_is_says_more_than_the_word(string text, string sector) => Actor(text).Sectors.ShouldBe([sector]);

    [Fact]
    public void A_name_that_is_an_office_too_is_none() =>
        Code("Australian foreign minister Julie Bishop has condemned Chad.").ShouldHaveSingleItem().Actors.Single().Sectors.ShouldBe(["GOV"]);

    [Fact]
    public void Houses_are_no_parliament() =>
        Code("Israeli soldiers shelled houses in Rafah.").SelectMany(e => e.Actors.Concat(e.Recipients)).ShouldAllBe(a => !a.Sectors.Contains("LEG"));

    [Fact]
    public void Two_nationalities_before_one_noun_are_two_actors() =>
        Code("Turkish and Syrian soldiers clashed near Afrin.").ShouldHaveSingleItem().Actors.Select(a => a.Country).ShouldBe(["TUR", "SYR"]);

    [Fact]
    public void Who_is_listed_stands_in_the_list() =>
        Code("Hungary, Austria and Serbia condemned Russia.").ShouldHaveSingleItem().Actors.Select(a => a.Country).ShouldBe(["HUN", "AUT", "SRB"]);

    [Fact]
    public void Another_person_of_a_presidents_last_name_is_not_the_president() =>
        Code("Ramiro Maduro has accused Colombia of meddling.").SelectMany(e => e.Actors).ShouldAllBe(a => a.Country == null);

    [Fact]
    public void Someone_who_flew_somewhere_to_negotiate_met_there() =>
        Code("The Colombian foreign minister flew to Havana on Monday to negotiate with the rebels.").ShouldContain(e => e.Type == PloverType.Consult);

    private static readonly DateOnly s_published = new(2021, 6, 2);

    private static IReadOnlyList<CodedEvent> Code(string text) => CodedActors.Code(text, s_published);

    private static Actor Actor(string text) => CodedActors.Actor(text, s_published);
}
