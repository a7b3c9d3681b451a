using System.Diagnostics;
using CsCheck;
using IngestWorker.Language;
using IngestWorker.Language.Trees;

namespace IngestWorker.Tests.Language;

public sealed class TextAnalyzerTests
{
    [Theory]
    [InlineData("Prime Minister Abiy Ahmed ordered troops into Tigray.", TextOutcome.English)]
    [InlineData("REBELS HAVE TAKEN THE CITY AFTER DAYS OF FIGHTING", TextOutcome.English)]
    [InlineData("Bomb kills 12 in Kabul market", TextOutcome.English)]
    [InlineData("Outside Bol gunmen kidnapped a French aid worker.", TextOutcome.English)]
    [InlineData("Hombres armados mataron a tres soldados en el norte.", TextOutcome.NotEnglish)]
    [InlineData("Die Regierung kritisiert Russland scharf.", TextOutcome.NotEnglish)]
    [InlineData("El presidente anunció ayer que no habrá elecciones en el país.", TextOutcome.NotEnglish)]
    [InlineData("Der Minister hat am Montag die neuen Maßnahmen vorgestellt und um Geduld gebeten.", TextOutcome.NotEnglish)]
    [InlineData("Президент заявил, что войска останутся в регионе.", TextOutcome.NotEnglish)]
    [InlineData(" \n\t ", TextOutcome.Empty)]
    public void Only_English_is_read(string text, TextOutcome outcome)
    {
        var result = LanguageSample.Analyzer.Analyze(text);

        result.Outcome.ShouldBe(outcome);
        result.Sentences.ShouldAllBe(s => s.Root >= 0 == (outcome == TextOutcome.English));
    }

    [Fact]
    public void A_passive_clause_has_its_subject_agent_and_lemmas()
    {
        var sentence = LanguageSample.Analyzer.Analyze("Two soldiers were killed by rebels in the village.").Sentences.ShouldHaveSingleItem();
        var root = sentence.Root;

        sentence.Tokens[root].Lemma.ShouldBe("kill");
        sentence.Tokens[root].Feats.Voice.ShouldBe("Pass");
        sentence.Tokens[sentence.ChildWith(root, "nsubj:pass")].Lemma.ShouldBe("soldier");
        sentence.Tokens[sentence.ChildWith(root, "obl:agent")].Text.ShouldBe("rebels");
        sentence.SubtreeOf(sentence.ChildWith(root, "nsubj:pass")).ShouldBe((0, 1));
    }

    [Theory]
    [InlineData("Rebels overran the town.", "overran", "overrun")]
    [InlineData("Ten bombs tore through the trains.", "tore", "tear")]
    [InlineData("Government troops retook the airport.", "retook", "retake")]
    [InlineData("The company shed workers last year.", "shed", "shed")]
    public void Past_tenses_that_no_rule_forms_are_known(string text, string form, string verb)
    {
        var token = LanguageSample.Analyzer.Analyze(text).Sentences[0].Tokens.Single(t => t.Text == form);

        (token.Xpos, token.Lemma, token.Feats.Tense).ShouldBe(("VBD", verb, "Past"));
    }

    [Fact]
    public void Every_sentence_is_one_tree_with_one_root()
    {
        string[] words = ["said", "the", "army", ",", "and", "“", "killed", "Kabul", "on", "Friday", "to", "that", "in", "was", "(", "—", "2014"];
        Gen.Int[0, words.Length - 1].Select(i => words[i]).Array[1, 60].Sample(picked =>
        {
            foreach (var sentence in LanguageSample.Analyzer.Analyze("The " + string.Join(' ', picked)).Sentences)
            {
                sentence.Tokens.Count(t => t.Head < 0).ShouldBe(1);
                sentence.SubtreeOf(sentence.Root).ShouldBe((0, sentence.Tokens.Length - 1));
                for (var i = 0; i < sentence.Tokens.Length; i++)
                {
                    var steps = 0;
                    for (var at = i; at >= 0; at = sentence.Tokens[at].Head) (++steps).ShouldBeLessThanOrEqualTo(sentence.Tokens.Length);
                }
            }
        }, iter: 60);
    }

    [Fact]
    public void Given_words_keep_their_rows_and_get_trees()
    {
        const string rows = "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tdo\t_\t_\t_\t_\t_\t_\t_\t_\n2\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n3\tshoot\t_\t_\t_\t_\t_\t_\t_\t_\n";
        var parsed = LanguageSample.Analyzer.Parse(ConlluReader.Read(new StringReader(rows)).Single());

        parsed.Rows.Select(r => r.Id).ShouldBe(["1-2", "1", "2", "3"]);
        parsed.Rows[3].Head.ShouldBe("0");
        parsed.Rows[1].Lemma.ShouldBe("do");
    }

    [Theory]
    [InlineData("word ")]
    [InlineData("7 ")]
    [InlineData("“")]
    [InlineData("A")]
    [InlineData(". ")]
    [InlineData("on Friday the army ")]
    public void A_long_line_of_one_thing_is_answered_in_time_that_grows_with_its_length(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 20_000 / piece.Length));
        var clock = Stopwatch.StartNew();
        LanguageSample.Analyzer.Analyze(text, new DateOnly(2020, 10, 2));

        // A fifth of a second here; quadratic work would take minutes.
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_sentence_reads_the_same_alone_and_among_others()
    {
        string[] sentences = ["The president met his rival in Geneva on Friday.", "Rebels denied that they had broken the truce.", "At least 12 people were killed, officials said."];
        var together = LanguageSample.Analyzer.Analyze(string.Concat(Enumerable.Repeat(string.Join('\n', sentences) + "\n", 40)));

        for (var s = 0; s < together.Sentences.Count; s++)
        {
            var alone = LanguageSample.Analyzer.Analyze(sentences[s % 3]).Sentences[0].Tokens;
            together.Sentences[s].Tokens.Select(t => (t.Text, t.Lemma, t.Upos, t.Xpos, t.Head, t.Deprel))
                .ShouldBe(alone.Select(t => (t.Text, t.Lemma, t.Upos, t.Xpos, t.Head, t.Deprel)));
        }
    }

    [Fact]
    public void Who_was_named_in_full_is_a_person_by_surname_too()
    {
        const string text = "Prime Minister Anna Lindholm spoke first. Critics in Lindholm's party left the hall. The vote went against Lindholm.";

        LanguageSample.Analyzer.Analyze(text).Names.Where(n => n.Text == "Lindholm").ShouldAllBe(n => n.Kind == NameKind.Person);
    }
}
