using IngestWorker.Contracts;
using IngestWorker.Events;
using IngestWorker.Events.Actors;

namespace IngestWorker.Tests.Events;

/// <summary>The tables of countries, bodies, groups and office holders: how much they hold, and that they do not contradict themselves.</summary>
public sealed class ActorTablesTests
{
    private static readonly HashSet<string> International = ["IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"];
    private static readonly HashSet<string> Sectors =
        [.. "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".Split(' '), "MNC"];

    [Fact]
    public void There_are_400_bodies_of_more_than_one_country() =>
        Bodies("organizations", row => row[0] is "IGO" or "UNO" or "EUR" or "NGO").ShouldBeGreaterThanOrEqualTo(600);

    [Fact]
    public void There_are_800_parties_and_armed_groups()
    {
        Bodies("groups", _ => true).ShouldBeGreaterThanOrEqualTo(1900);
        Bodies("groups", row => row[1].Contains("REB", StringComparison.Ordinal) || row[1].Contains("PRM", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(650);
        Bodies("groups", row => row[1].Contains("PTY", StringComparison.Ordinal) || row[1].Contains("OPP", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(800);
    }

    [Theory]
    [InlineData("LEG", 60)]
    [InlineData("MIL", 130)]
    [InlineData("COP", 120)]
    [InlineData("SPY", 80)]
    [InlineData("GOV", 200)]
    [InlineData("JUD", 30)]
    public void States_have_their_parliaments_armies_police_services_ministries_and_courts(string sector, int least) =>
        Bodies("institutions", row => row[1].Split(',').Contains(sector)).ShouldBeGreaterThanOrEqualTo(least);

    [Fact]
    public void Every_member_of_the_United_Nations_has_office_holders()
    {
        string[] members = [.. "AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN BGR BFA BDI CPV KHM CMR CAN CAF TCD CHL CHN COL COM COG COD CRI CIV HRV CUB CYP CZE DNK DJI DMA DOM ECU EGY SLV GNQ ERI EST SWZ ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN GNB GUY HTI HND HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ KEN KIR PRK KOR KWT KGZ LAO LVA LBN LSO LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MDA MCO MNG MNE MAR MOZ MMR NAM NRU NPL NLD NZL NIC NER NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT QAT ROU RUS RWA KNA LCA VCT WSM SMR STP SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD ESP LKA SDN SUR SWE CHE SYR TJK TZA THA TLS TGO TON TTO TUN TUR TKM TUV UGA UKR ARE GBR USA URY UZB VUT VEN VNM YEM ZMB ZWE".Split(' ')];
        var held = DataFile.Rows("leaders").Select(r => r[0]).ToHashSet();
        members.Where(m => !held.Contains(m)).ShouldBeEmpty();
        Leaders().Select(l => l.Name).Distinct().Count().ShouldBeGreaterThanOrEqualTo(4500);
        Leaders().Count(l => l.From is not null).ShouldBeGreaterThanOrEqualTo(4000);
    }

    [Fact]
    public void Every_code_is_a_country_of_the_table_or_an_international_one()
    {
        var countries = DataFile.Rows("countries").Select(r => r[0]).ToHashSet();
        countries.Count.ShouldBeGreaterThanOrEqualTo(200);
        countries.ShouldAllBe(c => c.Length == 3 && c.All(char.IsAsciiLetterUpper));
        ActorTables.Read().Where(e => e.Country is { } code && !countries.Contains(code) && !International.Contains(code)).Select(e => $"{e.Name}: {e.Country}").ShouldBeEmpty();
        ActorTables.Read().Where(e => e.Sectors.Any(s => !Sectors.Contains(s))).Select(e => $"{e.Name}: {string.Join(',', e.Sectors)}").ShouldBeEmpty();
    }

    [Fact]
    public void No_body_has_two_codes_unless_years_or_a_doubt_tell_them_apart()
    {
        var twice = ActorTables.Bodies.SelectMany(ActorTables.BodiesOf).Where(e => e.From is null && !e.IsDoubtful).GroupBy(e => e.Name)
            .Where(g => g.Select(e => (e.Country, string.Join(',', e.Sectors))).Distinct().Count() > 1);
        twice.Select(g => $"{g.Key}: {string.Join("; ", g.Select(e => $"{e.Country} {string.Join(',', e.Sectors)}"))}").ShouldBeEmpty();
    }

    [Fact]
    public void No_person_without_years_stands_under_two_codes()
    {
        var twice = Leaders().GroupBy(l => l.Name).Where(g => g.Any(l => l.From is null) && g.Select(l => (l.Country, string.Join(',', l.Sectors))).Distinct().Count() > 1);
        twice.Select(g => g.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Years_are_in_order_and_of_this_age()
    {
        foreach (var e in ActorTables.Read().Where(e => e.From is not null))
        {
            e.From!.Value.Year.ShouldBeInRange(1900, 2027, e.Name);
            if (e.To is { } to) to.ShouldBeGreaterThan(e.From.Value, e.Name);
        }
    }

    [Fact]
    public void No_name_is_empty_or_a_word_that_papers_write_in_lower_case()
    {
        foreach (var e in ActorTables.Read())
        {
            e.Name.Length.ShouldBeGreaterThan(1);
            e.Name.ShouldNotContain("=");
            e.Name.ShouldNotContain("|");
            e.Name.ShouldNotEndWith("*");
            e.Name.ShouldNotEndWith("?");
        }
    }

    [Theory]
    [InlineData("Prime Minister Sheikh Hasina has accused Pakistan of meddling.", "2019-05-02", "BGD", "GOV")]
    [InlineData("Sheikh Hasina has accused Pakistan of meddling.", "2025-05-02", "BGD", "ELI")]
    [InlineData("Daniel Ortega has accused the United States of meddling.", "1995-05-02", "NIC", "OPP")]
    [InlineData("Daniel Ortega has accused the United States of meddling.", "2012-05-02", "NIC", "GOV")]
    [InlineData("Vaclav Havel has accused Russia of meddling.", "1999-05-02", "CZE", "GOV")]
    [InlineData("Hashim Thaci has accused Serbia of meddling.", "2012-05-02", "XKX", "GOV")]
    [InlineData("Antonio Guterres has accused Israel of breaking the truce.", "2020-05-02", "UNO", "")]
    [InlineData("Antonio Guterres has accused Spain of breaking the truce.", "1998-05-02", "PRT", "GOV")]
    public void Office_holders_are_known_by_the_day_of_the_article(string text, string published, string country, string sectors)
    {
        var actor = Actor(text, DateOnly.Parse(published, System.Globalization.CultureInfo.InvariantCulture));
        (actor.Country, string.Join(',', actor.Sectors)).ShouldBe((country, sectors));
    }

    [Fact]
    public void Who_held_an_office_on_the_day_told_is_known_by_it() =>
        Actor("In May 1994 Yitzhak Rabin has accused Syria of breaking the truce.", new DateOnly(2020, 6, 1)).Sectors.ShouldBe(["GOV"]);

    [Theory]
    [InlineData("FMLN fighters attacked a barracks in San Salvador.", "1985-03-01", "SLV", "REB")]
    [InlineData("The FMLN has accused Honduras of meddling.", "2015-03-01", "SLV", "PTY")]
    public void Groups_are_what_they_were_in_that_year(string text, string published, string country, string sectors)
    {
        var actor = Actor(text, DateOnly.Parse(published, System.Globalization.CultureInfo.InvariantCulture));
        (actor.Country, string.Join(',', actor.Sectors)).ShouldBe((country, sectors));
    }

    [Theory]
    [InlineData("In Malta the Nationalist Party condemned the prime minister.", "MLT")]
    [InlineData("In Ireland the Labour Party condemned the prime minister.", "IRL")]
    [InlineData("In Britain the Labour Party condemned the prime minister.", "GBR")]
    public void A_name_of_several_parties_is_that_of_the_country_named(string text, string country) => Actor(text, null).Country.ShouldBe(country);

    [Fact]
    public void A_name_of_several_parties_is_nobodys_where_no_country_is_named() =>
        CodedActors.Code("The Socialist Party condemned the prime minister.", null).SelectMany(e => e.Actors).ShouldAllBe(a => a.Country == null);

    [Theory]
    [InlineData("The ISI arrested two men in Karachi.", "PAK", "SPY")]
    [InlineData("The SBU arrested two men in Lviv.", "UKR", "SPY")]
    [InlineData("The Knesset has accused Iran of meddling.", "ISR", "LEG")]
    [InlineData("The Lok Sabha has accused Pakistan of meddling.", "IND", "LEG")]
    [InlineData("The Carabinieri arrested two men in Bari.", "ITA", "COP")]
    [InlineData("The Tatmadaw attacked a village in Kachin.", "MMR", "MIL")]
    [InlineData("Zhongnanhai rejected the demand of Japan.", "CHN", "GOV")]
    public void Bodies_of_states_are_known_by_their_own_names(string text, string country, string sector)
    {
        var actor = Actor(text, null);
        (actor.Country, string.Join(',', actor.Sectors)).ShouldBe((country, sector));
    }

    [Theory]
    [InlineData("Kyodo News", "JPN")]
    [InlineData("The Irrawaddy", "MMR")]
    [InlineData("Radio Okapi", "COD")]
    public void A_paper_as_source_has_its_country(string medium, string country)
    {
        var e = CodedActors.Code($"Gunmen attacked a village on Monday, {medium} reported.", null).ShouldHaveSingleItem();
        (e.AccordingTo!.Country, e.AccordingTo.Sectors.Single()).ShouldBe((country, "JRN"));
    }

    private static int Bodies(string table, Func<string[], bool> where) => DataFile.Rows(table).Where(where).Sum(r => DataFile.List(r[2]).Length);

    private static List<Entity> Leaders() => [.. ActorTables.Leaders().Where(l => l.Given is null)];

    private static Actor Actor(string text, DateOnly? published) => CodedActors.Actor(text, published);
}
