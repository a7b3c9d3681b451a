using IngestWorker.Contracts;
using IngestWorker.Events;

namespace IngestWorker.Tests.Events;

/// <summary>What the words around a trigger say of it: that it is only asked for, whose day stands beside it, who is behind it.</summary>
public sealed class ContextTests
{
    private static readonly EventCoder Coder = new();

    [Theory]
    [InlineData("The minister called for the release of the prisoners on Monday.", PloverType.Retreat)]
    [InlineData("The opposition plans a series of protests to demand the resignation of the president.", PloverType.Request)]
    [InlineData("Observers found no signs of violence in the town of Sirte.", PloverType.Assault)]
    [InlineData("The police are investigating the crash near Nairobi, the ministry said.", PloverType.Accuse)]
    [InlineData("The boy's parents called the police on Monday.", PloverType.Consult)]
    [InlineData("The rebels had no option but to surrender, the general said.", PloverType.Retreat)]
    [InlineData("Signing a peace deal has proved difficult for the president of Chad.", PloverType.Support)]
    [InlineData("The ministry rejected the idea that the army trains Libyan rebels.", PloverType.Aid)]
    [InlineData("The army will keep the base after its troops leave Somalia.", PloverType.Retreat)]
    [InlineData("The president would like to see Iran negotiating with Iraq.", PloverType.Consult)]
    [InlineData("The law directs the ministry to release the reports, the court said.", PloverType.Request)]
    [InlineData("Germany will accept the plans for returning refugees to Libya, the minister said.", PloverType.Retreat)]
    [InlineData("The African Union called it a crime against humanity.", PloverType.Consult)]
    [InlineData("The government was shaken by rumours suggesting that the general had been murdered.", PloverType.Assault)]
    [InlineData("The gang was charged with evading arrest in the capital.", PloverType.Assault)]
    public void What_is_asked_for_planned_or_only_spoken_of_has_not_happened(string sentence, PloverType type) =>
        All(sentence).ShouldNotContain(e => e.Type == type);

    [Theory]
    [InlineData("The army killed three rebels in Sirte in response to the attacks of May 3, 2020.")]
    [InlineData("The army, which had held the town since 2016, shelled three villages near Sirte.")]
    public void The_day_of_another_thing_is_not_the_deeds(string sentence) =>
        All(sentence).Where(e => e.Trigger.Text is "killed" or "shelled").ShouldHaveSingleItem().Date.ShouldBeNull();

    [Fact]
    public void What_opens_the_sentence_is_the_day_of_its_first_clause() =>
        All("On Monday, Syria fired rockets aimed at a base in Israel that belongs to the army.").First(e => e.Type == PloverType.Assault).Date!.Text.ShouldContain("Monday");

    [Fact]
    public void A_day_that_is_to_come_has_not_come()
    {
        var meeting = new EventCoder().Code(Input("The president of Egypt holds talks with the president of Libya on 14 May 2021.") with { Published = new DateOnly(2021, 5, 1) }).Events.ShouldHaveSingleItem();
        meeting.Type.ShouldBe(PloverType.Agree);
    }

    [Fact]
    public void Police_capture_suspects_and_take_no_towns()
    {
        var arrest = All("Police captured a suspect in Nairobi on Monday.").ShouldHaveSingleItem();
        arrest.Type.ShouldBe(PloverType.Coerce);
        arrest.Modes.ShouldBe(["arrest"]);
    }

    [Fact]
    public void The_uprising_of_armed_rebels_is_violence() =>
        All("The Taliban uprising against the government of Afghanistan killed forty soldiers.").ShouldNotContain(e => e.Type == PloverType.Protest);

    [Fact]
    public void A_blocked_road_is_restricted() =>
        All("Israel blocked the delivery of food to the town of Rafah on Monday.").ShouldContain(e => e.Type == PloverType.Coerce);

    [Fact]
    public void Who_is_fatally_shot_is_dead() =>
        All("Policemen fatally shot two rebels in Nairobi on Monday.").ShouldContain(e => e.Dead != null && e.Dead.Value == 2);

    [Fact]
    public void The_dead_that_a_blast_left_are_its_own() =>
        All("A bomb exploded at a market in Kabul on Monday. The explosion left three soldiers dead.").First(e => e.Type == PloverType.Assault).Dead!.Value.ShouldBe(3);

    [Fact]
    public void Who_topples_a_government_did_not_kill_those_who_died_in_protests() =>
        All("Four people have died in clashes in Bolivia against the government that ousted the president.").ShouldNotContain(e => e.Trigger.Text == "ousted" && e.Dead != null);

    [Fact]
    public void The_name_behind_an_office_is_its_holders()
    {
        var talks = All("The president of Egypt held talks with Libya's prime minister, Omar Haddad, on Monday.").Single(e => e.Type == PloverType.Consult);
        talks.Actors.Concat(talks.Recipients).Count().ShouldBe(2);
    }

    [Fact]
    public void A_hashtag_names_a_country() =>
        All("Armed forces of #Ethiopia shelled two villages in Sudan on Monday.").ShouldHaveSingleItem().Actors.ShouldHaveSingleItem().Country.ShouldBe("ETH");

    [Fact]
    public void A_post_is_signed_below_it()
    {
        var shelling = All("Eritrean soldiers shelled two villages in our north.\n— MFA Ethiopia (@MFAEthiopia) May 2, 2021").ShouldHaveSingleItem();
        shelling.AccordingTo!.Country.ShouldBe("ETH");
    }

    [Fact]
    public void Whose_report_is_refuted_has_said_so()
    {
        var denied = All("Chad refuted Sudanese media reports that its army is fighting alongside the rebels.").Single(e => e.Type == PloverType.Assault);
        denied.Status.ShouldBe(EventStatus.Negated);
        denied.AccordingTo!.Country.ShouldBe("SDN");
    }

    [Fact]
    public void Where_the_report_comes_from_its_police_are_at_home() =>
        All("NAIROBI: Police arrested three men on Monday.\nThe men had fled from Uganda. They were wanted in Uganda for theft.").First().Actors.ShouldHaveSingleItem().Country.ShouldBe("KEN");

    [Fact]
    public void The_subject_of_a_relative_clause_is_the_people_and_not_their_party() =>
        All("Three lawmakers of the Labour Party who led protests in Nairobi on Monday were arrested.").Where(e => e.Type == PloverType.Protest).ShouldAllBe(e => e.Actors.All(a => a.Text.Contains("lawmakers")));

    [Fact]
    public void Who_introduces_himself_by_a_leaders_surname_is_not_the_leader() =>
        All("Police arrested a man in Dayton, said Matt Putin, a spokesman of the sheriff. Officers also arrested two women, Putin said.").ShouldAllBe(e => e.AccordingTo == null || e.AccordingTo.Country != "RUS");

    [Fact]
    public void A_headline_leaves_the_auxiliary_out()
    {
        var rescue = All("Sixty migrants rescued off the Libyan coast").SingleOrDefault(e => e.Type == PloverType.Aid);
        (rescue is null || rescue.Actors.Count == 0).ShouldBeTrue();
    }

    [Fact]
    public void Who_talks_to_reporters_consults_nobody() =>
        All("The foreign minister of Chile talked to reporters in Lima on Monday.").ShouldNotContain(e => e.Type == PloverType.Consult);

    private static IReadOnlyList<CodedEvent> All(string text) => Coder.Code(Input(text)).Events;

    private static CodingInput Input(string text) => new() { ArticleId = Guid.Empty, Text = text };
}
