using System.Globalization;
using IngestWorker.Contracts;

namespace IngestWorker.Tests.Events;

/// <summary>Names as agencies write them, the places that a reader would find, and whose word it is.</summary>
public sealed class WhoWhereAndWhoSaysTests
{
    private static readonly DateOnly Published = new(2001, 3, 14);

    [Theory]
    [InlineData("Arafat has accused Syria of meddling.", "1996-05-02", "PSE", "GOV")]
    [InlineData("Mubarak has accused Iran of meddling.", "2005-05-02", "EGY", "GOV")]
    [InlineData("Habibie has accused Australia of meddling.", "1999-05-02", "IDN", "GOV")]
    [InlineData("Shevardnadze has accused Romania of meddling.", "1989-05-02", "RUS", "GOV")]
    [InlineData("Shevardnadze has accused Russia of meddling.", "1999-05-02", "GEO", "GOV")]
    [InlineData("Chechen leader Aslan Maskhadov has accused Georgia of meddling.", "1999-05-02", "RUS", "REB")]
    [InlineData("Former Chilean dictator Augusto Pinochet has accused Spain of meddling.", "1999-05-02", "CHL", "ELI")]
    [InlineData("Deputy Secretary of State John Doe has accused Syria of meddling.", "2003-05-02", "USA", "GOV")]
    [InlineData("The Pope has accused Chad of breaking the truce.", "1999-05-02", "VAT", "REL")]
    public void Those_who_lead_are_known_by_their_last_names(string text, string published, string country, string sectors) => ShouldBe(text, published, country, sectors);

    [Theory]
    [InlineData("Members of the African National Congress have accused Zambia of meddling.", "1993-05-02", "ZAF", "PTY")]
    [InlineData("The Ugandan rebels' chief negotiator has accused Kenya of meddling.", "2001-05-02", "UGA", "REB")]
    [InlineData("The head of the Russian Orthodox Church has accused Ukraine of meddling.", "2001-05-02", "RUS", "REL")]
    [InlineData("Rwanda-backed RCD rebels have accused Angola of meddling.", "2001-05-02", "COD", "REB")]
    [InlineData("Bosnian Serb rebels have accused Croatia of meddling.", "1995-05-02", "BIH", "REB")]
    [InlineData("The Hungarian minority has accused Slovakia of meddling.", "1995-05-02", "SVK", "CVL")]
    [InlineData("The Sudanese National Democratic Alliance has accused Egypt of meddling.", "2001-05-02", "SDN", "OPP")]
    [InlineData("Ijaw militants have accused Cameroon of meddling.", "2001-05-02", "NGA", "REB")]
    [InlineData("HMS Sheffield attacked two boats off Aden.", "2001-05-02", "GBR", "MIL")]
    [InlineData("Radio Kigali has accused Uganda of meddling.", "2001-05-02", "RWA", "JRN")]
    public void Bodies_and_peoples_are_those_of_their_country(string text, string published, string country, string sectors) => ShouldBe(text, published, country, sectors);

    private static void ShouldBe(string text, string published, string country, string sectors)
    {
        var actor = CodedActors.Code(text, DateOnly.Parse(published, CultureInfo.InvariantCulture))[0].Actors.ShouldHaveSingleItem();
        (actor.Country, string.Join(',', actor.Sectors)).ShouldBe((country, sectors));
    }

    [Theory]
    [InlineData("Algerian security forces shot dead 14 Muslim militants, newspapers reported.", "shot dead", "DZA")]
    [InlineData("Colombian guerrillas killed four soldiers near the Venezuelan border on Monday.", "killed", "COL")]
    [InlineData("Macedonian troops shelled ethnic Albanian guerrillas in the hills above Tetovo.", "shelled", "MKD")]
    [InlineData("UNMEE said Eritrea had expelled one of its officers.", "expelled", "UNO")]
    public void Whom_forces_fight_at_home_are_their_own(string text, string trigger, string country) =>
        CodedActors.Find(CodedActors.Code(text, Published), trigger).Recipients.ShouldHaveSingleItem().Country.ShouldBe(country);

    [Fact]
    public void The_west_bank_keeps_no_money() =>
        CodedActors.Find(CodedActors.Code("Israel sealed off the West Bank after the bombing.", Published), "sealed off").Recipients.ShouldHaveSingleItem().Sectors.ShouldBeEmpty();

    [Fact]
    public void They_are_of_the_country_of_those_whom_they_stand_for() =>
        CodedActors.Find(CodedActors.Code("Hutu rebels attacked Bujumbura on Monday. They killed 15 civilians.", Published), "killed").Actors.ShouldHaveSingleItem().Country.ShouldBe("BDI");

    [Theory]
    [InlineData("Greek Cypriots demonstrated near the U.N. buffer zone in Nicosia on Sunday, police said.", "CYP")]
    [InlineData("Bulgarian Turks protested outside the parliament in Sofia on Monday.", "BGR")]
    public void A_people_can_be_a_crowd(string text, string country)
    {
        var actor = CodedActors.Code(text, Published).First(e => e.Type is PloverType.Protest).Actors.ShouldHaveSingleItem();
        (actor.Country, string.Join(',', actor.Sectors)).ShouldBe((country, "CVL"));
    }

    [Fact]
    public void The_name_behind_a_counterpart_is_his() =>
        CodedActors.Find(CodedActors.Code("Armenian President Robert Kocharyan and his Azeri counterpart Heydar Aliyev met in Moscow on Monday.", Published), "met").Actors.Select(a => a.Country).ShouldBe(["ARM", "AZE"]);

    [Fact]
    public void He_who_is_dismissed_is_he_who_is_arrested() =>
        CodedActors.Find(CodedActors.Code("Pakistani army chief Jamil Karim dismissed Prime Minister Nawaz Sharif and placed him under house arrest.", Published), "placed").Recipients.ShouldHaveSingleItem().Country.ShouldBe("PAK");

    [Fact]
    public void Whose_chief_it_is_stands_before_the_pronoun() =>
        CodedActors.Find(CodedActors.Code("Mercenaries arrived in Papua New Guinea, whose defence chief Jerry Koima arrested them on Monday.", Published), "arrested").Actors.ShouldHaveSingleItem().Country.ShouldBe("PNG");

    [Fact]
    public void Peoples_in_a_row_are_two_sides() =>
        CodedActors.Find(CodedActors.Code("Hema and Lendu militias clashed in Bunia on Monday, killing 100.", Published), "clashed").Actors.ShouldAllBe(a => a.Country == "COD");

    [Theory]
    [InlineData("Iranian Foreign Minister Kamal Kharrazi held talks with his Saudi counterpart, Prince Saud al-Faisal, in Riyadh on improving ties.", "held talks", "Riyadh", "SAU")]
    [InlineData("Two teenagers were shot dead by Israeli soldiers near a Jewish settlement in the Gaza Strip on Wednesday.", "shot dead", "Gaza Strip", "PSE")]
    [InlineData("Militants demolished the Babri mosque in Ayodhya on Sunday, police said.", "demolished", "Ayodhya", "IND")]
    [InlineData("The Chinese embassy in Belgrade was hit by NATO missiles on Saturday.", "hit", "Belgrade", "SRB")]
    [InlineData("The U.S. Coast Guard seized a freighter carrying cocaine off Panama.", "seized", "Panama", "PAN")]
    [InlineData("Serb forces shelled the town of Suva Reka in Kosovo on Monday.", "shelled", "Suva Reka", "XKX")]
    [InlineData("Rebels attacked a village 20 km south of the Burundian capital Bujumbura, killing 12 people.", "attacked", "Bujumbura", "BDI")]
    [InlineData("The men were shot not in the square but at Muxidi, witnesses said.", "shot", "Muxidi", null)]
    [InlineData("Inkatha supporters clashed with members of the African National Congress in Natal, leaving 11 dead.", "clashed", "Natal", "ZAF")]
    [InlineData("Georgian Foreign Minister Irakly Menagarishvili met his Russian counterpart in Moscow on Monday.", "met", "Moscow", "RUS")]
    [InlineData("In the Philippines, communist rebels killed the mayor of a town in Quezon province on Monday.", "killed", "Quezon", "PHL")]
    [InlineData("A mob killed two soldiers in the West Bank town of Ramallah on Thursday, police said.", "killed", "Ramallah", "PSE")]
    [InlineData("The ambassador met relatives of three hostages in Cali on Monday.", "met", "Cali", "COL")]
    [InlineData("A former minister was arrested at his home in the Manila suburb of San Juan.", "arrested", "San Juan", "PHL")]
    [InlineData("Zapatista rebels seized San Cristobal de las Casas in the southern state of Chiapas.", "seized", "San Cristobal de las Casas", "MEX")]
    [InlineData("The army bombed villages in Karen state on Monday, officials said.", "bombed", "Karen state", "MMR")]
    public void The_place_is_the_one_that_a_reader_finds(string text, string trigger, string place, string? country)
    {
        var found = CodedActors.Find(CodedActors.Code(text, Published), trigger).Place!;
        (found.Text, found.Country).ShouldBe((place, country));
    }

    [Theory]
    [InlineData("Supporters of the opposition clashed with riot police in the Georgian capital on Sunday.", 41.7)]
    [InlineData("Supporters of the opposition clashed with riot police in the South Korean capital on Sunday.", 37.6)]
    [InlineData("Rebels attacked a police post in the Chechen capital on Sunday, Russian officials said.", null)]
    public void A_capital_lies_where_its_town_lies(string text, double? latitude)
    {
        var place = CodedActors.Code(text, Published)[0].Place!;
        (place.Text.EndsWith("capital", StringComparison.Ordinal), place.Latitude is { } at ? Math.Round(at, 1) : (double?)null).ShouldBe((true, latitude));
    }

    [Theory]
    [InlineData("The opposition Movement for Democratic Change said gunmen had abducted four of its officials in Bindura.", "abducted", "ZWE", "PTY,OPP")]
    [InlineData("The FBI arrested one of its own agents on charges of spying for Moscow.", "arrested", "USA", "SPY")]
    public void Whose_officials_they_are_says_what_they_are(string text, string trigger, string country, string sectors)
    {
        var victim = CodedActors.Find(CodedActors.Code(text, Published), trigger).Recipients.ShouldHaveSingleItem();
        (victim.Country, string.Join(',', victim.Sectors)).ShouldBe((country, sectors));
    }

    [Fact]
    public void Its_army_is_that_of_the_state_named_before() =>
        CodedActors.Find(CodedActors.Code("Israel's security cabinet met in Jerusalem on Monday, Israel Radio reported. Its army later entered Jericho.", Published), "entered").Actors.ShouldHaveSingleItem().Country.ShouldBe("ISR");

    [Fact]
    public void Peacekeepers_are_not_of_the_place_where_they_are_killed() =>
        CodedActors.Find(CodedActors.Code("U.N. officials said militiamen had killed two peacekeepers near the East Timorese town of Suai on Monday.", Published), "killed").Recipients.ShouldHaveSingleItem().Country.ShouldBe("UNO");

    [Fact]
    public void Sanctions_that_are_lifted_have_no_place() =>
        CodedActors.Find(CodedActors.Code("The United Nations lifted sanctions on Libya on Monday.", Published), "lifted").Place.ShouldBeNull();

    [Fact]
    public void A_capital_before_its_bombings_does_not_bomb() =>
        CodedActors.Code("Spanish police arrested three Moroccans over the Madrid train bombings.", Published).SelectMany(e => e.Actors).ShouldNotContain(a => a.Sectors.Contains("MIL"));

    [Fact]
    public void Who_denies_it_behind_a_semicolon_passes_nothing_on()
    {
        var events = CodedActors.Code("The opposition claimed police beat hundreds of its supporters in Harare; the government denied it.", Published);
        CodedActors.Find(events, "beat").RelayedBy.ShouldBeNull();
        CodedActors.Find(events, "denied").AccordingTo.ShouldBeNull();
    }

    [Fact]
    public void Who_declares_something_behind_and_has_not_told_what_came_before() =>
        CodedActors.Find(CodedActors.Code("Russian forces attacked Ukraine from Belarus on Monday, and Zelenskiy declared martial law.", Published), "attacked").AccordingTo.ShouldBeNull();

    [Fact]
    public void Who_is_quoted_as_condemning_condemns() =>
        CodedActors.Find(CodedActors.Code("Xinhua quoted a Chinese Foreign Ministry spokesman as condemning the U.S. arms sale to Taiwan.", Published), "condemning").Actors.ShouldHaveSingleItem().Sectors.ShouldBe(["GOV"]);

    [Theory]
    [InlineData("A spokesman said gunmen loyal to Roosevelt Johnson had beaten two of its guards.", "beaten", "UAF")]
    [InlineData("Senegalese troops sent to back President Joao Bernardo Vieira returned fire on Monday.", "returned fire", "MIL")]
    [InlineData("Comoros soldiers loyal to Colonel Azali Assoumani seized the parliament in Moroni.", "seized", "MIL")]
    public void Whom_a_band_is_loyal_to_does_not_act_for_it(string text, string trigger, string sector) =>
        CodedActors.Find(CodedActors.Code(text, Published), trigger).Actors.ShouldHaveSingleItem().Sectors.ShouldBe([sector]);

    [Fact]
    public void Who_backs_an_attack_does_not_attack() =>
        CodedActors.Find(CodedActors.Code("The president declared martial law on Friday after opposition forces backed by Moscow attacked Grozny.", Published), "attacked").Actors.ShouldAllBe(a => !a.Sectors.Contains("GOV") && !a.Text.Contains("Moscow"));

    [Fact]
    public void It_is_the_bomb_that_kills_and_not_the_consulate() =>
        CodedActors.Code("Police arrested three men on Thursday over a car bomb outside the U.S. consulate in Karachi that killed 12 people.", Published).SelectMany(e => e.Actors).ShouldNotContain(a => a.Country == "USA");

    [Fact]
    public void What_is_told_at_a_place_is_no_clause_about_the_place() =>
        CodedActors.Find(CodedActors.Code("Refugees told reporters at the Albanian border that Serb paramilitaries had shot dead at least 40 men in the village of Velika Krusa.", Published), "shot dead").Place!.Text.ShouldBe("Velika Krusa");
}
