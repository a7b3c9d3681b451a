using IngestWorker.Language.Trees;

namespace IngestWorker.Tests.Language;

public sealed class ConlluTests
{
    private const string File =
        "# sent_id = a\n# text = They can't.\n1\tThey\tthey\tPRON\tPRP\tNumber=Plur\t2\tnsubj\t_\t_\n" +
        "2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n2\tca\tcan\tAUX\tMD\tVerbForm=Fin\t0\troot\t_\t_\n" +
        "3\tn't\tnot\tPART\tRB\tPolarity=Neg\t2\tadvmod\t_\t_\n3.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t_\t_\n4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n";

    [Fact]
    public void What_is_read_is_written_byte_for_byte()
    {
        var writer = new StringWriter();
        foreach (var sentence in ConlluReader.Read(new StringReader(File + File))) ConlluWriter.Write(writer, sentence);
        writer.ToString().ShouldBe(File + File);
    }

    [Fact]
    public void Words_are_the_rows_without_multiword_tokens_and_empty_nodes()
    {
        var sentence = ConlluReader.Read(new StringReader(File.TrimEnd('\n'))).Single();
        sentence.Words.Select(w => w.Form).ShouldBe(["They", "ca", "n't", "."]);
        sentence.Comment("text").ShouldBe("They can't.");
    }

    [Fact]
    public void Words_of_one_token_are_written_with_their_token()
    {
        const string text = "Kyiv's envoys can't come, 10km away.";
        var writer = new StringWriter();
        ConlluWriter.Write(writer, text, LanguageSample.Analyzer.Analyze(text));
        var rows = writer.ToString().Split('\n').Where(l => l.Contains('\t')).Select(l => l.Split('\t')).ToArray();

        rows.Where(r => r[0].Contains('-')).Select(r => (r[0], r[1], r[9])).ShouldBe([("1-2", "Kyiv's", "_"), ("4-5", "can't", "_")]);
        rows.Single(r => r[1] == "come")[9].ShouldBe("SpaceAfter=No");
        rows.Single(r => r[1] == "ca")[9].ShouldBe("_");
    }

    [Fact]
    public void A_line_with_missing_columns_is_named()
    {
        var error = Should.Throw<FormatException>(() => ConlluReader.Read(new StringReader("1\ta\tb\n")).ToList());
        error.Message.ShouldContain("line 1");
    }
}
