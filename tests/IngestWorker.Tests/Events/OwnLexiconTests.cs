using IngestWorker.Contracts;
using IngestWorker.Events;
using IngestWorker.Events.Lexicon;

namespace IngestWorker.Tests.Events;

public sealed class OwnLexiconTests
{
    private static CodingInput Input(string text) => new() { ArticleId = Guid.Empty, Text = text };

    [Fact]
    public void An_own_lexicon_adds_verbs_names_and_agents()
    {
        EventCoder coder = new([new LexiconFile("mine.txt", "@ SANCTION\nverb | blackball | obj=R | The club * the member.\n@ ACTORS\nIGO | | Blue Star Forum\n@ AGENTS\nGOV | margrave\n")]);
        var coded = coder.Code(Input("The Blue Star Forum blackballed Hungary on Monday. The margrave condemned Iran.")).Events;
        coded[0].Type.ShouldBe(PloverType.Sanction);
        coded[0].Actors.ShouldHaveSingleItem().Country.ShouldBe("IGO");
        coded[0].Rule.ShouldBe("mine.txt:2");
        coded[1].Actors.ShouldHaveSingleItem().Sectors.ShouldBe(["GOV"]);
    }

    [Fact]
    public void All_errors_of_all_own_lexicons_are_told_at_once()
    {
        LexiconFile[] files = [new("a.txt", "@ ACTORS\nZZ | GOV | Somebody\nFRA | KING | Somebody\n"), new("b.txt", "verb | hit\n")];
        Should.Throw<LexiconException>(() => new EventCoder(files)).Errors.Select(e => $"{e.File}:{e.Line}").ShouldBe(["a.txt:2", "a.txt:3", "b.txt:1"]);
        EventCoder.Check(files).Count.ShouldBe(3);
    }

    [Fact]
    public void Explain_tells_why_a_match_is_no_event()
    {
        var explanation = new EventCoder().Explain(Input("The film bombed at the box office."));
        explanation.Events.ShouldBeEmpty();
        var sentence = explanation.Sentences.ShouldHaveSingleItem();
        sentence.Words.Count.ShouldBe(8);
        sentence.Matches.ShouldNotBeEmpty();
        sentence.Matches.ShouldAllBe(m => m.Trigger == "bombed" && m.Rejected != null);
    }

    [Fact]
    public void Petrarch_actors_become_names_with_code_and_sectors()
    {
        var result = PetrarchImport.Read("actors", "x.txt", "# comment\nARLEN_VOSS_ [NLDGOV >020101] # minister\n\t[NLDELI >090101]\n+VOSS_\nNOBODY_\n");
        result.Lexicon.ShouldContain("NLD | ELI | Arlen Voss; Voss\n");
        result.Taken.ShouldBe(1);
        result.Skipped.ShouldHaveSingleItem().Line.ShouldBe(5);
        EventCoder.Check([new LexiconFile("x", result.Lexicon)]).ShouldBeEmpty();
    }

    [Fact]
    public void Petrarch_agents_and_verbs_become_a_lexicon_that_loads()
    {
        var agents = PetrarchImport.Read("agents", "x.txt", "CONSTABLE {CONSTABLES} [~COP]\nBAKER [~XYZ]\n");
        agents.Lexicon.ShouldContain("COP | constable\n");
        agents.Skipped.ShouldHaveSingleItem();
        var verbs = PetrarchImport.Read("verbs", "x.txt", "--- ACCUSE [112] ---\nACCUSE {ACCUSED} [112]\n- * OF WAR_CRIMES [1125]\n- + * BY $ [112]\n&SET\n+WORD\nSAY [010]\n");
        verbs.Lexicon.ShouldContain("@ ACCUSE");
        verbs.Lexicon.ShouldContain("verb | accuse | |");
        EventCoder.Check([new LexiconFile("x", agents.Lexicon), new LexiconFile("y", verbs.Lexicon)]).ShouldBeEmpty();
    }
}
