using IngestWorker.Contracts;
using IngestWorker.Events;

namespace IngestWorker.Tests.Events;

/// <summary>One invented sentence for each construction that the coder reads beside the plain clause.</summary>
public sealed class ConstructionTests
{
    private static readonly EventCoder Coder = new();

    [Fact]
    public void A_particle_behind_the_object_belongs_to_the_verb()
    {
        var e = One("The Yemeni army pushed the rebels back near Taiz on Monday.");
        e.Type.ShouldBe(PloverType.Assault);
        e.Recipients.Single().Sectors.ShouldBe(["REB"]);
    }

    [Fact]
    public void They_are_the_group_that_acted_before_in_the_sentence()
    {
        var e = All("Hezbollah fighters shelled the outpost, but Israeli soldiers attacked them.").Last();
        e.Actors.Single().Country.ShouldBe("ISR");
        e.Recipients.Single().Country.ShouldBe("LBN");
    }

    [Fact]
    public void The_nationality_of_weapons_is_that_of_those_who_fire_them()
    {
        var e = All("Iranian missiles were fired at Iraqi soldiers near Erbil.").Single(x => x.Type == PloverType.Assault);
        e.Actors.Single().Country.ShouldBe("IRN");
        e.Recipients.Single().Country.ShouldBe("IRQ");
    }

    [Theory]
    [InlineData("Chad, along with Sudan, condemned Nigeria on Monday.")]
    [InlineData("Together with Sudan, Chad condemned Nigeria on Monday.")]
    public void Who_does_it_along_with_another_are_two(string text) =>
        One(text).Actors.Select(a => a.Country).Order().ShouldBe(["SDN", "TCD"]);

    [Fact]
    public void Whom_footage_shows_beating_beats() =>
        All("Video footage shows security forces using tear gas to disperse crowds and beating demonstrators with batons.").Single(e => e.Trigger.Text == "beating").Actors.Single().Sectors.ShouldBe(["MIL"]);

    [Fact]
    public void A_day_of_the_month_is_nobody()
    {
        All("Villagers were hit by an air raid on October 23.").ShouldAllBe(e => e.Recipients.All(r => r.Text != "23"));
    }

    [Fact]
    public void A_raid_that_hits_someone_is_one_event()
    {
        var e = One("A village in Idlib was hit by a Russian air raid on Sunday.");
        e.Trigger.Text.ShouldBe("air raid");
        e.Actors.Single().Country.ShouldBe("RUS");
    }

    [Fact]
    public void The_part_of_a_building_stands_for_whose_it_is()
    {
        var e = One("A Taliban suicide bomber rammed a car packed with explosives into the gate of the Italian embassy in Kabul.");
        e.Recipients.Select(r => r.Country).ShouldContain("ITA");
    }

    [Fact]
    public void Soldiers_in_a_vehicle_are_attacked_with_it()
    {
        One("Gunmen attacked a bus carrying Malian soldiers near Gao.").Recipients.Select(r => r.Country).ShouldBe(["MLI"]);
    }

    [Fact]
    public void The_holder_of_a_captured_camp_is_the_recipient()
    {
        var e = One("The Colombian army captured two FARC camps in the jungle on Monday.");
        e.Actors.Single().Country.ShouldBe("COL");
        e.Recipients.Single().Sectors.ShouldContain("REB");
    }

    [Fact]
    public void A_protest_is_against_whose_victory_it_denounces()
    {
        One("Protesters took to the streets of Minsk, denouncing Lukashenko's victory.").Recipients.Single().Country.ShouldBe("BLR");
    }

    [Fact]
    public void Who_defies_a_ban_to_march_has_marched()
    {
        All("Students defied a police ban to march through Dakar on Friday.").Single(e => e.Type == PloverType.Protest).Status.ShouldBe(EventStatus.Actual);
    }

    [Fact]
    public void What_one_was_allowed_to_do_one_did()
    {
        All("The retreat allowed rebels to seize the airport of Donetsk.").Single(e => e.Type == PloverType.Assault).Status.ShouldBe(EventStatus.Actual);
    }

    [Theory]
    [InlineData("The bombing injured several people, according to a report by the United Nations.", "UNO")]
    [InlineData("The ministry of Iraq said in a statement that rebels shelled the town of Mosul.", "IRQ")]
    [InlineData("Iraq's ministry said the army attacked the rebels, adding that three villages were shelled.", "IRQ")]
    public void The_source_is_found_through_reports_and_statements(string text, string country)
    {
        All(text).Last(e => e.Type == PloverType.Assault).AccordingTo!.Country.ShouldBe(country);
    }

    [Fact]
    public void A_speaker_who_says_it_by_telephone_speaks_himself()
    {
        One("The police chief said by telephone that gunmen attacked the market in Kano.").AccordingTo!.Sectors.ShouldContain("COP");
    }

    [Theory]
    [InlineData("Greece accused Turkey on Monday of opening fire on a patrol boat near Lesbos.", PloverType.Assault, "GRC")]
    [InlineData("Belarus released ten activists on Friday, the Vatican said, as part of a deal.", PloverType.Retreat, "VAT")]
    [InlineData("Soldiers were searching houses in the town, said Hamid Karimi, the police chief of Kandahar province in Afghanistan.", PloverType.Coerce, "AFG")]
    [InlineData("Israel's air force bombed a village in Lebanon, it said.", PloverType.Assault, "ISR")]
    public void Who_says_it_stands_before_or_behind(string text, PloverType type, string country)
    {
        All(text).Last(e => e.Type == type).AccordingTo!.Country.ShouldBe(country);
    }

    [Fact]
    public void Words_are_dated_by_their_saying()
    {
        One("The Turkish foreign minister said on Friday that he rejected the proposal of Greece.", new DateOnly(2021, 3, 6)).Date!.Start.ShouldBe(new DateOnly(2021, 3, 5));
    }

    [Theory]
    [InlineData("Gunmen killed three people in a village near the northern city of Kaduna.", "Kaduna")]
    [InlineData("Rebels attacked the town of al-Bab on Monday.", "al-Bab")]
    [InlineData("Thousands of people across Kenya took part in a protest.", "Kenya")]
    [InlineData("The army seized Korro, a small town in the north.", "Korro")]
    [InlineData("A spokesman in Geneva said militants attacked the village of Gorom.", "Gorom")]
    [InlineData("Reports from the village of Adalle say that militants recaptured the village on Monday.", "Adalle")]
    [InlineData("Kenya's defence minister met his Ethiopian counterpart in Addis Ababa on Friday.", "Addis Ababa")]
    [InlineData("A court in Accra jailed the former finance minister on Tuesday.", "Accra")]
    [InlineData("The Malian army drove insurgents out of Kidal on Sunday.", "Kidal")]
    [InlineData("Germany's chancellor Olaf Scholz met Chinese President Xi Jinping in Beijing on Tuesday.", "Beijing")]
    [InlineData("Gunmen abducted more than 280 pupils from a school in Kuriga, in Nigeria's Kaduna state.", "Kuriga")]
    public void The_place_is_the_named_settlement(string text, string place)
    {
        All(text).Last().Place!.Text.ShouldBe(place);
    }

    [Fact]
    public void The_dead_of_the_next_sentence_are_those_of_the_act_before()
    {
        var e = One("A car bomb exploded near a market in Baghdad on Monday. At least 14 people died.");
        e.Dead!.Value.ShouldBe(14);
    }

    [Fact]
    public void The_blast_of_the_next_sentence_is_the_same_act()
    {
        var e = One("Two suicide bombers blew themselves up at a market in Maiduguri. The explosion left five people dead.");
        e.Trigger.Text.ShouldBe("blew themselves up");
        e.Dead!.Value.ShouldBe(5);
    }

    [Fact]
    public void What_goes_on_goes_on_at_the_same_place()
    {
        All("Rebels attacked the town of Goma on Monday. Soldiers opened fire on the rebels.").Last().Place!.Text.ShouldBe("Goma");
    }

    [Fact]
    public void The_district_that_is_taken_is_the_one_named_before()
    {
        All("Taliban militants attacked the district of Qaisar. The militants took control of the district on Friday.").Last().Place!.Text.ShouldBe("Qaisar");
    }

    [Fact]
    public void A_kidnapping_beside_a_killing_kills_nobody()
    {
        var events = All("Gunmen killed 23 villagers and kidnapped 40 others in Zamfara.");
        events.Count.ShouldBe(2);
        events.Single(e => e.Dead is not null).Trigger.Text.ShouldBe("killed");
    }

    [Theory]
    [InlineData("The shelling killed between 20 and 30 people.", null, 20, 30)]
    [InlineData("A woman and her two children were killed in the airstrike.", 3, null, null)]
    [InlineData("No injuries or deaths were reported in the attack on the base.", 0, 0, 0)]
    public void Ranges_sums_and_zero_are_counted(string text, int? value, int? min, int? max)
    {
        var dead = All(text).Single(e => e.Dead is not null).Dead!;
        dead.Value.ShouldBe(value);
        if (min is not null) dead.Min.ShouldBe(min);
        if (max is not null) dead.Max.ShouldBe(max);
    }

    [Fact]
    public void North_and_South_Korea_are_two()
    {
        One("North and South Korea exchanged artillery fire on Thursday.").Actors.Select(a => a.Country).Order().ShouldBe(["KOR", "PRK"]);
    }

    [Fact]
    public void Governments_of_a_region_are_of_no_one_country()
    {
        One("The United States urged the governments of the region to accept refugees from Myanmar.").Recipients.ShouldAllBe(r => r.Country == null);
    }

    [Fact]
    public void A_past_tense_between_two_noun_phrases_is_the_verb()
    {
        var e = All("The Armenian army freed strategic points in the province from Azerbaijani occupation, the ministry said.").First(x => x.Type == PloverType.Assault);
        e.Actors.First().Country.ShouldBe("ARM");
    }

    [Fact]
    public void What_the_same_people_did_next_they_did_on_the_same_day()
    {
        var published = new DateOnly(2021, 3, 7);
        All("Sudanese troops shelled the village of Torit on Friday. They attacked a convoy of Ethiopian soldiers.", published)[^1].Date!.Start.ShouldBe(new DateOnly(2021, 3, 5));
        All("Sudanese troops shelled the village of Torit on Friday. Rebels attacked a convoy of Ethiopian soldiers.", published)[^1].Date.ShouldBeNull();
    }

    [Fact]
    public void A_noun_behind_a_denial_is_what_is_denied()
    {
        var events = All("Kenya refuted Ugandan media reports that Kenya's army is fighting alongside the Rwandan forces.");
        events.ShouldContain(e => e.Type == PloverType.Reject && e.Actors[0].Country == "KEN");
        events.Single(e => e.Type == PloverType.Assault).Status.ShouldBe(EventStatus.Negated);
    }

    [Fact]
    public void Them_are_those_whose_plan_failed()
    {
        var e = One("The Ethiopian-led forces intended to take control of a hill in Kenya, but the Somali forces pushed them back.");
        e.Actors.Single().Country.ShouldBe("SOM");
        e.Recipients.Single().Country.ShouldBe("ETH");
    }

    [Fact]
    public void Who_stands_behind_the_verb_of_saying_acts_in_what_is_said()
    {
        var e = One("The US State Department said John Kerry, the Secretary of State, contacted Thailand's foreign minister on Monday.");
        e.Actors[0].Text.ShouldStartWith("John Kerry");
        e.AccordingTo!.Text.ShouldContain("Department");
    }

    [Fact]
    public void The_council_that_is_quoted_as_reporting_reports() =>
        One("The newspaper quoted the military council as reporting that the offensive launched by rebels against the Sudanese army was repelled.").AccordingTo!.Text.ShouldContain("council");

    [Fact]
    public void A_wall_around_a_consulate_is_the_consulates_and_its_victims_are_hit_too()
    {
        var e = One("Taliban fighters rammed a car packed with explosives into a wall around the German consulate in Kunduz, killing four civilians and wounding scores of other people.");
        e.Recipients.Select(r => r.Country).ShouldBe(["DEU", "AFG"]);
        e.Recipients.ShouldAllBe(r => !r.Text.StartsWith("wounding"));
    }

    [Theory]
    [InlineData("Rebels captured the village of Kamba from Sudanese troops on Monday.", "Kamba")]
    [InlineData("The bomber blew himself up at Marwa General Hospital on Monday.", "Marwa General Hospital")]
    [InlineData("Hundreds of protesters in Nakuru are entering their third day of protest.", "Nakuru")]
    public void The_noun_beside_a_name_says_that_it_is_a_place(string text, string place) => One(text).Place!.Text.ShouldBe(place);

    [Fact]
    public void Ground_that_is_attacked_is_no_place_by_its_nationality() =>
        (One("Armenia carried out rocket attacks on Azerbaijani territories, the ministry said.").Place?.Text ?? "").ShouldNotContain("territories");

    [Fact]
    public void Two_passives_have_one_agent()
    {
        var e = One("A senator was hauled out of his home by Kenyan police and taken into custody on Monday.");
        e.Actors.Single().Sectors.ShouldBe(["COP"]);
        All("A senator was questioned by Kenyan police and later arrested.").Where(x => x.Type == PloverType.Coerce && x.Trigger.Text == "arrested").ShouldAllBe(x => x.Actors.Count == 0);
    }

    [Fact]
    public void Behind_the_verb_another_subject_begins() =>
        All("Two ministers resigned on Monday and John Kerry has been named secretary.").Single(e => e.Type == PloverType.Retreat).Actors.ShouldHaveSingleItem();

    [Fact]
    public void A_name_behind_its_title_is_one_with_it() =>
        One("Secretary of State Mike Pompeo praised the Kenyan government.").Actors.ShouldHaveSingleItem().Text.ShouldEndWith("Pompeo");

    [Fact]
    public void Who_speaks_on_speaks_on_the_same_day() =>
        All("On Friday the president of Kenya condemned the attack. He praised the Ghanaian government.", new DateOnly(2021, 3, 7)).Single(e => e.Type == PloverType.Support).Date!.Start.ShouldBe(new DateOnly(2021, 3, 5));

    [Fact]
    public void The_year_of_an_election_is_not_the_inquirys() =>
        All("The committee has investigated Russian officials over interference in the 2016 election.", new DateOnly(2019, 11, 19)).ShouldAllBe(e => e.Date == null);

    [Fact]
    public void What_goes_on_now_did_not_happen_in_another_year() =>
        All("Kenya is seeking his extradition from Ghana over leaks in 2010.", new DateOnly(2019, 11, 19)).Single().Status.ShouldBe(EventStatus.Actual);

    [Fact]
    public void A_participle_that_says_whom_a_bomb_was_for_is_no_second_attack()
    {
        var e = One("The rebels detonated a bomb targeting an army convoy near Mosul on Monday.");
        e.Recipients.Single().Sectors.ShouldBe(["MIL"]);
    }

    private static CodedEvent One(string text, DateOnly? published = null) => All(text, published).ShouldHaveSingleItem();

    private static IReadOnlyList<CodedEvent> All(string text, DateOnly? published = null) => Coder.Code(new CodingInput { ArticleId = Guid.Empty, Text = text, Published = published }).Events;
}
