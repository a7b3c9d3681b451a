using System.Globalization;

namespace IngestWorker.Events.Coding;

/// <summary>From the coder's points to the share of events with so many points that a careful reader accepts.</summary>
/// <param name="knots">Points with their share, both rising; between two of them along a straight line. None: the points themselves.</param>
internal sealed class ConfidenceMap(IReadOnlyList<(double Points, double Share)> knots)
{
    public static ConfidenceMap None { get; } = new([]);

    public static ConfidenceMap Embedded() =>
        new([.. DataFile.Rows("confidence").Select(r => (double.Parse(r[0], CultureInfo.InvariantCulture), double.Parse(r[1], CultureInfo.InvariantCulture)))]);

    public double Of(double points)
    {
        if (knots.Count == 0) return points;
        var above = 0;
        while (above < knots.Count && knots[above].Points < points) above++;
        if (above == 0) return knots[0].Share;
        if (above == knots.Count) return knots[^1].Share;
        var (low, high) = (knots[above - 1], knots[above]);
        return low.Share + (high.Share - low.Share) * (points - low.Points) / (high.Points - low.Points);
    }
}
