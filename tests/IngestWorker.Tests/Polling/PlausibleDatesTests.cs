using IngestWorker.Roles;
using static IngestWorker.Tests.Polling.Polls;

namespace IngestWorker.Tests.Polling;

public sealed class PlausibleDatesTests
{
    [Theory]
    [InlineData(1970, false)]
    [InlineData(1904, false)]
    [InlineData(2055, false)]
    [InlineData(1996, true)]
    [InlineData(2026, true)]
    public void A_clock_that_is_decades_off_gives_no_date(int year, bool isBelieved)
    {
        var date = new DateTimeOffset(year, 1, 1, 8, 0, 0, TimeSpan.Zero);
        PlausibleDates.At(Noon, isKnown: false).OrNone(date).ShouldBe(isBelieved ? date : null);
    }

    [Fact]
    public void What_is_new_in_a_known_feed_was_not_published_ten_years_ago()
    {
        PlausibleDates.At(Noon, isKnown: true).OrNone(Noon.AddYears(-30)).ShouldBeNull();
        PlausibleDates.At(Noon, isKnown: true).OrNone(Noon.AddYears(-3)).ShouldNotBeNull();
        PlausibleDates.At(Noon, isKnown: true).OrNone(Noon.AddDays(1)).ShouldNotBeNull();
        PlausibleDates.At(Noon, isKnown: true).OrNone(null).ShouldBeNull();
    }
}
