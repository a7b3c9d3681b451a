using System.Text;
using IngestWorker.Articles;
using IngestWorker.Articles.Pages;

namespace IngestWorker.Tests.Articles;

public sealed class OptionsAndCharsetTests
{
    [Fact]
    public void Every_setting_out_of_range_is_named_with_its_value()
    {
        var errors = new ArticleOptions { MaxCharacters = 1, MaxElements = 0, MaxDepth = 5_000, MinTextLength = -1 }.Validate().ToList();
        errors.Count.ShouldBe(4);
        errors.ShouldAllBe(error => error.StartsWith("Articles:", StringComparison.Ordinal));
        errors[0].ShouldBe("Articles:MaxCharacters is 1; allowed: 10000 to 500000000");
    }

    [Fact]
    public void Defaults_are_valid() => new ArticleOptions().Validate().ShouldBeEmpty();

    [Theory]
    [InlineData("windows-1251", "text/html; charset=windows-1251", "")]
    [InlineData("windows-1251", "text/html", "<meta charset='windows-1251'>")]
    [InlineData("windows-1251", null, "<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>")]
    [InlineData("utf-8", "text/html; charset=iso-8859-1", "")]
    [InlineData("utf-8", null, "")]
    [InlineData("windows-1251", null, "")]
    public void The_encoding_is_found(string encoding, string? header, string meta)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        const string Text = "Министры иностранных дел двух стран договорились во вторник вновь открыть мост через реку, закрытый с весны.";
        var body = Encoding.GetEncoding(encoding).GetBytes($"<html><head>{meta}</head><body><p>{Text}</p></body></html>");
        PageText.Decode(body, header).ShouldContain(Text);
    }

    [Fact]
    public void A_byte_order_mark_wins() =>
        PageText.Decode([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("<p>Brücke</p>")], "text/html; charset=utf-8").ShouldBe("<p>Brücke</p>");

    [Fact]
    public void Shift_jis_by_its_meta_element_is_read()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var body = Encoding.GetEncoding("shift_jis").GetBytes($"<meta charset=\"Shift_JIS\"><p>{TestPages.Japanese[0]}</p>");
        PageText.Decode(body, null).ShouldContain(TestPages.Japanese[0]);
    }
}
