namespace IngestWorker.Roles;

/// <summary>The roles of one process.</summary>
[Flags]
internal enum RoleSet
{
    None = 0,
    Worker = 1,
    Consumer = 2,
    All = Worker | Consumer,
}
