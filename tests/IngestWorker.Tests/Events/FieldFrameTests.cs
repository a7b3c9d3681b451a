using IngestWorker.Contracts;

namespace IngestWorker.Tests.Events;

/// <summary>Days, places, sources and figures: each way to say them in each place where a sentence may say them, around deeds of several types. The least share that must be read right is said for each.</summary>
public sealed class FieldFrameTests
{
    private sealed record Deed(string Actor, string Verb, string Recipient, params PloverType[] Types);

    private static readonly Deed[] Deeds =
    [
        new("Chadian soldiers", "attacked", "a rebel camp", PloverType.Assault),
        new("the army", "shelled", "two villages", PloverType.Assault),
        new("police", "arrested", "three opposition leaders", PloverType.Coerce),
        new("gunmen", "kidnapped", "a French aid worker", PloverType.Assault),
        new("the Nigerian president", "met", "his Chadian counterpart", PloverType.Consult),
        new("thousands of people", "protested against", "the government", PloverType.Protest),
        new("Chad", "expelled", "the Nigerian ambassador", PloverType.Sanction, PloverType.Coerce, PloverType.Reject),
        new("Boko Haram fighters", "killed", "three farmers", PloverType.Assault),
    ];

    [Fact]
    public void Days_are_read_wherever_they_stand()
    {
        // Published on Wednesday, 6 March 2024.
        (string Said, string First, string Last)[] days =
        [
            ("on Monday", "2024-03-04", "2024-03-04"), ("Monday", "2024-03-04", "2024-03-04"), ("late on Sunday", "2024-03-03", "2024-03-03"), ("on March 3", "2024-03-03", "2024-03-03"), ("on 3 March", "2024-03-03", "2024-03-03"),
            ("yesterday", "2024-03-05", "2024-03-05"), ("two days ago", "2024-03-04", "2024-03-04"), ("over the weekend", "2024-03-02", "2024-03-03"), ("in February", "2024-02-01", "2024-02-29"), ("last month", "2024-02-01", "2024-02-29"),
            ("early Monday morning", "2024-03-04", "2024-03-04"), ("on Monday night", "2024-03-04", "2024-03-04"), ("in the early hours of Monday", "2024-03-04", "2024-03-04"), ("before dawn on Monday", "2024-03-04", "2024-03-04"),
            ("shortly after midnight on Monday", "2024-03-04", "2024-03-04"), ("on Monday, March 4", "2024-03-04", "2024-03-04"), ("at around 3 p.m. on Monday", "2024-03-04", "2024-03-04"), ("on January 15, 2024", "2024-01-15", "2024-01-15"),
        ];
        string[] frames =
        [
            "{X}, {a} {v} {r}.", "{A} {x} {v} {r}.", "{A} {v} {r} {x}.", "{A} {v} {r} in the town of Bol {x}.", "{A} {v} {r} {x} in the town of Bol.", "{A} {v} {r} {x}, residents said.", "Residents said {a} {v} {r} {x}.",
            "{A} {v} {r} {x} after weeks of tension.", "In the town of Bol, {a} {v} {r} {x}.", "{A}, {x}, {v} {r}.", "{A} {v} {r} {x}, a spokesman said on Tuesday.", "A spokesman said on Tuesday that {a} {v} {r} {x}.", "The vote was held after {a} had {v} {r} {x}.",
        ];
        Share(days, d => d.Said, frames, (d, e) => e.Date is { Start: { } start, End: { } end } && $"{start:yyyy-MM-dd} {end:yyyy-MM-dd}" == $"{d.First} {d.Last}", 0.97);
    }

    [Fact]
    public void Places_are_read_wherever_they_stand()
    {
        (string Said, string Name)[] places =
        [
            ("in Bol", "Bol"), ("in the town of Bol", "Bol"), ("in the northern town of Bol", "Bol"), ("near Bol", "Bol"), ("in Bol, a town near the border", "Bol"), ("in the capital, Abuja", "Abuja"), ("in the capital Abuja", "Abuja"),
            ("in the Nigerian capital Abuja", "Abuja"), ("at a checkpoint in Bol", "Bol"), ("on the outskirts of Bol", "Bol"), ("in Maiduguri, Nigeria", "Maiduguri"), ("in Maiduguri in northeastern Nigeria", "Maiduguri"), ("in northeastern Nigeria", "Nigeria"),
            ("in Borno state", "Borno"), ("in Nigeria's Borno state", "Borno"), ("in the village of Dogo in Borno state", "Dogo"), ("in the Lake Chad region", "Lake Chad"), ("at the airport in Bol", "Bol"), ("in central Abuja", "Abuja"),
            ("in the streets of Abuja", "Abuja"), ("in Lagos", "Lagos"), ("in several parts of Lagos", "Lagos"),
        ];
        string[] frames =
        [
            "{A} {v} {r} {x}.", "{X}, {a} {v} {r}.", "{A} {v} {r} {x} on Monday.", "{A} {v} {r} on Monday {x}.", "{A} {v} {r} {x}, residents said.", "Residents said {a} {v} {r} {x}.", "{A} {v} {r} {x} after weeks of tension.",
            "{A} {v} {r} {x}, a spokesman said in Geneva.",
        ];
        Share(places, p => p.Said, frames, (p, e) => e.Place?.Text.Contains(p.Name, StringComparison.Ordinal) == true, 0.93);
    }

    [Fact]
    public void Sources_are_read_wherever_they_stand()
    {
        (string Said, string Name)[] sources =
        [
            ("a spokesman for the army", "army"), ("the defence ministry", "ministry"), ("officials", "officials"), ("state television", "television"), ("a military source", "source"), ("Defence Minister Daoud Brahim", "Daoud"), ("residents", "residents"),
            ("a witness", "witness"), ("the United Nations", "United Nations"), ("two police officers", "officers"), ("Amnesty International", "Amnesty"), ("the rebels", "rebels"), ("a human rights group", "group"), ("local media", "media"),
            ("the Interfax news agency", "Interfax"), ("the mayor of Bol", "mayor"), ("a hospital official", "official"),
        ];
        string[] frames =
        [
            "{A} {v} {r} on Monday, {x} said.", "{A} {v} {r} on Monday, said {x}.", "{A} {v} {r} on Monday, according to {x}.", "According to {x}, {a} {v} {r} on Monday.", "{X} said that {a} {v} {r} on Monday.", "{X} said {a} {v} {r} on Monday.",
            "{X} said on Tuesday that {a} {v} {r} on Monday.", "{X} told reporters that {a} {v} {r} on Monday.", "{A} {v} {r} on Monday, {x} told Reuters.", "{A} {v} {r} on Monday, {x} said in a statement.", "{X} reported that {a} {v} {r} on Monday.",
            "{X} announced that {a} {v} {r}.", "In a statement, {x} said {a} {v} {r} on Monday.", "\"{A} {v} {r} on Monday,\" {x} said.", "\"{A} {v} {r} on Monday,\" said {x}.", "{A}, {x} said, {v} {r} on Monday.", "{X} confirmed that {a} {v} {r} on Monday.",
        ];
        Share(sources, s => s.Said, frames, (s, e) => e.AccordingTo?.Text.Contains(s.Name, StringComparison.OrdinalIgnoreCase) == true, 0.97);
    }

    [Fact]
    public void The_dead_and_injured_are_counted_however_they_are_told()
    {
        (string Said, int? Dead, int? Injured)[] harms =
        [
            (", killing three people.", 3, null), (", killing at least three people and wounding five.", 3, 5), (", leaving three people dead.", 3, null), (", leaving three dead and five injured.", 3, 5), (" and killed three people.", 3, null),
            (". Three people were killed.", 3, null), (". Three people were killed and five wounded.", 3, 5), (". At least three people died and five others were injured.", 3, 5), (" on Monday, killing 12 civilians, including two children.", 12, null),
            (", injuring five people.", null, 5), (" in an attack that killed three people.", 3, null), (" in an attack in which three people were killed.", 3, null), (", killing three soldiers and injuring five others, officials said.", 3, 5),
            (". The death toll rose to 12.", 12, null), (", with three people killed and five hurt.", 3, 5), (", causing the deaths of three people.", 3, null), (". Three people lost their lives.", 3, null), (", killing three.", 3, null),
            (", resulting in three deaths and five injuries.", 3, 5), (". Twelve people were killed, two of them children.", 12, null), (", killing a policeman and wounding two others.", 1, 2), (". There were no casualties.", 0, 0),
        ];
        string[] acts = ["Gunmen attacked a bus in Bol", "Rebels shelled the town of Bol", "A suicide bomber blew himself up at a market in Bol", "Soldiers opened fire on protesters in Bol", "Boko Haram fighters raided a village near the town of Bol", "The air force bombed rebel positions"];
        List<string> failed = [];
        foreach (var (said, dead, injured) in harms)
        {
            foreach (var act in acts)
            {
                if (!Frames.Code(act + said).Any(e => e.Type is PloverType.Assault && e.Dead?.Value == dead && e.Injured?.Value == injured)) failed.Add(act + said);
            }
        }

        Frames.ShouldReach(0.97, harms.Length * acts.Length, failed);
    }

    private static void Share<T>(IReadOnlyList<T> ways, Func<T, string> said, string[] frames, Func<T, CodedEvent, bool> isRight, double least)
    {
        List<string> failed = [];
        var total = 0;
        foreach (var way in ways)
        {
            foreach (var frame in frames)
            {
                foreach (var deed in Deeds)
                {
                    total++;
                    var sentence = Frames.Fill(frame, ("a", deed.Actor), ("v", deed.Verb), ("r", deed.Recipient), ("x", said(way)));
                    if (!Frames.Code(sentence).Any(e => deed.Types.Contains(e.Type) && isRight(way, e))) failed.Add(sentence);
                }
            }
        }

        Frames.ShouldReach(least, total, failed);
    }
}
