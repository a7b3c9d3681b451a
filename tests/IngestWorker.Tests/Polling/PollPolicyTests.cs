using CsCheck;
using IngestWorker.Contracts;
using IngestWorker.Polling;
using IngestWorker.Storage;
using static IngestWorker.Tests.Polling.Polls;

namespace IngestWorker.Tests.Polling;

public sealed class PollPolicyTests
{
    [Theory]
    [InlineData(1, 6 * 60)] // one a day: as seldom as may be
    [InlineData(8, 3 * 60)]
    [InlineData(24, 60)]
    [InlineData(96, 15)]
    [InlineData(1000, 5)] // as often as may be
    public void A_feed_is_polled_about_as_often_as_it_brings_something_new(int perDay, double minutes)
    {
        var story = Run(TimeSpan.FromDays(30), entries: 50, (from, to) => (int)(to * perDay) - (int)(from * perDay));
        var settled = story.Where(s => s.At > TimeSpan.FromDays(10)).Select(s => s.Decision.Interval!.Value.TotalMinutes).ToList();
        settled.Average().ShouldBe(minutes, minutes * 0.25);
    }

    [Fact]
    public void A_feed_that_falls_silent_is_polled_ever_more_seldom_and_one_that_wakes_up_soon_again()
    {
        var story = Run(TimeSpan.FromDays(40), entries: 50, (from, to) => to is > 15 and < 30 ? 0 : (int)(to * 96) - (int)(from * 96));
        Interval(story, day: 14).ShouldBeLessThan(TimeSpan.FromMinutes(25));
        Interval(story, day: 29.5).ShouldBe(Bounds.Most);
        Interval(story, day: 34).ShouldBeLessThan(TimeSpan.FromMinutes(25));
        story.Count(s => s.Decision.IsGap).ShouldBeLessThanOrEqualTo(1);

        static TimeSpan Interval(List<(TimeSpan At, PollDecision Decision)> story, double day) => story.Last(s => s.At.TotalDays <= day).Decision.Interval!.Value;
    }

    [Fact]
    public void The_dates_of_a_first_document_tell_its_pace()
    {
        var hourly = Found(24, 24) with { Dates = [.. Enumerable.Range(1, 24).Select(h => Noon.AddHours(-h))] };
        Decide(Feed(), hourly).Interval!.Value.ShouldBe(TimeSpan.FromHours(1), TimeSpan.FromMinutes(5));
        Decide(Feed(), Found(24, 24)).Interval.ShouldBe(Bounds.First);
    }

    [Fact]
    public void When_most_of_a_poll_is_new_the_next_comes_sooner()
    {
        var feed = Feed(Habit(perDay: 4), sinceRead: TimeSpan.FromHours(6));
        Decide(feed, Found(30, 3)).Interval!.Value.ShouldBeGreaterThan(TimeSpan.FromHours(4));
        var crowded = Decide(feed, Found(30, 27));
        crowded.Interval!.Value.ShouldBeLessThan(TimeSpan.FromHours(3.5));
        crowded.IsGap.ShouldBeFalse();
    }

    [Fact]
    public void A_poll_of_which_nothing_is_known_although_it_should_be_is_a_gap()
    {
        var decision = Decide(Feed(Habit(10), TimeSpan.FromHours(6)), Found(30, 30));
        decision.IsGap.ShouldBeTrue();
        decision.State.ShouldBe(FeedState.Gap);
        decision.Reason!.ShouldContain("all 30 entries were new after 6 h");
        decision.Interval.ShouldBe(Bounds.Least);
    }

    [Fact]
    public void A_first_poll_a_tiny_feed_and_a_list_of_sitemaps_have_no_gaps()
    {
        Decide(Feed(), Found(30, 30)).IsGap.ShouldBeFalse();
        Decide(Feed(Habit(1, entries: 1)), Found(1, 1)).IsGap.ShouldBeFalse();
        Decide(Feed(Habit(10)), Found(30, 30) with { ShowsKnownEntries = false }).IsGap.ShouldBeFalse();
        Decide(Feed(Habit(10)), Found(30, 29)).IsGap.ShouldBeFalse();
        Decide(Feed(Habit(0, entries: 0)), Found(30, 30)).IsGap.ShouldBeFalse("an empty feed that fills lost nothing");
    }

    [Fact]
    public void Whatever_comes_the_interval_stays_within_its_bounds()
    {
        var hints = Gen.Select(Gen.Int[0, 100_000], Gen.Int[0, 100_000], (ttl, sy) => new PublisherHints { Ttl = TimeSpan.FromMinutes(ttl), UpdateInterval = TimeSpan.FromMinutes(sy) });
        Gen.Select(Gen.Double[0, 5000], Gen.Double[0, 500], Gen.Int[0, 500], Gen.Double[0, 1], Gen.Double[0, 100_000], hints, Gen.Bool).Sample(
            (perDay, entries, found, share, minutes, hint, isPushed) =>
            {
                var feed = Feed(Habit(perDay, entries), TimeSpan.FromMinutes(minutes)) with { IsPushed = isPushed };
                var decision = Policy.Decide(feed, Found(found, (int)(found * share)) with { Hints = hint, MaxAge = TimeSpan.FromMinutes(minutes) }, Noon, share);
                return decision.Interval >= Bounds.Least && decision.Interval <= Bounds.Most && decision.NextPollIn >= Bounds.Least && decision.NextPollIn <= Bounds.Most
                    && decision.Habit is { } habit && double.IsFinite(habit.Items) && double.IsFinite(habit.RecentItems) && !string.IsNullOrEmpty(decision.IntervalReason);
            });
    }

    [Fact]
    public void What_the_publisher_asks_for_is_honoured()
    {
        var feed = Feed(Habit(48));
        Decide(feed, Found(50, 0)).Interval!.Value.ShouldBe(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(3));
        Hinted(new PublisherHints { Ttl = TimeSpan.FromHours(2) }).ShouldBe(TimeSpan.FromHours(2));
        Hinted(new PublisherHints { UpdateInterval = TimeSpan.FromHours(3) }).ShouldBe(TimeSpan.FromHours(3));
        Hinted(new PublisherHints { Ttl = TimeSpan.FromDays(9) }).ShouldBe(Bounds.Most, "but only within the bounds");
        Hinted(new PublisherHints { Ttl = TimeSpan.Zero }).ShouldBeLessThan(TimeSpan.FromHours(1), "nought is no wish");
        Decide(feed, Found(500, 0) with { MaxAge = TimeSpan.FromDays(30) }).Interval.ShouldBe(TimeSpan.FromHours(1), "a max-age is mostly not meant for the feed");

        TimeSpan Hinted(PublisherHints hints) => Decide(feed, Found(500, 0) with { Hints = hints }).Interval!.Value;
    }

    [Fact]
    public void A_wish_is_kept_as_it_is_for_polls_without_a_document()
    {
        var hints = new PublisherHints { Ttl = TimeSpan.FromHours(2), UpdateInterval = TimeSpan.FromMinutes(20), SkipHours = [1, 2], SkipDays = [DayOfWeek.Sunday], IsExpired = true };
        var read = PublisherHints.Parse(hints.Write());
        (read with { SkipHours = hints.SkipHours, SkipDays = hints.SkipDays }).ShouldBe(hints);
        read.SkipHours.ShouldBe(hints.SkipHours);
        read.SkipDays.ShouldBe(hints.SkipDays);
        PublisherHints.Parse(null).ShouldBe(PublisherHints.None);
        Decide(Feed(Habit(48)), Unchanged with { Hints = new PublisherHints { Ttl = TimeSpan.FromHours(2) } }).Interval.ShouldBe(TimeSpan.FromHours(2));
    }

    [Fact]
    public void A_publishers_wish_that_would_lose_entries_is_honoured_only_as_far_as_none_is_lost()
    {
        // 20 entries in the document, 96 a day: after five hours nothing of it is left.
        var decision = Decide(Feed(Habit(96, entries: 20)), Found(20, 1) with { Hints = new PublisherHints { Ttl = TimeSpan.FromHours(6) } });
        decision.Interval!.Value.ShouldBe(TimeSpan.FromHours(2.5), TimeSpan.FromMinutes(15));
    }

    [Fact]
    public void A_feed_that_a_hub_pushes_is_polled_only_to_be_sure() =>
        Decide(Feed(Habit(500)) with { IsPushed = true }, Found(50, 10)).Interval.ShouldBe(Bounds.Most);

    [Fact]
    public void Hours_and_days_that_a_feed_asks_to_leave_out_are_left_out()
    {
        var facts = Found(50, 1) with { Hints = new PublisherHints { SkipHours = [12, 13, 14], SkipDays = [DayOfWeek.Thursday] } };
        (Noon + Decide(Feed(Habit(48)), facts).NextPollIn!.Value).ShouldBe(Noon.AddHours(3));
        QuietTimes.After(Noon.AddHours(13), facts.Hints).ShouldBe(Noon.AddHours(36)); // Thursday, one in the morning: to Friday
        QuietTimes.After(Noon, new PublisherHints { SkipHours = [.. Enumerable.Range(0, 24)] }).ShouldBe(Noon, "who asks for no poll at all asks for nothing");
        QuietTimes.After(Noon.AddMinutes(20), new PublisherHints { SkipHours = [13] }).ShouldBe(Noon.AddMinutes(20));
    }

    [Fact]
    public void Feeds_added_together_are_spread_by_their_addresses_and_stay_apart_by_chance()
    {
        var first = Enumerable.Range(0, 200).Select(i => Decide(Feed() with { Url = $"https://news.example/{i}" }, Found(10, 10)).NextPollIn!.Value).ToList();
        first.Distinct().Count().ShouldBeGreaterThan(150);
        (first.Max() - first.Min()).ShouldBeGreaterThan(TimeSpan.FromMinutes(8));
        PollPolicy.Phase("https://news.example/1").ShouldBe(PollPolicy.Phase("https://news.example/1"));

        var known = Feed(Habit(24));
        Decide(known, Found(50, 1), chance: 0).NextPollIn!.Value.ShouldBeLessThan(Decide(known, Found(50, 1), chance: 0.99).NextPollIn!.Value);
        Decide(known, Found(50, 1), chance: 0.3).ShouldBe(Decide(known, Found(50, 1), chance: 0.3));
    }

    [Fact]
    public void A_move_is_believed_when_three_polls_in_a_row_said_it()
    {
        const string There = "https://news.example/new";
        var feed = Feed(Habit(10));
        var said = new List<PollDecision>();
        for (var i = 0; i < 3; i++)
        {
            said.Add(Decide(feed, (i == 1 ? Unchanged : Found(30, 1)) with { MovedTo = There }));
            feed = feed with { MovedTo = said[^1].MovedTo, MovedSeen = said[^1].MovedSeen };
        }
        said.Select(d => d.HasMoved).ShouldBe([false, false, true]);
        said[1].Reason!.ShouldContain("2 of 3");
    }

    [Fact]
    public void A_move_that_was_taken_back_or_changed_is_counted_anew()
    {
        var feed = Feed(Habit(10)) with { MovedTo = "https://a.example/", MovedSeen = 2 };
        Decide(feed, Found(30, 1)).MovedSeen.ShouldBe(0);
        Decide(feed, Found(30, 1) with { MovedTo = "https://b.example/" }).ShouldSatisfyAllConditions(d => d.MovedSeen.ShouldBe(1), d => d.HasMoved.ShouldBeFalse());
        Decide(feed, Failure(Outcome.Timeout)).MovedSeen.ShouldBe(0);
    }

    [Fact]
    public void A_feed_that_is_gone_is_retired()
    {
        var decision = Decide(Feed(Habit(10)), Failure(Outcome.Gone));
        decision.State.ShouldBe(FeedState.Retired);
        decision.NextPollIn.ShouldBeNull();
    }
}
