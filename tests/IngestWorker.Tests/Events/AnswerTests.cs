using IngestWorker.Contracts;

namespace IngestWorker.Tests.Events;

/// <summary>What is said of a deed told before, and what stands beside a deed.</summary>
public sealed class AnswerTests
{
    private static readonly DateOnly Published = new(2024, 11, 7);

    [Theory]
    [InlineData("Ethiopia and Somalia signed an agreement on Monday. France welcomed the deal.", "welcomed", new[] { "ETH", "SOM" })]
    [InlineData("Iran began naval exercises in the Gulf on Monday. Kuwait demanded an immediate end to the exercises.", "demanded an immediate end to", new[] { "IRN" })]
    [InlineData("Canada suspended deliveries of wheat to Sudan on Monday. Sudan criticised the move as a mistake.", "criticised", new[] { "CAN" })]
    public void Who_judges_a_deed_judges_those_who_did_it(string text, string trigger, string[] judged) =>
        Find(text, trigger).Recipients.Select(r => r.Country).ShouldBe(judged);

    [Theory]
    [InlineData("The president of Ukraine appealed to the US Congress for arms and asked for more sanctions on Russia.", "asked for", "USA")]
    [InlineData("France condemned the army of Niger and called for the release of the president.", "called for", "NER")]
    public void Who_asks_on_asks_the_same_people(string text, string trigger, string asked) =>
        Find(text, trigger).Recipients.ShouldHaveSingleItem().Country.ShouldBe(asked);

    [Fact]
    public void A_protest_is_against_whom_its_demand_is_made_of() =>
        Find("Thousands of people marched through Lima on Monday to demand that President Dina Boluarte resign.", "marched").Recipients.ShouldHaveSingleItem().Sectors.ShouldContain("GOV");

    [Fact]
    public void Who_answers_an_attack_does_not_add_to_its_victims()
    {
        var events = CodedActors.Code("Al-Shabaab militants attacked a hotel in Mogadishu on Monday. Soldiers killed all five attackers.", Published);
        CodedActors.Find(events, "attacked").Recipients.ShouldAllBe(r => !r.Text.Contains("attackers"));
        CodedActors.Find(events, "killed").Actors.ShouldHaveSingleItem().Sectors.ShouldBe(["MIL"]);
    }

    [Fact]
    public void What_was_done_before_a_promise_is_no_part_of_it() =>
        CodedActors.Code("Iran and Pakistan agreed to restore calm after exchanging air strikes on Monday.", Published).ShouldContain(e => e.Type == PloverType.Assault && e.Actors.Count == 2);

    [Fact]
    public void Who_comes_to_terms_after_talks_has_talked() =>
        Find("Saudi Arabia and Iran agreed to reopen their embassies after four days of talks in Beijing.", "talks").Actors.Select(a => a.Country).ShouldBe(["SAU", "IRN"]);

    [Fact]
    public void Of_a_deal_between_two_one_tells_for_both() =>
        Find("Iran and Pakistan agreed on a truce on Monday, the foreign ministry in Islamabad said.", "agreed on").AccordingTo!.Country.ShouldBe("PAK");

    [Fact]
    public void It_is_not_who_votes_against_it() =>
        Find("Ministers of the European Union approved a plan on Monday. Poland and Hungary voted against it.", "voted against").Recipients.ShouldNotContain(r => r.Country == "POL");

    [Fact]
    public void Who_speaks_on_behind_a_comma_is_the_speaker() =>
        Find("The junta of Mali ordered the UN mission to leave, accusing the mission of spying.", "accusing").Actors.ShouldHaveSingleItem().Country.ShouldBe("MLI");

    [Fact]
    public void A_clause_behind_a_conjunction_is_no_passive_without_auxiliary() =>
        CodedActors.Code("The United Nations condemned the raid while the prime minister of Israel praised the army.", Published).ShouldContain(e => e.Type == PloverType.Support && e.Actors.Any(a => a.Country == "ISR"));

    [Theory]
    [InlineData("Rockets were fired from Lebanon into Israel on Monday.", PloverType.Assault)]
    [InlineData("Sweden supplied Ukraine with 50 tanks on Monday.", PloverType.Aid)]
    public void Weapons_are_neither_dismissed_nor_lost(string text, PloverType type) =>
        CodedActors.Code(text, Published).ShouldHaveSingleItem().Type.ShouldBe(type);

    [Fact]
    public void At_least_says_how_many_and_not_whom()
    {
        var shot = Find("Kenyan police shot dead at least five protesters in Nairobi on Monday.", "shot dead");
        shot.Dead!.Value.ShouldBe(5);
    }

    [Fact]
    public void Settlers_who_attack_a_Palestinian_village_do_not_live_in_it() =>
        Find("Armed settlers attacked a Palestinian village near Nablus on Monday.", "attacked").Actors.ShouldHaveSingleItem().Country.ShouldBe("ISR");

    [Fact]
    public void A_month_is_that_of_the_deed_and_not_of_what_was_worn() =>
        Find("Two priests were abducted by men wearing uniforms in March 2016.", "abducted").Date!.Start.ShouldBe(new DateOnly(2016, 3, 1));

    [Fact]
    public void Who_says_on_behind_a_comma_is_who_said() =>
        Find("The president of Ukraine said that his troops held the town, and urged allies to send arms.", "urged").Actors.ShouldHaveSingleItem().Sectors.ShouldBe(["GOV"]);

    [Fact]
    public void What_and_joins_to_a_verb_is_a_verb()
    {
        var events = CodedActors.Code("Lithuania closed its border with Belarus and barred Belarusian officials from entering the country.", Published);
        events.ShouldContain(e => e.Recipients.Any(r => r.Country == "BLR" && r.Text.Contains("officials") && !r.Text.Contains("barred")));
    }

    [Fact]
    public void Four_letters_of_a_number_are_no_year() =>
        Find("Soldiers in Mali killed nine of the attackers on Monday.", "killed").Recipients.ShouldHaveSingleItem().Text.ShouldContain("nine");

    [Fact]
    public void Them_are_the_several_people_named_last() =>
        Find("Nicaragua released political prisoners on Monday. A court stripped them of citizenship.", "stripped").Recipients.ShouldAllBe(r => r.Country == "NIC" && r.Sectors.Count > 0);

    [Fact]
    public void Countries_in_a_row_are_each_a_side() =>
        Find("Norway, Ireland and Spain recognised a Palestinian state on Monday.", "recognised").Actors.Select(a => a.Country).ShouldBe(["NOR", "IRL", "ESP"]);

    [Fact]
    public void Whose_drone_is_shot_down_is_hit() =>
        Find("Houthi fighters shot down an American drone near Hodeidah on Monday.", "shot down").Recipients.ShouldHaveSingleItem().Country.ShouldBe("USA");

    [Theory]
    [InlineData("Police in Lagos fired tear gas on Monday to disperse students.", "fired tear gas")]
    [InlineData("In the morning, American lawmakers grilled Lt Col Alexander Vindman, a specialist on the National Security Council.", "grilled")]
    [InlineData("The coast guard of the Philippines said a Chinese ship fired water cannon at one of its boats.", "fired water cannon")]
    public void A_past_tense_is_the_verb_of_its_sentence(string text, string trigger) => Find(text, trigger).Actors.ShouldHaveSingleItem().Country.ShouldNotBeNull();

    [Fact]
    public void What_the_reader_is_told_to_do_is_no_event() => CodedActors.Code("Stab the meat with a fork and beat the eggs.", Published).ShouldBeEmpty();

    private static CodedEvent Find(string text, string trigger) => CodedActors.Find(CodedActors.Code(text, Published), trigger);
}
