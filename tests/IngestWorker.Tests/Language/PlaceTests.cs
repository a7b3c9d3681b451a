using IngestWorker.Language;
using IngestWorker.Language.Places;

namespace IngestWorker.Tests.Language;

public sealed class PlaceTests
{
    private static readonly Gazetteer Places = Gazetteer.ReadEmbedded();

    [Theory]
    [InlineData("Kabul", "AFG")]
    [InlineData("the United States", "USA")]
    [InlineData("U.S.", "USA")]
    [InlineData("Nagorno-Karabakh", "AZE")]
    [InlineData("Aghdara", "AZE")]
    [InlineData("Gorus", "ARM")]
    [InlineData("Bogota", "COL")]
    public void A_place_is_found_by_each_of_its_names(string name, string country) =>
        Places.Find(name).ShouldContain(e => e.Country == country);

    [Fact]
    public void An_unknown_name_stays_a_name()
    {
        var place = new PlaceResolver(Places).Resolve([(0, 9, "Qwertyton")]).ShouldHaveSingleItem();

        place.Entry.ShouldBeNull();
        place.Text.ShouldBe("Qwertyton");
    }

    [Fact]
    public void What_stands_beside_a_name_decides_which_place_it_is()
    {
        var resolver = new PlaceResolver(Places);

        resolver.Resolve([(0, 7, "Tripoli"), (9, 16, "Lebanon")])[0].Entry!.Country.ShouldBe("LBN");
        resolver.Resolve([(0, 7, "Tripoli"), (40, 47, "Misrata")])[0].Entry!.Country.ShouldBe("LBY");
    }

    [Theory]
    [InlineData("Lebanon police arrested a man. He was held in the county jail, a sheriff's deputy said; state troopers helped, the district attorney said, and a grand jury will hear the case.", "Lebanon", "USA")]
    [InlineData("Lebanon accused its neighbour. The Lebanese army moved south.", "Lebanon", "LBN")]
    [InlineData("A grand jury indicted two Athens residents; the district attorney praised the sheriff's office.", "Athens", "USA")]
    [InlineData("Athens rejected the plan, and Greek ministers met.", "Athens", "GRC")]
    public void The_words_of_a_text_say_which_country_it_is_about(string text, string name, string country)
    {
        var start = text.IndexOf(name, StringComparison.Ordinal);

        new PlaceResolver(Places).Resolve([(start, start + name.Length, name)], text)[0].Entry!.Country.ShouldBe(country);
    }

    [Fact]
    public void Names_of_which_none_is_certain_agree_on_a_state()
    {
        // Each of the three is in eight states and more; in Ohio they touch.
        var resolved = new PlaceResolver(Places).Resolve([(0, 15, "Hamilton County"), (40, 53, "Warren County"), (80, 93, "Butler County")]);

        resolved.Select(p => p.Entry!.Region).ShouldBe(["Ohio", "Ohio", "Ohio"]);
    }

    [Fact]
    public void A_county_is_the_one_of_the_state_behind_it() =>
        new PlaceResolver(Places).Resolve([(0, 17, "Washington County"), (19, 23, "Ore.")])[0].Entry!.Region.ShouldBe("Oregon");

    [Fact]
    public void A_name_that_no_gazetteer_has_lies_near_what_the_text_is_about()
    {
        var resolved = new PlaceResolver(Places).Resolve([(0, 9, "Qwertyton"), (30, 36, "Aleppo"), (50, 55, "Idlib"), (70, 78, "Plughham"), (80, 86, "Norway")]);

        resolved[0].Entry.ShouldBeNull();
        resolved[0].Near!.Country.ShouldBe("SYR");
        resolved[1].Near.ShouldBeNull();
        resolved[3].Near!.Country.ShouldBe("NOR");
    }

    [Fact]
    public void Thousands_of_names_are_resolved_in_time_linear_in_their_number()
    {
        (int, int, string)[] mentions = [.. Enumerable.Range(0, 20_000).Select(i => (20 * i, (20 * i) + 15, i % 3 == 0 ? "Jackson County" : i % 3 == 1 ? "Springfield" : $"Qwerty{i}"))];
        var clock = System.Diagnostics.Stopwatch.StartNew();

        new PlaceResolver(Places).Resolve(mentions).Count.ShouldBe(20_000);

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_GeoNames_dump_adds_its_places()
    {
        const string row = "1\tSmallville\tSmallville\tLittleton\t37.5\t-97.25\tP\tPPL\tUS\t\tKS\t\t\t\t1200\t\t400\tAmerica/Chicago\t2012-01-01\nnot a row\n";
        var places = Gazetteer.ReadGeoNames(new StringReader(row), new StringReader("US.KS\tKansas\tKansas\t2\n"), new StringReader("#ISO\tISO3\nUS\tUSA\n"));

        places.Find("littleton").ShouldContain(new GazetteerEntry(PlaceKind.Locality, "Smallville", "USA", "Kansas", 37.5, -97.25, 1200, 1));
        places.Find("Kabul").ShouldNotBeEmpty();
    }

    [Fact]
    public void Countries_are_places_and_titles_make_persons()
    {
        var names = LanguageSample.Analyzer.Analyze("Azerbaijan accused Armenia of attacking its army, President Aliyev said in Baku.").Names;

        names.Where(n => n.Kind == NameKind.Place).Select(n => n.Text).ShouldBe(["Azerbaijan", "Armenia", "Baku"]);
        names.Where(n => n.Kind == NameKind.Person).Select(n => n.Text).ShouldBe(["Aliyev"]);
    }

    [Fact]
    public void A_people_is_no_person_and_a_list_of_places_holds_places()
    {
        var names = LanguageSample.Analyzer.Analyze("Armenians shelled the villages of Berdik, Qarali and Tumas in the Gorus region, Recep Tayyip Erdogan said.").Names;

        names.ShouldNotContain(n => n.Text == "Armenians");
        names.ShouldContain(n => n.Text == "Gorus" && n.Kind == NameKind.Place);
        names.ShouldContain(n => n.Text == "Recep Tayyip Erdogan" && n.Kind == NameKind.Person);
    }

    [Fact]
    public void A_file_of_places_answers_by_every_spelling()
    {
        const string dump =
            "4273680\tLittleton Springs\tLittleton Springs\tLittleton-Spr.,Бухта\t37.5\t-97.25\tP\tPPL\tUS\t\tKS\t\t\t\t1200\t\t\t\t2020-01-01\n" +
            "4273857\tKansas\tKansas\t\t38.5\t-98.5\tA\tADM1\tUS\t\tKS\t\t\t\t2900000\t\t\t\t2020-01-01\n" +
            "1\tLittleton Springs\tLittleton Springs\t\t51.5\t-2.5\tP\tPPL\tGB\t\tENG\t\t\t\t9000\t\t\t\t2020-01-01\n" +
            "2\tLittleton Springs\tLittleton Springs\t\t51.5\t-2.5\tV\tFRST\tGB\t\tENG\t\t\t\t0\t\t\t\t2020-01-01\nnot a place\n";
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            PlaceFile.Import(new StringReader(dump), path, progress: null, TestContext.Current.CancellationToken).ShouldBe(3);
            var places = Gazetteer.Open(path);

            places.Find("littleton springs").ShouldBe([
                new GazetteerEntry(PlaceKind.Locality, "Littleton Springs", "GBR", "", 51.5, -2.5, 9000, 1),
                new GazetteerEntry(PlaceKind.Locality, "Littleton Springs", "USA", "Kansas", 37.5, -97.25, 1200, 4273680),
            ]);
            places.Find("Littleton Spr").ShouldHaveSingleItem().GeoNamesId.ShouldBe(4273680);
            places.Find("Paris").ShouldNotBeEmpty();
            places.Find("Nowhere at all").ShouldBeEmpty();
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_dump_without_places_leaves_no_file()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        Should.Throw<InvalidDataException>(() => PlaceFile.Import(new StringReader("a\tb\n"), path, progress: null, TestContext.Current.CancellationToken));
        Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(path) + "*").ShouldBeEmpty();
    }

    [Fact]
    public void Another_file_is_no_file_of_places()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, new string('x', 100));

            Should.Throw<InvalidDataException>(() => Gazetteer.Open(path)).Message.ShouldContain("places import");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("Georgians", "Georgia", PlaceKind.Country)]
    [InlineData("W. Va.", "West Virginia", PlaceKind.Region)]
    [InlineData("Ky.", "Kentucky", PlaceKind.Region)]
    public void Peoples_and_states_cut_short_stand_for_their_place(string words, string name, PlaceKind kind)
    {
        var entry = new PlaceResolver(Places).Resolve([(0, words.Length, words)]).ShouldHaveSingleItem().Entry.ShouldNotBeNull();

        (entry.Name, entry.Kind).ShouldBe((name, kind));
    }

    [Theory]
    [InlineData("The United Nations sent observers to the border.", "United Nations", NameKind.Organization)]
    [InlineData("Kyiv would not surrender, the minister told his Turkish counterpart Mevlut Cavusoglu.", "Kyiv", NameKind.Place)]
    [InlineData("Kyiv would not surrender, the minister told his Turkish counterpart Mevlut Cavusoglu.", "Mevlut Cavusoglu", NameKind.Person)]
    public void What_the_world_knows_is_known(string text, string name, NameKind kind) =>
        LanguageSample.Analyzer.Analyze(text).Names.ShouldContain(n => n.Text == name && n.Kind == kind);

    [Fact]
    public void What_belongs_to_a_people_is_no_name() =>
        LanguageSample.Analyzer.Analyze("Ethiopian Prime Minister Abiy Ahmed ordered troops into Tigray.").Names.ShouldNotContain(n => n.Text == "Ethiopian");
}
