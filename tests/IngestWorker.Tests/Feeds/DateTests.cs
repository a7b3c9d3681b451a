using System.Globalization;
using IngestWorker.Feeds;

namespace IngestWorker.Tests.Feeds;

public sealed class DateTests
{
    [Theory]
    [InlineData("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z")]
    [InlineData("Thu, 1 Jan 04 19:48 EST", "2004-01-02T00:48:00Z")]
    [InlineData("01 Jan 2004 19:48:21 +0530", "2004-01-01T14:18:21Z")]
    [InlineData("Thu, 01 Jan 2004 19:48:21 GMT+01:00", "2004-01-01T18:48:21Z")]
    [InlineData("Thu Jan  1 19:48:21 2004", "2004-01-01T19:48:21Z")]
    [InlineData("Thu, 01 Jan 2004 24:00:00 Z", "2004-01-02T00:00:00Z")]
    [InlineData("Thu, 01 Jan 2004 23:59:60 GMT", "2004-01-01T23:59:59Z")]
    [InlineData("2004-01-01T19:48:21.123+01:00", "2004-01-01T18:48:21.123Z")]
    [InlineData("2004-01-01 19:48", "2004-01-01T19:48:00Z")]
    [InlineData("2004-01-01T19:48:21 PST", "2004-01-02T03:48:21Z")]
    [InlineData("2004-01-01", "2004-01-01T00:00:00Z")]
    [InlineData("2004-02", "2004-02-01T00:00:00Z")]
    [InlineData("2004", "2004-01-01T00:00:00Z")]
    [InlineData("20040101", "2004-01-01T00:00:00Z")]
    [InlineData("20040101T194821Z", "2004-01-01T19:48:21Z")]
    [InlineData("20040101194821", "2004-01-01T19:48:21Z")]
    [InlineData("2004-060", "2004-02-29T00:00:00Z")]
    [InlineData("2004/01/31 10:00:00", "2004-01-31T10:00:00Z")]
    [InlineData("1072986501", "2004-01-01T19:48:21Z")]
    [InlineData("1072986501000", "2004-01-01T19:48:21Z")]
    [InlineData("09/15/2014 4:20 pm PST", "2014-09-16T00:20:00Z")]
    [InlineData("15/09/2014 16:20", "2014-09-15T16:20:00Z")]
    [InlineData("15.09.2014 16:20", "2014-09-15T16:20:00Z")]
    [InlineData("Sat, 11 04 2020 08:51:49 +0100", "2020-04-11T07:51:49Z")]
    [InlineData("March 3rd, 2020 at 12:05 am", "2020-03-03T00:05:00Z")]
    [InlineData("Mittwoch, 5. März 2024 - 14:30 Uhr", "2024-03-05T14:30:00Z")]
    [InlineData("mar. 5 mars 2024 14:30:00 +0100", "2024-03-05T13:30:00Z")]
    [InlineData("mar, 05 mar 2024 14:30:00 +0100", "2024-03-05T13:30:00Z")]
    [InlineData("пн, 05 февр. 2024 14:30:00 +0300", "2024-02-05T11:30:00Z")]
    [InlineData("Δευ, 05 Φεβ 2024 14:30:00 EET", "2024-02-05T12:30:00Z")]
    [InlineData("2004년 05월 28일 오후 01:31:15", "2004-05-28T13:31:15Z")]
    [InlineData("Wed, 10 Jul 2024 12:00:00 Europe/Paris", "2024-07-10T10:00:00Z")]
    [InlineData("03 Apr 02 1500 GMT", "2002-04-03T15:00:00Z")]
    public void Dates_are_read_in_every_form(string text, string utc)
    {
        FeedDates.TryParse(text, out var date).ShouldBeTrue();
        date.UtcDateTime.ShouldBe(DateTimeOffset.ParseExact(utc, ["yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm:ss.fffZ"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("Sun, 99 Jun 2009 12:00:00 GMT")]
    [InlineData("Sun, 30 Feb 2009 12:00:00 GMT")]
    [InlineData("2009-13-01")]
    [InlineData("2009-06-01T25:00:00Z")]
    [InlineData("2009-06-01T12:61:00Z")]
    [InlineData("9999-12-31T23:59:59-99:99")]
    [InlineData("0000-00-00T00:00:00Z")]
    [InlineData("1 2 3 4 5 6 7 8 9")]
    [InlineData("99999999999999999999")]
    public void What_is_no_date_is_none(string text) => FeedDates.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Of_several_dates_of_one_kind_the_last_counts() =>
        Parsing.AtomEntry("<updated>2010-12-01T10:14:55Z</updated><updated>2003-12-31T10:14:55Z</updated><updated/>").UpdatedRaw.ShouldBe("2003-12-31T10:14:55Z");

    [Fact]
    public void The_first_date_that_is_one_counts()
    {
        var entry = Parsing.Item("<pubDate>soon</pubDate><dc:date>2024-02-05T10:00:00Z</dc:date>");
        entry.Published.ShouldBe(new DateTimeOffset(2024, 2, 5, 10, 0, 0, TimeSpan.Zero));
        Parsing.Item("<pubDate>soon</pubDate>").PublishedRaw.ShouldBe("soon");
    }
}
