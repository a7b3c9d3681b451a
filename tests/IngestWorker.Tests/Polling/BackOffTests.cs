using IngestWorker.Contracts;
using IngestWorker.Polling;
using IngestWorker.Storage;
using static IngestWorker.Tests.Polling.Polls;

namespace IngestWorker.Tests.Polling;

public sealed class BackOffTests
{
    [Theory]
    [InlineData(Outcome.NotFound, FailureWeight.Hard)]
    [InlineData(Outcome.NotAFeed, FailureWeight.Hard)]
    [InlineData(Outcome.Forbidden, FailureWeight.Hard)]
    [InlineData(Outcome.ServerError, FailureWeight.Soft)]
    [InlineData(Outcome.TooManyRequests, FailureWeight.Soft)]
    [InlineData(Outcome.Timeout, FailureWeight.Temporary)]
    [InlineData(Outcome.NameNotResolved, FailureWeight.Temporary)]
    [InlineData(Outcome.ConnectionFailed, FailureWeight.Temporary)]
    internal void Failures_weigh_differently(Outcome outcome, FailureWeight weight) => BackOff.Weigh(outcome).ShouldBe(weight);

    [Fact]
    public void The_wait_grows_with_the_failures_and_with_their_weight_up_to_a_day()
    {
        foreach (var weight in Enum.GetValues<FailureWeight>())
        {
            var waits = Enumerable.Range(1, 60).Select(n => BackOff.After(weight, n, Bounds.First, Bounds)).ToList();
            waits.ShouldBe(waits.Order());
            waits[^1].ShouldBeLessThanOrEqualTo(TimeSpan.FromDays(1));
        }
        foreach (var n in Enumerable.Range(1, 60))
        {
            Wait(FailureWeight.Hard, n).ShouldBeGreaterThan(Wait(FailureWeight.Soft, n));
            Wait(FailureWeight.Soft, n).ShouldBeGreaterThan(Wait(FailureWeight.Temporary, n));
        }
        Wait(FailureWeight.Temporary, 1).ShouldBe(Bounds.Least);
        Wait(FailureWeight.Hard, 60).ShouldBe(TimeSpan.FromDays(1));

        static TimeSpan Wait(FailureWeight weight, int failures) => BackOff.After(weight, failures, Bounds.First, Bounds);
    }

    [Fact]
    public void A_wait_that_the_server_names_is_honoured_up_to_a_day_and_never_cut_short_by_chance()
    {
        Next(TimeSpan.FromHours(5)).ShouldBeInRange(TimeSpan.FromHours(5), TimeSpan.FromHours(5.5));
        Next(TimeSpan.FromDays(20)).ShouldBeInRange(TimeSpan.FromDays(1), TimeSpan.FromDays(1.1));
        Next(TimeSpan.FromSeconds(1)).ShouldBeGreaterThan(TimeSpan.FromMinutes(10), "less than our own wait is no wish");

        static TimeSpan Next(TimeSpan retryAfter) => Decide(Feed(Habit(10)), Failure(Outcome.TooManyRequests, retryAfter), chance: 0).NextPollIn!.Value;
    }

    [Fact]
    public void A_failure_keeps_the_habit_and_a_good_poll_ends_it()
    {
        var failed = Decide(Feed(Habit(10), failures: 4), Failure(Outcome.ServerError));
        failed.Failures.ShouldBe(5);
        failed.Habit.ShouldBeNull();
        failed.State.ShouldBe(FeedState.Failing);
        failed.IntervalReason.ShouldBe("5 failures of the server in a row");
        Decide(Feed(Habit(10), failures: 4), Found(30, 1)).Failures.ShouldBe(0);
    }

    [Fact]
    public void What_stands_there_instead_of_a_feed_becomes_the_state()
    {
        Decide(Feed(), Failure(Outcome.NotAFeed) with { Instead = FeedState.LoginPage }).State.ShouldBe(FeedState.LoginPage);
        Decide(Feed(), Failure(Outcome.EmptyDocument)).State.ShouldBe(FeedState.Empty);
    }
}
