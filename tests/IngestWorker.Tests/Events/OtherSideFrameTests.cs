using IngestWorker.Contracts;

namespace IngestWorker.Tests.Events;

/// <summary>The other side where it stands in what is spoken of ("ruled out talks with Sudan"), and who "it", "he" and "they" are in the next clause, each in several frames.</summary>
public sealed class OtherSideFrameTests
{
    private static readonly (string Type, string[] Phrases)[] Acts =
    [
        ("REJECT", ["ruled out talks with Sudan", "rejected talks with Sudan", "refused talks with Sudan", "rejected a proposal by Sudan", "rejected a Sudanese proposal", "rejected Sudan's proposal", "rejected demands from Sudan", "rejected an offer from Sudan", "dismissed accusations by Sudan", "dismissed Sudanese accusations", "denied accusations by Sudan", "turned down an invitation from Sudan", "refused to negotiate with Sudan", "refused to hand over the suspects to Sudan", "blocked a deal with Sudan"]),
        ("REQUEST", ["called for talks with Sudan", "demanded an apology from Sudan", "demanded compensation from Sudan", "requested help from Sudan", "asked Sudan for help", "asked for help from Sudan", "urged restraint from Sudan", "urged Sudan to show restraint", "called on Sudan to withdraw its troops", "demanded that Sudan withdraw its troops", "demanded the withdrawal of Sudanese troops", "demanded the release of prisoners held by Sudan", "appealed to Sudan for calm"]),
        ("ACCUSE", ["condemned attacks by Sudan", "condemned Sudanese attacks", "condemned Sudan's attacks", "condemned the decision of Sudan", "criticized a decision by Sudan", "criticized the arrest of activists by Sudan", "blamed Sudan for the attack", "accused Sudan of backing the rebels", "protested to Sudan over the incident", "voiced anger at Sudan", "launched an investigation into Sudan", "filed a complaint against Sudan"]),
        ("SUPPORT", ["welcomed a decision by Sudan", "welcomed Sudan's decision", "welcomed the decision of Sudan", "praised Sudan for its decision", "praised the efforts of Sudan", "expressed support for Sudan", "voiced solidarity with Sudan", "signed an agreement with Sudan", "restored diplomatic relations with Sudan", "recognized Sudan", "thanked Sudan", "congratulated Sudan"]),
        ("THREATEN", ["threatened sanctions against Sudan", "threatened Sudan with sanctions", "threatened to attack Sudan", "threatened to impose sanctions on Sudan", "warned Sudan against interfering", "warned of sanctions against Sudan"]),
        ("SANCTION", ["imposed sanctions on Sudan", "suspended aid to Sudan", "cut ties with Sudan", "broke off diplomatic relations with Sudan", "recalled its ambassador from Sudan", "expelled three diplomats from Sudan", "expelled three Sudanese diplomats", "suspended talks with Sudan", "froze the assets of Sudan", "cancelled a meeting with Sudan", "closed its border with Sudan", "closed its embassy in Sudan", "banned imports from Sudan"]),
        ("AID", ["sent aid to Sudan", "sent medicine to Sudan", "provided Sudan with food", "gave Sudan a loan", "granted asylum to refugees from Sudan", "delivered weapons to Sudan", "donated money to Sudan", "sent rescue workers to Sudan", "supplied Sudan with arms"]),
        ("AGREE", ["agreed to hold talks with Sudan", "offered aid to Sudan", "offered to mediate between Sudan and the rebels", "promised aid to Sudan", "pledged support for Sudan", "reached an agreement with Sudan", "accepted a proposal by Sudan", "agreed on a ceasefire with Sudan"]),
        ("CONSULT", ["held talks with Sudan", "met with Sudanese officials", "discussed the crisis with Sudan", "mediated between Sudan and the rebels", "sent an envoy to Sudan", "began talks with Sudan"]),
        ("COOPERATE", ["extradited a suspect to Sudan", "held joint exercises with Sudan", "shared intelligence with Sudan"]),
        ("CONCEDE", ["apologized to Sudan", "eased sanctions against Sudan", "declared a ceasefire with Sudan"]),
        ("RETREAT", ["lifted sanctions on Sudan", "released three Sudanese prisoners"]),
        ("MOBILIZE", ["massed troops on the border with Sudan"]),
        ("COERCE", ["seized a ship from Sudan", "arrested three Sudanese journalists", "deported three Sudanese journalists"]),
        ("ASSAULT", ["fired missiles at Sudan", "killed three Sudanese soldiers"]),
    ];

    private static readonly string[] Acting = ["Chad {x} on Monday.", "The Chadian government {x} on Monday.", "Chad's president, Idriss Deby, {x}.", "Chad on Monday {x}.", "Chad {x}, officials said."];

    [Fact]
    public void The_other_side_is_found_in_what_is_spoken_of()
    {
        List<string> failed = [];
        var total = 0;
        foreach (var (type, phrases) in Acts)
        {
            foreach (var phrase in phrases)
            {
                foreach (var frame in Acting)
                {
                    total++;
                    var sentence = Frames.Fill(frame, ("x", phrase));
                    if (!Frames.Code(sentence).Any(e => IsOf(e.Type.ToName(), type) && e.Actors.Any(a => a.Country == "TCD") && e.Recipients.Concat(e.Actors).Any(r => r.Country == "SDN"))) failed.Add($"{type} {sentence}");
                }
            }
        }

        Frames.ShouldReach(0.97, total, failed);
    }

    // Next door in PLOVER: what is broken off may be refused, what is lifted yielded, what is signed promised.
    private static bool IsOf(string found, string meant) => found == meant || (meant, found) is ("SANCTION", "REJECT" or "COERCE") or ("CONCEDE", "RETREAT") or ("RETREAT", "CONCEDE" or "SUPPORT") or ("AGREE", "SUPPORT") or ("SUPPORT", "AGREE" or "COOPERATE");

    [Theory]
    [InlineData("{A} accused Nigeria of aggression on Monday. {It} also condemned Sudan.", "ACCUSE", "condemned")]
    [InlineData("{A} attacked a Nigerian village on Monday, and {it} also arrested two Sudanese journalists.", "COERCE", "arrested")]
    [InlineData("Nigeria accused {a} on Monday. {It} rejected the accusation.", "REJECT", "rejected")]
    [InlineData("{A} told reporters that {it} would not negotiate with Sudan.", "REJECT", "negotiate")]
    [InlineData("Nigerian forces attacked {a} on Monday. {It} asked the United Nations for help.", "REQUEST", "asked")]
    [InlineData("{A} will not negotiate with Nigeria, a spokesman said. {It} also ruled out talks with Sudan.", "REJECT", "ruled")]
    public void A_pronoun_is_the_one_that_is_meant(string frame, string type, string trigger)
    {
        (string Name, string Pronoun)[] actors =
        [
            ("Chad's army", "it"), ("the Chadian government", "it"), ("Chadian rebels", "they"), ("Chadian soldiers", "they"), ("Chad's president, Idriss Deby,", "he"), ("Chadian police", "they"), ("the Chadian parliament", "it"), ("Chad", "it"),
        ];
        var failed = actors.Select(a => Frames.Fill(frame.Replace("{A}", Frames.Capital(a.Name), StringComparison.Ordinal), ("a", a.Name.TrimEnd(',')), ("it", a.Pronoun)))
            .Where(s => !Frames.Code(s).Any(e => e.Type.ToName() == type && e.Trigger.Text.Contains(trigger, StringComparison.Ordinal) && e.Actors.Any(a => a.Country == "TCD"))).ToList();
        failed.Count.ShouldBeLessThanOrEqualTo(1, string.Join('\n', failed));
    }

    // What armed ones, crowds, courts and governments do at home: type, sentence, and a sector of each side where one is told.
    private static readonly (string Type, string Sentence, string Actor, string Recipient)[] Deeds =
    [
        ("ASSAULT", "Gunmen opened fire on a bus in {P}, killing three people.", "UAF", "CVL"),
        ("ASSAULT", "Three people were killed when gunmen opened fire on a bus in {P}.", "UAF", "CVL"),
        ("ASSAULT", "A car bomb exploded outside a police station in {P}, killing three officers.", "", "COP"),
        ("ASSAULT", "A suicide bomber blew himself up at a mosque in {P}, killing ten worshippers.", "UAF", "CVL"),
        ("ASSAULT", "Rebels ambushed an army convoy near {P}, killing five soldiers.", "REB", "MIL"),
        ("ASSAULT", "Five soldiers were killed in an ambush near {P}.", "", "MIL"),
        ("ASSAULT", "Five soldiers were killed in a rebel ambush near {P}.", "REB", "MIL"),
        ("ASSAULT", "A rebel attack on an army base near {P} left five soldiers dead.", "REB", "MIL"),
        ("ASSAULT", "At least five soldiers died in clashes with rebels near {P}.", "REB", "MIL"),
        ("ASSAULT", "Clashes between soldiers and rebels near {P} killed ten people.", "MIL", "REB"),
        ("ASSAULT", "Fighting between the army and rebels erupted near {P} on Monday.", "MIL", "REB"),
        ("ASSAULT", "The army retook the town of {P} from rebels on Monday.", "MIL", "REB"),
        ("ASSAULT", "Rebels seized control of the town of {P} on Monday.", "REB", ""),
        ("ASSAULT", "The town of {P} fell to rebels on Monday.", "REB", ""),
        ("ASSAULT", "An air strike on a hospital in {P} killed ten people.", "", "MED"),
        ("ASSAULT", "Police fired tear gas at protesters in {P} on Monday.", "COP", "CVL"),
        ("ASSAULT", "Police used batons and tear gas to disperse protesters in {P}.", "COP", "CVL"),
        ("ASSAULT", "Police clashed with protesters in {P} on Monday.", "COP", "CVL"),
        ("ASSAULT", "A protester was shot dead by police in {P} on Monday.", "COP", "CVL"),
        ("ASSAULT", "A journalist was stabbed to death in {P} on Monday.", "", "JRN"),
        ("ASSAULT", "Militants beheaded two hostages in {P}.", "REB", "CVL"),
        ("ASSAULT", "Gunmen abducted 20 schoolgirls from a school in {P}.", "UAF", "EDU"),
        ("ASSAULT", "A mob lynched two men accused of theft in {P}.", "CVL", "CVL"),
        ("ASSAULT", "Soldiers tortured prisoners at a camp near {P}.", "MIL", "CVL"),
        ("ASSAULT", "A landmine killed two children near {P}.", "", "CVL"),
        ("ASSAULT", "A roadside bomb hit an army patrol near {P}, wounding two soldiers.", "", "MIL"),
        ("ASSAULT", "Shells landed on a market in {P}, killing six civilians.", "", "CVL"),
        ("ASSAULT", "Rebels fired rockets at an airport in {P}.", "REB", ""),
        ("ASSAULT", "Militants set fire to a church in {P}.", "REB", "REL"),
        ("ASSAULT", "Villagers were massacred by militiamen near {P}.", "PRM", "CVL"),
        ("PROTEST", "Thousands of people marched in {P} to demand the resignation of the president.", "CVL", "GOV"),
        ("PROTEST", "Students protested in {P} against a rise in fees.", "EDU", ""),
        ("PROTEST", "Teachers in {P} went on strike on Monday to demand higher pay.", "EDU", ""),
        ("PROTEST", "Doctors walked out of hospitals in {P} on Monday.", "MED", ""),
        ("PROTEST", "Farmers blocked roads near {P} in protest at fuel prices.", "AGR", ""),
        ("PROTEST", "Rioters looted shops in {P} on Monday.", "CVL", "BUS"),
        ("PROTEST", "Demonstrators threw stones at police in {P}.", "CVL", "COP"),
        ("PROTEST", "Opposition supporters rallied in {P} on Monday.", "OPP", ""),
        ("PROTEST", "Thousands attended an anti-government rally in {P}.", "CVL", "GOV"),
        ("PROTEST", "A protest by miners in {P} turned violent.", "LAB", ""),
        ("COERCE", "Police arrested 20 protesters in {P} on Monday.", "COP", "CVL"),
        ("COERCE", "Twenty protesters were arrested in {P} on Monday.", "", "CVL"),
        ("COERCE", "The government imposed a curfew in {P} on Monday.", "GOV", ""),
        ("COERCE", "Authorities banned protests in {P} on Monday.", "GOV", ""),
        ("COERCE", "The government declared a state of emergency in {P}.", "GOV", ""),
        ("COERCE", "Soldiers sealed off the centre of {P} on Monday.", "MIL", ""),
        ("COERCE", "Police raided the offices of a newspaper in {P}.", "COP", "JRN"),
        ("COERCE", "Police seized weapons in a raid on a house in {P}.", "COP", ""),
        ("COERCE", "Authorities detained an opposition leader in {P} on Monday.", "GOV", "OPP"),
        ("SANCTION", "A court in {P} sentenced a journalist to five years in prison.", "JUD", "JRN"),
        ("SANCTION", "A journalist was sentenced to five years in prison by a court in {P}.", "JUD", "JRN"),
        ("SANCTION", "A court in {P} convicted two soldiers of murder.", "JUD", "MIL"),
        ("SANCTION", "The president dismissed the army chief on Monday.", "GOV", "MIL"),
        ("ACCUSE", "Prosecutors in {P} charged a former minister with corruption.", "JUD", "ELI"),
        ("ACCUSE", "A former minister was charged with corruption in {P}.", "", "ELI"),
        ("ACCUSE", "Police are investigating the murder of a journalist in {P}.", "COP", ""),
        ("ACCUSE", "Human rights groups accused the army of killing civilians in {P}.", "SOC", "MIL"),
        ("ACCUSE", "The opposition accused the government of rigging the election.", "OPP", "GOV"),
        ("ACCUSE", "The president blamed rebels for the attack in {P}.", "GOV", "REB"),
        ("ACCUSE", "The attack in {P} was condemned by the president.", "GOV", ""),
        ("RETREAT", "Rebels freed three hostages in {P} on Monday.", "REB", "CVL"),
        ("RETREAT", "Three hostages were freed in {P} on Monday.", "", "CVL"),
        ("RETREAT", "The army withdrew from {P} on Monday.", "MIL", ""),
        ("RETREAT", "Rebels surrendered to the army in {P} on Monday.", "REB", "MIL"),
        ("RETREAT", "The prime minister resigned on Monday.", "GOV", ""),
        ("RETREAT", "A court in {P} acquitted two journalists.", "JUD", "JRN"),
        ("RETREAT", "The government lifted a curfew in {P} on Monday.", "GOV", ""),
        ("CONCEDE", "The president offered to hold early elections.", "GOV", ""),
        ("CONCEDE", "The government agreed to release political prisoners.", "GOV", "CVL"),
        ("CONCEDE", "Rebels declared a unilateral ceasefire on Monday.", "REB", ""),
        ("CONCEDE", "The army admitted killing three civilians near {P}.", "MIL", ""),
        ("AID", "Aid workers distributed food to refugees in {P}.", "SOC", "REF"),
        ("AID", "The army evacuated civilians from {P} on Monday.", "MIL", "CVL"),
        ("MOBILIZE", "The government deployed troops to {P} on Monday.", "GOV", ""),
        ("MOBILIZE", "Troops were deployed to {P} on Monday.", "MIL", ""),
        ("MOBILIZE", "The army put its forces on high alert in {P}.", "MIL", ""),
        ("THREATEN", "Rebels threatened to kill the hostages.", "REB", "CVL"),
        ("THREATEN", "The president threatened to jail opposition leaders.", "GOV", "OPP"),
        ("REQUEST", "The opposition called for the resignation of the president.", "OPP", "GOV"),
        ("REQUEST", "The opposition demanded that the president resign.", "OPP", "GOV"),
        ("REQUEST", "Rebels demanded the release of their leader.", "REB", ""),
        ("REJECT", "The president refused to resign on Monday.", "GOV", ""),
        ("REJECT", "The government rejected the demands of the rebels.", "GOV", "REB"),
        ("REJECT", "The rebels rejected a government offer of talks.", "REB", "GOV"),
        ("REJECT", "Parliament voted against the bill on Monday.", "LEG", ""),
        ("CONSULT", "The president met opposition leaders in {P} on Monday.", "GOV", "OPP"),
        ("CONSULT", "Talks between the government and rebels began in {P}.", "GOV", "REB"),
        ("CONSULT", "Government officials and rebel leaders held talks in {P}.", "GOV", "REB"),
        ("AGREE", "The government and rebels signed a ceasefire in {P}.", "GOV", "REB"),
        ("AGREE", "The government and rebels agreed to a ceasefire.", "GOV", "REB"),
        ("AGREE", "The president promised reforms on Monday.", "GOV", ""),
        ("SUPPORT", "The army pledged loyalty to the president.", "MIL", "GOV"),
        ("SUPPORT", "The president praised the army.", "GOV", "MIL"),
        ("SUPPORT", "Parliament approved the peace deal on Monday.", "LEG", ""),
    ];

    [Fact]
    public void Who_does_what_to_whom_at_home()
    {
        List<string> failed = [];
        var total = 0;
        foreach (var (type, said, actor, recipient) in Deeds)
        {
            foreach (var place in said.Contains("{P}", StringComparison.Ordinal) ? new[] { "Bol", "Kunduz", "Mosul" } : [""])
            {
                var sentence = said.Replace("{P}", place, StringComparison.Ordinal);
                foreach (var text in new[] { sentence, $"Officials said {char.ToLowerInvariant(sentence[0])}{sentence[1..]}", $"{sentence[..^1]}, officials said." })
                {
                    total++;
                    if (!Frames.Code(text).Any(e => (IsOf(e.Type.ToName(), type) || (type, e.Type) is ("PROTEST", PloverType.Assault) or ("AID", PloverType.Retreat) or ("CONCEDE", PloverType.Agree) or ("AGREE", PloverType.Concede)) && Has(e.Actors, actor) && Has(e.Type is PloverType.Assault or PloverType.Consult or PloverType.Agree ? [.. e.Recipients, .. e.Actors] : e.Recipients, recipient)))
                        failed.Add($"{type} {text}");
                }
            }
        }

        Frames.ShouldReach(0.98, total, failed);
    }

    private static bool Has(IEnumerable<Actor> parties, string sector) => sector.Length == 0 || parties.Any(p => p.Sectors.Contains(sector));
}
