using IngestWorker.Fetching;

namespace IngestWorker.Tests.Fetching;

public sealed class RetryAfterHeaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", 0)]
    [InlineData("-5", 0)]
    [InlineData("1.5", 1.5)]
    [InlineData("99999999999999999999", 86400)]
    [InlineData("Sun, 01 Mar 2026 12:05:00 GMT", 300)]
    [InlineData("Sunday, 01-Mar-26 12:05:00 GMT", 300)]
    [InlineData("Sun Mar  1 12:05:00 2026", 300)]
    [InlineData("Sun, 01 Mar 2026 11:00:00 GMT", 0)]
    [InlineData("Fri, 01 Jan 2027 00:00:00 GMT", 86400)]
    public void Both_forms_are_read_and_kept_within_bounds(string value, double seconds) =>
        RetryAfterHeader.Read(value, null, Now, TimeSpan.FromDays(1)).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    public void What_is_neither_form_is_none(string? value) => RetryAfterHeader.Read(value, null, Now, TimeSpan.FromDays(1)).ShouldBeNull();

    [Fact]
    public void A_date_is_counted_by_the_servers_own_clock() =>
        RetryAfterHeader.Read("Wed, 01 Mar 2006 00:01:00 GMT", "Wed, 01 Mar 2006 00:00:00 GMT", Now, TimeSpan.FromDays(1)).ShouldBe(TimeSpan.FromMinutes(1));
}
