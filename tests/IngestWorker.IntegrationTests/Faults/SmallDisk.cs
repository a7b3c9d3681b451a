using System.Diagnostics;
using System.Globalization;

namespace IngestWorker.IntegrationTests.Faults;

/// <summary>A disk of a few megabytes in memory, which can be filled. Needs root.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    private string Ballast => Path.Combine(Folder, "ballast");

    public static SmallDisk Mount(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("ingest-disk-").FullName;
        using var mount = Process.Start(new ProcessStartInfo("mount", ["-t", "tmpfs", "-o", $"size={megabytes.ToString(CultureInfo.InvariantCulture)}m", "none", folder]) { RedirectStandardError = true })!;
        mount.WaitForExit();
        Assert.SkipWhen(mount.ExitCode != 0, $"a small disk cannot be mounted here: {mount.StandardError.ReadToEnd().Trim()}");
        return new SmallDisk(folder);
    }

    /// <summary>Takes all the room but so many bytes.</summary>
    public void Fill(long left = 0)
    {
        using var file = new FileStream(Ballast, FileMode.Create);
        var block = new byte[4096];
        var room = new DriveInfo(Folder).AvailableFreeSpace - left;
        for (var written = 0L; written + block.Length <= room; written += block.Length) file.Write(block);
        file.Flush(flushToDisk: true);
    }

    public void Free() => File.Delete(Ballast);

    public void Dispose()
    {
        Process.Start("umount", ["-l", Folder]).WaitForExit();
        Directory.Delete(Folder, recursive: true);
    }
}
