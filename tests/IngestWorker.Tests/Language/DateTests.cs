using System.Globalization;
using IngestWorker.Language;

namespace IngestWorker.Tests.Language;

public sealed class DateTests
{
    // A Friday.
    private static readonly DateOnly Published = new(2020, 10, 2);

    [Theory]
    [InlineData("The minister resigned on Friday.", "Friday", "2020-10-02", "2020-10-02")]
    [InlineData("Rebels overran the town on Tuesday.", "Tuesday", "2020-09-29", "2020-09-29")]
    [InlineData("Egypt's prosecutor froze their assets on Tuesday.", "Tuesday", "2020-09-29", "2020-09-29")]
    [InlineData("Lorry drivers shut the road on Tuesday.", "Tuesday", "2020-09-29", "2020-09-29")]
    [InlineData("Rebels attacked the town on Monday.", "Monday", "2020-09-28", "2020-09-28")]
    [InlineData("The two leaders will meet on Monday in Geneva.", "Monday", "2020-10-05", "2020-10-05")]
    [InlineData("Clashes first broke out last Sunday.", "last Sunday", "2020-09-27", "2020-09-27")]
    [InlineData("Talks are to resume next Tuesday.", "next Tuesday", "2020-10-06", "2020-10-06")]
    [InlineData("Shelling killed three people yesterday.", "yesterday", "2020-10-01", "2020-10-01")]
    [InlineData("Police arrested ten people last week.", "last week", "2020-09-21", "2020-09-27")]
    [InlineData("The war began two years ago.", "two years ago", "2018-01-01", "2018-12-31")]
    [InlineData("They have been at war since 1991.", "1991", "1991-01-01", "1991-12-31")]
    [InlineData("It was occupied in the 1990s.", "1990s", "1990-01-01", "1999-12-31")]
    [InlineData("The truce of May 12, 1994 held.", "May 12, 1994", "1994-05-12", "1994-05-12")]
    [InlineData("He was shot on 3 March 2011.", "3 March 2011", "2011-03-03", "2011-03-03")]
    [InlineData("Troops entered the city on September 27.", "September 27", "2020-09-27", "2020-09-27")]
    [InlineData("Voters elected him in November.", "November", "2019-11-01", "2019-11-30")]
    [InlineData("Fighting erupted in the summer of 2014.", "summer of 2014", "2014-06-01", "2014-08-31")]
    [InlineData("Forces advanced in the past six days.", "the past six days", "2020-09-27", "2020-10-02")]
    [InlineData("It was built in the 19th century.", "19th century", "1800-01-01", "1899-12-31")]
    [InlineData("Industry flourished after World War II.", "World War II", "1939-09-01", "1945-09-02")]
    [InlineData("A vote is to be held on March 20.", "March 20", "2021-03-20", "2021-03-20")]
    [InlineData("They toured the country between May and June in 1981.", "May and June in 1981", "1981-05-01", "1981-06-30")]
    [InlineData("The tower was built in the year 71.", "71", "0071-01-01", "0071-12-31")]
    public void A_time_expression_is_resolved_against_the_day_of_publication(string text, string expression, string first, string last)
    {
        var date = LanguageSample.Analyzer.Analyze(text, Published).Dates.ShouldHaveSingleItem();

        date.Text.ShouldBe(expression);
        text[date.Start..date.End].ShouldBe(expression);
        (date.First, date.Last).ShouldBe((Day(first), Day(last)));
    }

    [Theory]
    [InlineData("The army may attack the town.")]
    [InlineData("Theresa May met Angela Merkel.")]
    [InlineData("The game was broadcast at 1830 GMT.")]
    [InlineData("They won 2-1 and 1500 people cheered.")]
    [InlineData("Protesters march through the capital.")]
    public void What_only_looks_like_a_date_is_left_alone(string text) =>
        LanguageSample.Analyzer.Analyze(text, Published).Dates.ShouldBeEmpty();

    [Fact]
    public void Two_days_later_than_nothing_named_before_is_no_day_to_come()
    {
        var dates = LanguageSample.Analyzer.Analyze("Two days later the village fell. On September 20 it was retaken. A week later it fell again.", Published).Dates;

        dates.Select(d => d.First).ShouldBe([null, Day("2020-09-20"), Day("2020-09-21")]);
    }

    [Fact]
    public void Three_days_earlier_counts_from_the_date_before_it()
    {
        var dates = LanguageSample.Analyzer.Analyze("The village fell on September 20. Three days earlier, shells had hit the school.", Published).Dates;

        dates.Select(d => d.First).ShouldBe([Day("2020-09-20"), Day("2020-09-17")]);
    }

    [Fact]
    public void A_weekday_stays_open_without_a_day_of_publication()
    {
        var date = LanguageSample.Analyzer.Analyze("The minister resigned on Friday.").Dates.ShouldHaveSingleItem();

        (date.First, date.Last, date.Granularity).ShouldBe((null, null, TimeGranularity.None));
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
