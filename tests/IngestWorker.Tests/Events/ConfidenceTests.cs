using IngestWorker.Events.Coding;

namespace IngestWorker.Tests.Events;

public sealed class ConfidenceTests
{
    [Fact]
    public void More_points_are_never_less_confidence()
    {
        var map = ConfidenceMap.Embedded();
        var shares = Enumerable.Range(0, 121).Select(i => map.Of(i / 100.0)).ToList();
        shares.ShouldAllBe(s => s >= 0 && s <= 1);
        shares.Zip(shares.Skip(1)).ShouldAllBe(p => p.First <= p.Second);
        shares[^1].ShouldBeGreaterThan(shares[0]);
    }

    [Fact]
    public void Between_two_knots_it_goes_along_a_straight_line()
    {
        ConfidenceMap map = new([(0.4, 0.2), (0.8, 0.6)]);
        map.Of(0.6).ShouldBe(0.4, 0.0001);
        map.Of(0.1).ShouldBe(0.2);
        map.Of(0.9).ShouldBe(0.6);
    }
}
