namespace IngestWorker.Tests;

/// <summary>The folder of IngestWorker.sln, for tests that hold documents and code together.</summary>
internal static class RepositoryRoot
{
    public static string Folder { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "IngestWorker.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"no IngestWorker.sln above {AppContext.BaseDirectory}");
    }
}
