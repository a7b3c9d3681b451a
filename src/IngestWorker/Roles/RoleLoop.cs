using IngestWorker.Telemetry;

namespace IngestWorker.Roles;

/// <summary>Runs a role's loop for as long as the process lives: a fault is logged and the loop starts again, so that one surprise does not end a service that runs for years.</summary>
internal static class RoleLoop
{
    private static readonly TimeSpan s_restartDelay = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(string role, Func<CancellationToken, Task> loop, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await loop(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Log.RoleFaulted(logger, e, role, s_restartDelay.TotalSeconds);
                await Task.Delay(s_restartDelay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
