using IngestWorker.Articles;
using IngestWorker.Articles.Metadata;

namespace IngestWorker.Tests.Articles;

public sealed class RelativeTimeTests
{
    private static readonly DateTimeOffset Now = new(2024, 5, 14, 18, 20, 0, TimeSpan.Zero);
    private static readonly ArticleExtractor Extractor = new();

    [Theory]
    [InlineData("3 hours ago")]
    [InlineData("Updated 3 hrs ago")]
    [InlineData("3h ago")]
    [InlineData("vor 3 Stunden")]
    [InlineData("3 uur geleden")]
    [InlineData("il y a 3 heures")]
    [InlineData("Hace 3 horas")]
    [InlineData("há 3 horas")]
    [InlineData("3 horas atrás")]
    [InlineData("3 ore fa")]
    [InlineData("fa 3 hores")]
    [InlineData("acum 3 ore")]
    [InlineData("för 3 timmar sedan")]
    [InlineData("for 3 timer siden")]
    [InlineData("3 tuntia sitten")]
    [InlineData("3 tundi tagasi")]
    [InlineData("pirms 3 stundām")]
    [InlineData("prieš 3 valandas")]
    [InlineData("3 godziny temu")]
    [InlineData("před 3 hodinami")]
    [InlineData("pred 3 hodinami")]
    [InlineData("pred 3 urami")]
    [InlineData("prije 3 sata")]
    [InlineData("3 órája")]
    [InlineData("3 órával ezelőtt")]
    [InlineData("πριν από 3 ώρες")]
    [InlineData("3 часа назад")]
    [InlineData("3 години тому")]
    [InlineData("преди 3 часа")]
    [InlineData("пре 3 сата")]
    [InlineData("3 saat önce")]
    [InlineData("3 saat əvvəl")]
    [InlineData("3 сағат бұрын")]
    [InlineData("3 საათის წინ")]
    [InlineData("3 ժամ առաջ")]
    [InlineData("לפני 3 שעות")]
    [InlineData("منذ 3 ساعات")]
    [InlineData("قبل ٣ ساعات")]
    [InlineData("۳ ساعت پیش")]
    [InlineData("3 گھنٹے پہلے")]
    [InlineData("3 घंटे पहले")]
    [InlineData("৩ ঘণ্টা আগে")]
    [InlineData("3 மணி நேரம் முன்")]
    [InlineData("3 jam yang lalu")]
    [InlineData("3 giờ trước")]
    [InlineData("3 ชั่วโมงที่แล้ว")]
    [InlineData("3小时前")]
    [InlineData("3 小時前")]
    [InlineData("3時間前")]
    [InlineData("3시간 전")]
    public void Hours_before_the_fetch_are_read_in_many_languages(string text)
    {
        var read = RelativeTime.Read(text, Now).ShouldNotBeNull();
        read.Value.ShouldBe(Now.AddHours(-3));
        read.IsDay.ShouldBeFalse();
    }

    [Theory]
    [InlineData("2 days ago", 12)]
    [InlineData("vor 2 Tagen", 12)]
    [InlineData("2日前", 12)]
    [InlineData("1 week ago", 7)]
    [InlineData("yesterday", 13)]
    [InlineData("Heute", 14)]
    [InlineData("вчера", 13)]
    [InlineData("昨天", 13)]
    [InlineData("أمس", 13)]
    public void Days_before_the_fetch_are_days_without_a_time(string text, int day)
    {
        var read = RelativeTime.Read(text, Now).ShouldNotBeNull();
        read.IsDay.ShouldBeTrue();
        DateOnly.FromDateTime(read.Value.Date).ShouldBe(new DateOnly(2024, 5, day));
    }

    [Theory]
    [InlineData("Today, 10:05")]
    [InlineData("сегодня в 10:05")]
    [InlineData("Oggi alle 10:05")]
    [InlineData("今天 10:05")]
    public void A_named_day_keeps_its_time(string text) =>
        RelativeTime.Read(text, Now)!.Value.Value.ShouldBe(new DateTimeOffset(2024, 5, 14, 10, 5, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("3 hours")]
    [InlineData("5 min read")]
    [InlineData("3 comments")]
    [InlineData("Today's weather")]
    [InlineData("Yesterday the council voted")]
    [InlineData("100 years ago")]
    [InlineData("Lesezeit: 3 Minuten")]
    public void What_is_not_told_from_the_present_is_no_time(string text) => RelativeTime.Read(text, Now).ShouldBeNull();

    [Theory]
    [InlineData("14 May")]
    [InlineData("May 14")]
    [InlineData("Tuesday, May 14")]
    [InlineData("14 de mayo")]
    [InlineData("14. Mai")]
    [InlineData("14 мая")]
    [InlineData("14 травня")]
    [InlineData("14 Mayıs Salı")]
    [InlineData("14 tháng 5")]
    [InlineData("14 मई")]
    [InlineData("5月14日")]
    [InlineData("5월 14일")]
    [InlineData("14 พ.ค.")]
    [InlineData("١٤ مايو")]
    [InlineData("۲۵ اردیبهشت")]
    public void A_day_without_its_year_is_the_last_one(string text)
    {
        DateOnly.FromDateTime(DateText.ReadWithoutYear(text, Now)!.Value.Value.Date).ShouldBe(new DateOnly(2024, 5, 14));
        DateOnly.FromDateTime(DateText.ReadWithoutYear(text, Now.AddMonths(8))!.Value.Value.Date).ShouldBe(new DateOnly(2024, 5, 14));
    }

    [Theory]
    [InlineData("14 things that may change")]
    [InlineData("May 18:20")]
    [InlineData("31 April")]
    [InlineData("29 October 1962")]
    [InlineData("Moscow, October 29, 1962")]
    public void What_is_no_day_is_none_without_a_year_either(string text) => DateText.ReadWithoutYear(text, Now).ShouldBeNull();

    [Theory]
    [InlineData("<p class='when'>3 hours ago</p>", "2024-05-14T15:20:00")]
    [InlineData("<p><time>Yesterday</time></p>", "2024-05-13T00:00:00")]
    [InlineData("<p class='meta'>12 May</p>", "2024-05-12T00:00:00")]
    public void A_page_that_shows_nothing_else_is_dated_from_its_fetch(string line, string expected) =>
        Published(line, Now)!.Value.ShouldBe(DateTimeOffset.Parse(expected + "Z", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void A_day_of_a_year_before_there_were_pages_is_not_put_into_another() => Published("<p class='date'><time>29 October 1962</time></p>", Now).ShouldBeNull();

    [Fact]
    public void Without_the_time_of_the_fetch_the_present_is_not_guessed() => Published("<p class='when'>3 hours ago</p>", null).ShouldBeNull();

    private static DateTimeOffset? Published(string line, DateTimeOffset? fetchedAt)
    {
        var text = string.Concat(TestPages.Paragraphs.Select(paragraph => $"<p>{paragraph}</p>"));
        var html = $"<html><body><article><h1>{TestPages.Title}</h1>{line}{text}</article></body></html>";
        return Extractor.Extract(new PageSource { Url = "https://riverpost.example/world/bridge", Html = html, FetchedAt = fetchedAt }).Content.ShouldNotBeNull().Published;
    }
}
