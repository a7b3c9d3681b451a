using IngestWorker.Articles.Metadata;

namespace IngestWorker.Tests.Articles;

public sealed class DateTextTests
{
    [Theory]
    [InlineData("2024-05-14T18:20:00+02:00", "2024-05-14T18:20:00+02:00")]
    [InlineData("2024-05-14T18:20:00.123Z", "2024-05-14T18:20:00+00:00")]
    [InlineData("2024-05-14T18:20-0500", "2024-05-14T18:20:00-05:00")]
    [InlineData("2024-05-14 18:20:00", "2024-05-14T18:20:00+00:00")]
    [InlineData("Tue, 14 May 2024 18:20:00 GMT", "2024-05-14T18:20:00+00:00")]
    [InlineData("May 14, 2024 6:20 PM EDT", "2024-05-14T18:20:00-04:00")]
    [InlineData("14 May 2024, 12:05 a.m.", "2024-05-14T00:05:00+00:00")]
    [InlineData("1715710800", "2024-05-14T18:20:00+00:00")]
    [InlineData("1715710800000", "2024-05-14T18:20:00+00:00")]
    [InlineData("14.05.2024 18:20 Uhr", "2024-05-14T18:20:00+00:00")]
    [InlineData("2024年5月14日 18時20分", "2024-05-14T18:20:00+00:00")]
    [InlineData("18:20, 14 мая 2024", "2024-05-14T18:20:00+00:00")]
    [InlineData("20240514T182000Z", "2024-05-14T18:20:00+00:00")]
    [InlineData("20240514182000", "2024-05-14T18:20:00+00:00")]
    [InlineData("Tue May 14 2024 18:20:00 GMT+0200 (CEST)", "2024-05-14T18:20:00+02:00")]
    [InlineData("Tue May 14 18:20:00 CEST 2024", "2024-05-14T18:20:00+02:00")]
    [InlineData("May 14, 2024 at 6:20 p.m. ET", "2024-05-14T18:20:00-04:00")]
    [InlineData("Jan. 14, 2024, 6:20 pm ET", "2024-01-14T18:20:00-05:00")]
    [InlineData("2024年5月14日 下午6:20", "2024-05-14T18:20:00+00:00")]
    [InlineData("2024.05.14. 오후 6:20", "2024-05-14T18:20:00+00:00")]
    [InlineData("14/05/2024 18h20", "2024-05-14T18:20:00+00:00")]
    [InlineData("14 मई 2024, 06:20 PM IST", "2024-05-14T18:20:00+05:30")]
    [InlineData("14.05.2024 18:20 МСК", "2024-05-14T18:20:00+03:00")]
    [InlineData("6:20 PM · May 14, 2024", "2024-05-14T18:20:00+00:00")]
    [InlineData("Published Tue, May 14 202418:20 GMT", "2024-05-14T18:20:00+00:00")]
    [InlineData("Thứ Ba, 14/5/2024, 18:20 (GMT+7)", "2024-05-14T18:20:00+07:00")]
    public void A_time_is_read_with_its_zone(string text, string expected)
    {
        var read = DateText.Read(text).ShouldNotBeNull();
        read.IsDay.ShouldBeFalse();
        read.Value.ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(expected);
    }

    [Theory]
    [InlineData("Published on May 14th, 2024 by Jane Roe")]
    [InlineData("14 May 2024")]
    [InlineData("14. Mai 2024")]
    [InlineData("14 de mayo de 2024")]
    [InlineData("14 mai 2024")]
    [InlineData("14 maggio 2024")]
    [InlineData("14 мая 2024 г.")]
    [InlineData("14 травня 2024")]
    [InlineData("14 maja 2024")]
    [InlineData("14 Mayıs 2024")]
    [InlineData("14 Mei 2024")]
    [InlineData("2024/05/14")]
    [InlineData("20240514")]
    [InlineData("14/05/2024")]
    [InlineData("2024년 5월 14일")]
    [InlineData("١٤ مايو ٢٠٢٤")]
    [InlineData("14 พฤษภาคม 2567")]
    [InlineData("Mai 14, 2024")]
    [InlineData("14. toukokuuta 2024")]
    [InlineData("2024. május 14., kedd")]
    [InlineData("2024 m. gegužės 14 d.")]
    [InlineData("2024. gada 14. maijs")]
    [InlineData("14. května 2024")]
    [InlineData("14 ΜΑΪΟΥ 2024")]
    [InlineData("14 MAYIS 2024")]
    [InlineData("Mayo 14, 2024")]
    [InlineData("14 tháng 5, 2024")]
    [InlineData("14 أيار 2024")]
    [InlineData("14 ماي 2024")]
    [InlineData("۲۵ اردیبهشت ۱۴۰۳")]
    [InlineData("1403/02/25")]
    [InlineData("۱۴ مئی ۲۰۲۴")]
    [InlineData("14 במאי 2024")]
    [InlineData("১৪ মে ২০২৪")]
    [InlineData("14 मे 2024")]
    [InlineData("14 மே, 2024")]
    [InlineData("14 మే 2024")]
    [InlineData("2024, മേയ് 14")]
    [InlineData("14 พ.ค. 2567")]
    [InlineData("วันอังคารที่ 14 พฤษภาคม พ.ศ. 2567")]
    [InlineData("14 ພຶດສະພາ 2024")]
    [InlineData("ថ្ងៃទី14 ខែឧសភា ឆ្នាំ2024")]
    [InlineData("14 မေ 2024")]
    [InlineData("14 მაისი, 2024")]
    [InlineData("14 մայիսի 2024")]
    [InlineData("14 мамыр 2024")]
    [InlineData("2024 оны 5-р сарын 14")]
    [InlineData("14 may 2024")]
    [InlineData("2024ko maiatzaren 14a")]
    [InlineData("14 de maig de 2024")]
    [InlineData("令和6年5月14日")]
    [InlineData("民國113年5月14日")]
    [InlineData("2024年05月14日")]
    [InlineData("05-14-2024")]
    [InlineData("14 พ.ค. 67")]
    [InlineData("14/5/2567")]
    [InlineData("14. maj 2024")]
    [InlineData("14 maj 2024")]
    [InlineData("14. mai 2024 kl.")]
    [InlineData("14 mei 2024")]
    [InlineData("14 de maio de 2024")]
    [InlineData("14. mája 2024")]
    [InlineData("14. maja 2024")]
    [InlineData("14. svibnja 2024.")]
    [InlineData("14 май 2024 г.")]
    [InlineData("14 мај 2024")]
    [InlineData("14 мая 2024 года")]
    [InlineData("14 Μαΐου 2024")]
    [InlineData("14 Bealtaine 2024")]
    [InlineData("14 ta' Mejju 2024")]
    [InlineData("14 maí 2024")]
    [InlineData("14 мая, 2024")]
    [InlineData("14 may 2024-cü il")]
    [InlineData("14/05/2024 م")]
    [InlineData("14-05-2024")]
    [InlineData("14.5.2024")]
    [InlineData("2024-5-14")]
    [InlineData("2024. 5. 14.")]
    [InlineData("২০২৪-০৫-১৪")]
    [InlineData("२०२४ मे १४")]
    [InlineData("ngày 14 tháng 5 năm 2024")]
    [InlineData("Selasa, 14 Mei 2024")]
    [InlineData("२०२४-०५-१४")]
    public void A_day_is_read_in_many_languages(string text)
    {
        var read = DateText.Read(text).ShouldNotBeNull();
        read.IsDay.ShouldBeTrue();
        DateOnly.FromDateTime(read.Value.Date).ShouldBe(new DateOnly(2024, 5, 14));
    }

    [Theory]
    [InlineData("14 Meán Fómhair 2024", 9)]
    [InlineData("14 Deireadh Fómhair 2024", 10)]
    [InlineData("14 كانون الأول 2024", 12)]
    public void A_month_of_two_words_is_read(string text, int month) => DateText.Read(text)!.Value.Value.Month.ShouldBe(month);

    [Fact]
    public void The_order_of_day_and_month_follows_the_country()
    {
        DateText.Read("03/04/2024", monthFirst: true)!.Value.Value.Month.ShouldBe(3);
        DateText.Read("03/04/2024", monthFirst: false)!.Value.Value.Month.ShouldBe(4);
        DateText.Read("25/04/2024", monthFirst: true)!.Value.Value.Month.ShouldBe(4);
    }

    [Fact]
    public void A_month_that_means_another_in_croatian_is_read_as_the_page_means_it()
    {
        DateText.Read("14. listopada 2024.", croatian: true)!.Value.Value.Month.ShouldBe(10);
        DateText.Read("14 listopada 2024")!.Value.Value.Month.ShouldBe(11);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2024")]
    [InlineData("2024-13-45")]
    [InlineData("31 February 2024")]
    [InlineData("1/2/3/4/5")]
    [InlineData("call 555 1234 5678")]
    public void What_is_no_date_is_none(string text) => DateText.Read(text).ShouldBeNull();
}
