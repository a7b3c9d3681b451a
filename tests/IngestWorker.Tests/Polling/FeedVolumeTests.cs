using IngestWorker.Polling;
using IngestWorker.Storage;
using static IngestWorker.Tests.Polling.Polls;

namespace IngestWorker.Tests.Polling;

public sealed class FeedVolumeTests
{
    [Fact]
    public void A_document_far_shorter_than_usual_is_low_volume()
    {
        Decide(Feed(Habit(10)), Found(3, 0)).ShouldSatisfyAllConditions(d => d.State.ShouldBe(FeedState.LowVolume), d => d.Reason.ShouldBe("3 entries, where it has about 30 as a rule"));
        Decide(Feed(Habit(10)), Found(0, 0)).Reason!.ShouldContain("no entries");
        Decide(Feed(Habit(10)), Found(20, 0)).State.ShouldBe(FeedState.Ok);
        Decide(Feed(Habit(10, entries: 4)), Found(1, 0)).State.ShouldBe(FeedState.Ok, "small feeds vary");
    }

    [Fact]
    public void A_busy_feed_that_falls_silent_is_low_volume_after_some_days_and_not_on_a_weekend()
    {
        var story = Run(TimeSpan.FromDays(40), entries: 50, (from, to) => to > 30 ? 0 : (int)(to * 20) - (int)(from * 20));
        story.Where(s => s.At.TotalDays < 32).ShouldAllBe(s => s.Decision.State == FeedState.Ok || s.Decision.State == FeedState.Unchanged);
        var silent = story.First(s => s.Decision.State == FeedState.LowVolume);
        silent.At.TotalDays.ShouldBeInRange(32.9, 34);
        silent.Decision.Reason!.ShouldMatch(@"nothing new for \d days, where about (19|20|21) items a day came");
        story[^1].Decision.State.ShouldBe(FeedState.LowVolume);
    }

    [Fact]
    public void A_feed_that_brings_a_small_part_of_what_it_did_is_low_volume()
    {
        var story = Run(TimeSpan.FromDays(45), entries: 50, (from, to) => to > 30 ? (int)to - (int)from : (int)(to * 60) - (int)(from * 60));
        story.Where(s => s.At.TotalDays > 42).ShouldAllBe(s => s.Decision.State == FeedState.LowVolume);
        story[^1].Decision.Reason!.ShouldContain("a day of late");
    }

    [Fact]
    public void A_feed_that_was_always_slow_is_not_low_volume()
    {
        var story = Run(TimeSpan.FromDays(60), entries: 50, (from, to) => (int)(to / 5) - (int)(from / 5));
        story.ShouldAllBe(s => s.Decision.State != FeedState.LowVolume);
    }

    [Fact]
    public void A_feed_without_weekends_is_not_low_volume_on_Mondays()
    {
        var story = Run(TimeSpan.FromDays(60), entries: 50, (from, to) => Working(to) - Working(from));
        story.ShouldAllBe(s => s.Decision.State != FeedState.LowVolume);

        // 40 items on each of five days, none on the two that follow.
        static int Working(double day) => (int)day / 7 * 200 + (int)(Math.Min(day % 7, 5) * 40);
    }
}
