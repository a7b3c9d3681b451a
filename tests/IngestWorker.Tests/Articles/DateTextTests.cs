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
    public void A_day_is_read_in_many_languages(string text)
    {
        var read = DateText.Read(text).ShouldNotBeNull();
        read.IsDay.ShouldBeTrue();
        DateOnly.FromDateTime(read.Value.Date).ShouldBe(new DateOnly(2024, 5, 14));
    }

    [Fact]
    public void The_order_of_day_and_month_follows_the_country()
    {
        DateText.Read("03/04/2024", monthFirst: true)!.Value.Value.Month.ShouldBe(3);
        DateText.Read("03/04/2024", monthFirst: false)!.Value.Value.Month.ShouldBe(4);
        DateText.Read("25/04/2024", monthFirst: true)!.Value.Value.Month.ShouldBe(4);
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
