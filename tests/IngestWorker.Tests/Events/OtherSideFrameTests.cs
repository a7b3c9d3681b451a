using IngestWorker.Contracts;
using IngestWorker.Events;

namespace IngestWorker.Tests.Events;

/// <summary>The other side where it stands in what is spoken of ("ruled out talks with Sudan"), and who "it", "he" and "they" are in the next clause, each in several frames.</summary>
public sealed class OtherSideFrameTests
{
    private static readonly EventCoder Coder = new();

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

    private static readonly string[] Frames = ["Chad {x} on Monday.", "The Chadian government {x} on Monday.", "Chad's president, Idriss Deby, {x}.", "Chad on Monday {x}.", "Chad {x}, officials said."];

    [Fact]
    public void The_other_side_is_found_in_what_is_spoken_of()
    {
        List<string> failed = [];
        var total = 0;
        foreach (var (type, phrases) in Acts)
        {
            foreach (var phrase in phrases)
            {
                foreach (var frame in Frames)
                {
                    total++;
                    var sentence = frame.Replace("{x}", phrase, StringComparison.Ordinal);
                    if (!Code(sentence).Any(e => IsOf(e.Type.ToName(), type) && e.Actors.Any(a => a.Country == "TCD") && e.Recipients.Concat(e.Actors).Any(r => r.Country == "SDN"))) failed.Add($"{type} {sentence}");
                }
            }
        }

        (1.0 - ((double)failed.Count / total)).ShouldBeGreaterThanOrEqualTo(0.97, string.Join('\n', failed));
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
        var failed = actors.Select(a => frame.Replace("{A}", Capital(a.Name), StringComparison.Ordinal).Replace("{a}", a.Name.TrimEnd(','), StringComparison.Ordinal).Replace("{It}", Capital(a.Pronoun), StringComparison.Ordinal).Replace("{it}", a.Pronoun, StringComparison.Ordinal))
            .Where(s => !Code(s).Any(e => e.Type.ToName() == type && e.Trigger.Text.Contains(trigger, StringComparison.Ordinal) && e.Actors.Any(a => a.Country == "TCD"))).ToList();
        failed.Count.ShouldBeLessThanOrEqualTo(1, string.Join('\n', failed));
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static IReadOnlyList<CodedEvent> Code(string text) => Coder.Code(new CodingInput { ArticleId = Guid.Empty, Text = text, Published = new DateOnly(2024, 3, 6) }).Events;
}
