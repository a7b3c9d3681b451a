namespace IngestWorker.IntegrationTests.Faults;

/// <summary>How long a test of a fault waits for a recovery, and how long the fault lasts.</summary>
internal static class Patience
{
    /// <summary>
    /// INGEST_FAULT_OUTAGE: how long an outage lasts ("600" seconds for the long form); a few seconds where it is not set.
    /// </summary>
    public static TimeSpan Outage { get; } = TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable("INGEST_FAULT_OUTAGE"), System.Globalization.CultureInfo.InvariantCulture, out var seconds) ? seconds : 4);

    // On a machine that is busy with other things everything takes its time; a test that passes does not wait for it.
    private const int Busy = 4;

    /// <summary>Cancelled with the test, and after so long beside the outage where the machine is at rest.</summary>
    public static CancellationTokenSource Of(TimeSpan time)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(time * Busy + Outage);
        return patience;
    }
}
