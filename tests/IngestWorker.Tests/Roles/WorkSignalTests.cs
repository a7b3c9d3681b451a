using IngestWorker.Roles;
using Microsoft.Extensions.Time.Testing;

namespace IngestWorker.Tests.Roles;

public sealed class WorkSignalTests
{
    [Fact]
    public async Task A_pulse_between_looking_and_waiting_is_not_missed()
    {
        var signal = new WorkSignal(new FakeTimeProvider());
        var next = signal.Next;
        signal.Pulse();
        await signal.WaitAsync(next, TimeSpan.FromHours(1), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Without_a_pulse_the_wait_ends_with_its_time()
    {
        var time = new FakeTimeProvider();
        var signal = new WorkSignal(time);
        var wait = signal.WaitAsync(signal.Next, TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        wait.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));
        await wait;
    }
}
