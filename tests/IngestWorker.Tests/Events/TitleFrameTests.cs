using IngestWorker.Contracts;

namespace IngestWorker.Tests.Events;

/// <summary>Holders of offices in all the ways that papers write them, and people and bodies of all kinds, as those who act.</summary>
public sealed class TitleFrameTests
{
    private static readonly (string Office, string Sector)[] Offices =
    [
        ("president", "GOV"), ("prime minister", "GOV"), ("foreign minister", "GOV"), ("defence minister", "GOV"), ("health minister", "GOV"), ("interior minister", "GOV"), ("ambassador", "GOV"),
        ("army chief", "MIL"), ("police chief", "COP"), ("parliament speaker", "LEG"), ("opposition leader", "OPP"), ("attorney general", "JUD"), ("intelligence chief", "SPY"), ("government spokesman", "GOV"),
        ("deputy foreign minister", "GOV"), ("finance minister", "GOV"), ("navy commander", "MIL"), ("central bank governor", "GOV"), ("trade minister", "GOV"),
    ];

    private static readonly (string Name, string People, string Code)[] Countries = [("Chad", "Chadian", "TCD"), ("Malaysia", "Malaysian", "MYS"), ("Peru", "Peruvian", "PER"), ("Serbia", "Serbian", "SRB")];

    private static readonly string[] Names = ["Anwar Salleh", "Maria Kovacs", "Joseph Mbeki Okoro", "Lars Nyholm"];

    private static readonly string[] Acting =
    [
        "{p} {o} {n} accused Sudan of lying on Monday.", "The {p} {o}, {n}, accused Sudan of lying on Monday.", "{c}'s {o}, {n}, accused Sudan of lying on Monday.", "{c}'s {o} {n} accused Sudan of lying on Monday.",
        "The {o} of {c} {n} accused Sudan of lying on Monday.", "The {o} of {c}, {n}, accused Sudan of lying on Monday.", "{n}, the {p} {o}, accused Sudan of lying on Monday.", "{n}, {c}'s {o}, accused Sudan of lying on Monday.",
        "{n}, the {o} of {c}, accused Sudan of lying on Monday.", "Sudan was accused of lying by {p} {o} {n} on Monday.", "{p} {o} {n} visited Sudan on Monday for talks.", "{p} {o} {n} met Sudanese President Omar Idris in Khartoum on Monday.",
    ];

    private static readonly string[] Suffering = ["Sudan accused {p} {o} {n} of lying on Monday.", "Sudan on Monday accused {n}, the {o} of {c}, of lying.", "Sudan on Monday summoned {c}'s {o}, {n}, over the remarks."];

    [Fact]
    public void An_office_is_read_wherever_its_holder_is_named()
    {
        List<string> failed = [];
        var total = 0;
        foreach (var (frame, acts) in Acting.Select(f => (f, true)).Concat(Suffering.Select(f => (f, false))))
        {
            for (var o = 0; o < Offices.Length; o++)
            {
                for (var c = 0; c < Countries.Length; c++)
                {
                    var ((office, sector), country) = (Offices[o], Countries[c]);
                    var sentence = Frames.Capital(Frames.Fill(frame, ("o", office), ("p", country.People), ("c", country.Name), ("n", Names[(o + c) % Names.Length])));
                    total++;
                    if (!Frames.Code(sentence).SelectMany(e => acts ? e.Actors : e.Recipients).Any(p => p.Country == country.Code && p.Sectors.Contains(sector))) failed.Add(sentence);
                }
            }
        }

        Frames.ShouldReach(0.985, total, failed);
    }

    // Whoever they are, they are Turks: the coder must not lose them for want of a word.
    private static readonly string[] People =
    [
        "factions", "followers", "loyalists", "leadership", "bloc", "alliance", "chamber", "chairman", "commission", "committee", "council", "board", "body", "unit", "columns", "exiles", "radicals", "hardliners", "treasurer", "trainers", "negotiators", "planners", "institute", "league", "guild",
        "government", "capital", "side", "team", "group", "front", "organisation", "syndicate", "pair", "chief", "boss", "head", "director", "allies", "partners", "rivals", "foes", "defendants", "plaintiffs", "widows", "orphans", "nomads", "chieftains", "clansmen", "athletes", "writers", "bankers", "lenders",
        "growers", "welders", "dockers", "historians", "evangelists", "clergymen", "pacifists", "feminists", "socialists", "liberals", "monarchists", "populists", "contenders", "undergraduates", "barristers", "solicitors", "jurors", "regulators", "functionaries", "prefects", "emissaries", "intermediaries",
        "airmen", "cavalry", "flotilla", "squadron", "reinforcements", "deserters", "defectors", "informants", "operatives", "infiltrators", "secessionists", "bodyguards", "survivors", "parents", "youngsters",
    ];

    [Fact]
    public void People_and_bodies_of_every_kind_act()
    {
        List<string> failed = [];
        foreach (var noun in People)
        {
            foreach (var sentence in new[] { $"Turkish {noun} have agreed to share information with Sudan.", $"The Turkish {noun} accused Sudan of lying on Monday, while the talks went on in Geneva." })
            {
                if (!Frames.Code(sentence).Any(e => e.Actors.Any(a => a.Country == "TUR") && e.Recipients.Any(r => r.Country == "SDN"))) failed.Add(sentence);
            }
        }

        Frames.ShouldReach(0.98, 2 * People.Length, failed);
    }

    private static readonly string[] Deeds = ["attack", "bomb", "invade", "annihilate", "shell", "crush"];

    [Fact]
    public void Who_says_what_he_will_do_to_others_threatens()
    {
        List<string> failed = [];
        foreach (var deed in Deeds)
        {
            foreach (var frame in new[] { "Iran said it would {d} Israel if it was provoked.", "Iran's president said he would {d} Israel if provoked.", "Iran's president said his country would {d} Israel unless it withdrew.", "The Iranian army chief said his forces would {d} Israel if they were attacked." })
            {
                var sentence = Frames.Fill(frame, ("d", deed));
                if (!Frames.Code(sentence).Any(e => e.Type is PloverType.Threaten && e.Actors.Any(a => a.Country == "IRN") && e.Recipients.Any(r => r.Country == "ISR"))) failed.Add(sentence);
            }
        }

        Frames.ShouldReach(0.95, 4 * Deeds.Length, failed);
    }
}
