using IngestWorker.Contracts;

namespace IngestWorker.Tests.Events;

/// <summary>Places, days and numbers of single sentences, one construction each.</summary>
public sealed class WhereAndHowManyTests
{
    private static readonly DateOnly Published = new(2024, 11, 7);

    [Theory]
    // A suburb has its own name.
    [InlineData("A man was stabbed to death in the Madrid suburb of Getafe on Monday.", "stabbed", "Getafe", "ESP")]
    // Land with a name.
    [InlineData("Army helicopters bombed rebel positions in the Nuba mountains on Monday, Sudanese officials said.", "bombed", "Nuba mountains", "SDN")]
    // The town that is visited, and that of a court.
    [InlineData("Polish President Andrzej Duda visited Vilnius on Monday.", "visited", "Vilnius", "LTU")]
    [InlineData("A court in Baku sentenced an activist to six years in prison on Monday.", "sentenced", "Baku", "AZE")]
    // Those on the spot tell of their own place.
    [InlineData("Police in Kano said gunmen had killed three people on Monday.", "killed", "Kano", "NGA")]
    // Directions, roads, and towns before the subject without a comma.
    [InlineData("Nigerian soldiers attacked a rebel base 30 km north of Maiduguri on Monday.", "attacked", "Maiduguri", "NGA")]
    [InlineData("Gunmen kidnapped three people on the road between Lagos and Kano.", "kidnapped", "Lagos", "NGA")]
    // Which towns, nobody says.
    [InlineData("Azerbaijan's parliament declared martial law in some of its cities and regions.", "declared martial law", "some of its cities and regions", "AZE")]
    // Namesakes of capitals, with their state behind the comma.
    [InlineData("Police shot a man in Cairo, Illinois, on Monday.", "shot", "Cairo", "USA")]
    public void The_place_is_found(string text, string trigger, string place, string country)
    {
        var found = Find(text, trigger).Place;
        found.ShouldNotBeNull();
        (found.Text, found.Country).ShouldBe((place, country));
    }

    [Theory]
    [InlineData("A missile hit the British destroyer Sheffield on Tuesday.", "hit")]
    [InlineData("Rebels attacked the ferry Estonia on Monday.", "attacked")]
    public void A_ship_named_for_a_place_is_none(string text, string trigger) => Find(text, trigger).Place.ShouldBeNull();

    [Theory]
    [InlineData("Rebels attacked a police station in Goma on Monday. No casualties were reported.", 0, 0)]
    [InlineData("Gunmen attacked a bus near Kano on Friday. Nobody was injured.", null, 0)]
    [InlineData("Gunmen attacked a bus near Kano on Friday. The shooting left four people dead with two passengers wounded.", 4, 2)]
    [InlineData("Gunmen attacked a bus near Kano on Friday, killing two people. There were no injuries.", 2, 0)]
    [InlineData("Gunmen attacked a bus near Kano on Friday. Three people lost their lives.", 3, null)]
    [InlineData("Gunmen attacked a bus near Kano on Friday, causing the deaths of three people.", 3, null)]
    [InlineData("Gunmen attacked a bus near Kano on Friday, resulting in three deaths and five injuries.", 3, 5)]
    public void Who_was_hurt_is_told_behind_and_that_nobody_was_is_a_number_too(string text, int? dead, int? injured)
    {
        var act = Find(text, "attacked");

        (act.Dead?.Value, act.Injured?.Value).ShouldBe((dead, injured));
    }

    [Fact]
    public void Where_it_is_said_is_not_where_it_happened() =>
        Find("Gunmen kidnapped a French aid worker, a spokesman said in Geneva.", "kidnapped").Place.ShouldBeNull();

    [Fact]
    public void What_was_done_two_days_later_than_nobody_knows_was_done_all_the_same()
    {
        var act = Find("Two days later rebels attacked the town of Goma.", "attacked");

        (act.Status, act.Date?.Start).ShouldBe((EventStatus.Actual, null));
    }

    [Fact]
    public void What_goes_on_since_a_day_has_no_last_day()
    {
        var date = Find("The Turkish army has deployed 200 soldiers in northern Syria since October of 2012.", "deployed").Date!;

        (date.Start, date.End, date.Text).ShouldBe((new DateOnly(2012, 10, 1), null, "since October of 2012"));
    }

    [Fact]
    public void What_was_done_since_and_lasts_has_the_days_of_its_doing()
    {
        var date = Find("The town of Badme has been occupied by Ethiopian troops since 1998.", "occupied").Date!;

        (date.Start, date.End, date.Text).ShouldBe((new DateOnly(1998, 1, 1), new DateOnly(1998, 12, 31), "since 1998"));
    }

    [Fact]
    public void A_region_is_named_behind_its_owner()
    {
        Find("Azerbaijan's army retook some hills in Aghdara's Madagiz region on Monday.", "retook").Place!.Text.ShouldBe("Madagiz");
    }

    [Fact]
    public void A_helicopter_that_was_shot_down_is_the_target()
    {
        var act = Find("US Chinook helicopter shot down over Logar last night while trying to raid a Taliban position.", "shot down");

        (act.Actors.Count, act.Recipients[0].Country).ShouldBe((0, "USA"));
    }

    [Fact]
    public void Sides_of_a_fight_are_no_place() =>
        Find("Six people died in clashes between Gbagyi and Fulani youths in Minna on Monday, Nigerian police said.", "clashes").Place!.Text.ShouldBe("Minna");

    [Fact]
    public void A_minister_who_bears_the_name_of_a_capital_is_no_government()
    {
        var events = CodedActors.Code("Prosecutors in Peru charged the lawyer Luis Quito with fraud on Monday. Quito rejected the accusation.", Published);
        events.SelectMany(e => e.Actors).ShouldNotContain(a => a.Country == "ECU");
    }

    [Theory]
    [InlineData("Shells hit a house in Kherson on Monday, killing a couple and their daughter.", "hit", 3)]
    [InlineData("Gunmen ambushed a car near Gao on Monday, killing an engineer and his driver.", "ambushed", 2)]
    public void Those_who_belong_to_someone_are_counted(string text, string trigger, int dead) => Find(text, trigger).Dead!.Value.ShouldBe(dead);

    [Fact]
    public void Those_among_them_are_not_the_number_of_them() =>
        Find("Rebels shelled a market in Goma on Monday and about 40 people, including 12 policemen, were wounded.", "shelled").Injured!.Value.ShouldBe(40);

    [Fact]
    public void A_question_counts_nobody() =>
        Find("Rebels attacked the barracks in Gao on Monday and it was not known how many soldiers were killed.", "attacked").Dead.ShouldBeNull();

    [Fact]
    public void Two_days_joined_are_one_time()
    {
        var date = Find("Soldiers fought rebels in Sirte on Sunday and Monday.", "fought").Date!;
        (date.Start, date.End).ShouldBe((new DateOnly(2024, 11, 3), new DateOnly(2024, 11, 4)));
    }

    [Fact]
    public void What_went_before_has_not_the_day_of_what_came_of_it() =>
        Find("Colombia suspended the talks with the ELN on Monday after the rebels kidnapped a judge.", "kidnapped").Date.ShouldBeNull();

    [Fact]
    public void The_rebels_are_those_named_before() =>
        Find("Colombia suspended the talks with the ELN on Monday after the rebels kidnapped a judge.", "kidnapped").Actors[0].Country.ShouldBe("COL");

    [Theory]
    [InlineData("Villagers were beaten by masked men in Bamenda on Monday.", "beaten", "UAF")]
    [InlineData("Customs officers arrested two men in Mombasa on Monday.", "arrested", "COP")]
    public void The_noun_says_who_acted(string text, string trigger, string sector) => Find(text, trigger).Actors[0].Sectors.ShouldContain(sector);

    [Fact]
    public void Whoever_stands_behind_the_day_is_hit() =>
        Find("Police in Nairobi fired tear gas on Monday at students who had blocked a road.", "fired tear gas").Recipients.ShouldHaveSingleItem().Sectors.ShouldBe(["EDU"]);

    [Fact]
    public void Soldiers_who_raid_and_kill_search_nothing()
    {
        var raid = Find("Israeli troops raided the Jenin refugee camp on Monday, killing three militants.", "raided");
        raid.Type.ShouldBe(PloverType.Assault);
        raid.Dead!.Value.ShouldBe(3);
    }

    [Fact]
    public void Of_what_there_are_several_no_name_is_a_place() =>
        Find("The junta claimed that Argentine gunners had shot down several British Harriers on Saturday.", "shot down").Place?.Text.ShouldNotBe("Harriers");

    private static CodedEvent Find(string text, string trigger) => CodedActors.Find(CodedActors.Code(text, Published), trigger);
}
