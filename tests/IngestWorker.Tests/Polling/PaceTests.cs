using System.Globalization;
using static IngestWorker.Tests.Polling.Polls;

namespace IngestWorker.Tests.Polling;

/// <summary>What adapting is worth: a mix of feeds with days and nights, polled by the policy and every quarter of an hour.</summary>
public sealed class PaceTests(ITestOutputHelper output)
{
    private const int Days = 30;
    private const int Entries = 20;
    private static readonly double[] s_perDay = [0.1, 0.1, 0.3, 0.3, 1, 1, 1, 2, 2, 5, 5, 10, 10, 20, 20, 40, 80, 160, 640];

    [Fact]
    public void A_mix_of_feeds_costs_fewer_polls_than_a_fixed_quarter_of_an_hour_with_less_delay_and_nothing_lost()
    {
        var (polls, lost, delays, fixedPolls, fixedLost, fixedDelays) = (0, 0, new List<double>(), 0, 0, new List<double>());
        foreach (var perDay in s_perDay)
        {
            var arrivals = Arrivals(perDay);
            var adaptive = Poll(arrivals, adapts: true);
            var constant = Poll(arrivals, adapts: false);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{perDay} a day: {adaptive.Polls} polls (fixed {constant.Polls}), {adaptive.Lost} of {arrivals.Count} lost (fixed {constant.Lost}), median delay {Median(adaptive.Delays):0} min (fixed {Median(constant.Delays):0})"));
            polls += adaptive.Polls;
            lost += adaptive.Lost;
            delays.AddRange(adaptive.Delays);
            fixedPolls += constant.Polls;
            fixedLost += constant.Lost;
            fixedDelays.AddRange(constant.Delays);
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"all: {polls} polls (fixed {fixedPolls}), {lost} lost (fixed {fixedLost}), median delay {Median(delays):0.0} min (fixed {Median(fixedDelays):0.0}), mean {delays.Average():0.0} (fixed {fixedDelays.Average():0.0})"));
        polls.ShouldBeLessThan(fixedPolls * 6 / 10);
        lost.ShouldBe(0);
        Median(delays).ShouldBeLessThan(Median(fixedDelays));
    }

    // Thirty days, most of it by day, by chance and always the same.
    private static List<double> Arrivals(double perDay)
    {
        var chance = new Random(11);
        var most = perDay * 1.9;
        var times = new List<double>();
        for (var at = 0.0; at < Days;)
        {
            at += -Math.Log(1 - chance.NextDouble()) / most;
            if (chance.NextDouble() * 1.9 < 1 + 0.9 * Math.Sin(2 * Math.PI * at)) times.Add(at);
        }
        return times;
    }

    private static (int Polls, int Lost, List<double> Delays) Poll(List<double> arrivals, bool adapts)
    {
        var chance = new Random(5);
        var feed = Feed();
        var (polls, lost, seen, delays) = (0, 0, 0, new List<double>());
        for (var at = 0.0; at < Days; polls++)
        {
            var there = arrivals.Count(a => a <= at);
            var fresh = Math.Min(there - seen, Entries);
            lost += there - seen - fresh;
            delays.AddRange(arrivals.Skip(there - fresh).Take(fresh).Select(a => (at - a) * 24 * 60));
            seen = there;
            var facts = fresh > 0 || feed.Habit is null ? Found(Entries, feed.Habit is null ? Entries : fresh) : Unchanged;
            var decision = Policy.Decide(feed, facts, Noon.AddDays(at), chance.NextDouble());
            var wait = adapts ? decision.NextPollIn!.Value : TimeSpan.FromMinutes(15);
            at += wait.TotalDays;
            feed = feed with { Habit = decision.Habit, SinceRead = wait, SinceNew = wait };
        }
        return (polls, lost, delays);
    }

    private static double Median(List<double> values) => values.Count == 0 ? 0 : values.Order().ElementAt(values.Count / 2);
}
