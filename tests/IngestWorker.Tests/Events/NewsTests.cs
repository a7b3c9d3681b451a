using IngestWorker.Contracts;

namespace IngestWorker.Tests.Events;

/// <summary>What plain news showed to be lost: each sentence is one of a kind.</summary>
public sealed class NewsTests
{
    [Theory]
    // A clause beside what is agreed or reproached is told.
    [InlineData("The two presidents agreed to extend the stay of Rwandan troops in Cabo Delgado, where insurgents beheaded four villagers last month.", "beheaded", "ASSAULT")]
    [InlineData("Kinshasa accused Rwanda of arming the rebels, a charge that Kigali has dismissed as baseless.", "dismissed", "REJECT")]
    // Each of two.
    [InlineData("Chad and Sudan have each accused the other of breaking the truce.", "accused", "ACCUSE")]
    [InlineData("Thai and Cambodian troops exchanged fire on Tuesday, with both sides accusing each other of shooting first.", "accusing", "ACCUSE")]
    // What no bomb of the sentence explains.
    [InlineData("Two explosions killed 84 people in the Iranian city of Kerman on Tuesday.", "explosions", "ASSAULT")]
    [InlineData("Parents blocked the Kaduna-Abuja road on Tuesday to press the government to free their children.", "blocked", "PROTEST")]
    [InlineData("The army told people in the east of the city to leave their homes.", "told", "REQUEST")]
    [InlineData("Kenya and Somalia signed a truce in Djibouti on Tuesday.", "signed", "SUPPORT")]
    [InlineData("African ministers met in Nairobi on Tuesday.", "met", "CONSULT")]
    [InlineData("Tanzania donated 1,000 tonnes of flour and two helicopters on Tuesday.", "donated", "AID")]
    [InlineData("Germany promised Poland a delivery of tanks on Tuesday.", "promised", "AGREE")]
    [InlineData("The attackers took away several hostages on Tuesday.", "took away", "ASSAULT")]
    [InlineData("Tehran and Washington carried out a prisoner swap on Tuesday.", "swap", "RETREAT")]
    [InlineData("Norway sold 32 used fighter jets to Romania in November.", "sold", "COOPERATE")]
    [InlineData("Israel called its ambassador home from Oslo on Tuesday.", "called", "SANCTION")]
    [InlineData("Chad on Tuesday scrapped its defence accord with France.", "scrapped", "SANCTION")]
    [InlineData("Armoured vehicles of the Zimbabwean army rolled towards Harare on Tuesday.", "rolled", "MOBILIZE")]
    [InlineData("Germany returned 22 bronzes to Nigeria on Tuesday.", "returned", "RETREAT")]
    public void What_was_lost_is_found(string text, string trigger, string type) => CodedActors.Find(Frames.Code(text), trigger).Type.ToName().ShouldBe(type);

    [Theory]
    [InlineData("Germany's chancellor ruled out sending long-range missiles to Kyiv.", "ruled out", "UKR")]
    [InlineData("Russia's president balked at a request by Paris on Tuesday.", "balked", "FRA")]
    [InlineData("The United States gave Lebanon's army 60 million dollars last month.", "gave", "LBN")]
    [InlineData("Police fired round after round of tear gas at Bolivian protesters on Tuesday.", "fired", "BOL")]
    [InlineData("Two people died during protests in Bolivia against the Bolivian government.", "protests", "BOL")]
    public void The_other_side_is_found_farther_off(string text, string trigger, string country) => CodedActors.Find(Frames.Code(text), trigger).Recipients.ShouldContain(r => r.Country == country);

    [Fact]
    public void Of_several_others_nobody_is_taken() =>
        CodedActors.Find(Frames.Code("Pyongyang warned that it would respond to drills by Seoul and Washington."), "warned").Recipients.ShouldNotContain(r => r.Country == "KOR");

    [Theory]
    [InlineData("Ten sailors were kidnapped by Abu Sayyaf militants in March.", "kidnapped", "PHL")]
    [InlineData("The Israeli tanks fought Hamas gunmen in Gaza on Tuesday.", "fought", "PSE")]
    public void Who_acts_is_found(string text, string trigger, string country) => CodedActors.Find(Frames.Code(text), trigger).Actors.ShouldContain(a => a.Country == country);

    [Theory]
    [InlineData("Rockets were fired from Gaza towards the city of Ashkelon on Tuesday.", "fired", "Ashkelon")]
    [InlineData("Taliban fighters attacked two checkpoints in the Imam Sahib district of Afghanistan's Kunduz province.", "attacked", "Imam Sahib")]
    [InlineData("Kenya and Somalia signed a treaty in Geneva on Tuesday.", "signed", "Geneva")]
    [InlineData("The French foreign minister visited Cairo on Tuesday.", "visited", "Cairo")]
    public void Where_it_happened(string text, string trigger, string place) => CodedActors.Find(Frames.Code(text), trigger).Place.ShouldNotBeNull().Text.ShouldBe(place);

    [Theory]
    [InlineData("The mayor of Chilpancingo was murdered on Tuesday.", "murdered")]
    [InlineData("Gunmen shot dead his secretary, Francisco Tapia, on Tuesday.", "shot dead")]
    public void One_victim_is_counted(string text, string trigger) => CodedActors.Find(Frames.Code(text), trigger).Dead.ShouldNotBeNull().Value.ShouldBe(1);

    [Fact]
    public void What_years_lie_behind_is_past() =>
        CodedActors.Find(Frames.Code("Iran and Saudi Arabia agreed on Tuesday to restore relations, seven years after Riyadh cut ties with Tehran."), "cut").Status.ToName().ShouldBe("historical");

    [Fact]
    public void Of_people_in_office_a_place_between_them_and_their_name_says_nothing_wrong() =>
        Frames.Code("The chairman of the African Union Commission Moussa Faki Mahamat has condemned Sudan.").ShouldHaveSingleItem().Actors.ShouldHaveSingleItem().Country.ShouldBe("IGO");
}
