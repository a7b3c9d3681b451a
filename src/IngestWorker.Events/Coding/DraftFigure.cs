using IngestWorker.Contracts;
using IngestWorker.Events.Actors;

namespace IngestWorker.Events.Coding;

/// <summary>A number of people while its event is being read.</summary>
/// <param name="Kind">What became of them.</param>
/// <param name="Quantity">How many.</param>
/// <param name="At">The word that says what became of them.</param>
/// <param name="Person">The word that is counted.</param>
internal sealed record DraftFigure(FigureKind Kind, Quantity Quantity, int At, int Person)
{
    public int Start { get; init; }

    public int End { get; init; }

    public Party? Of { get; init; }

    public Party? AccordingTo { get; init; }

    public Claim? Claim { get; init; }

    public Party? RelayedBy { get; init; }

    /// <summary>True where both say the same number of the same people by the same source.</summary>
    public bool Says(DraftFigure other) =>
        Kind == other.Kind && Quantity with { Text = "" } == other.Quantity with { Text = "" } && Of?.Country == other.Of?.Country && AccordingTo?.Country == other.AccordingTo?.Country && AccordingTo?.Text == other.AccordingTo?.Text;
}
