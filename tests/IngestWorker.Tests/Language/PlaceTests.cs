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
}
