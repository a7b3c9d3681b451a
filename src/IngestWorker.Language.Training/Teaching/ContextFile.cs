using System.Runtime.InteropServices;

namespace IngestWorker.Language.Training.Teaching;

/// <summary>What the pretrained encoder knows of each word of some sentences, stored because it takes minutes to find: one vector after the other, in the sentences' order.</summary>
internal static class ContextFile
{
    private const int BatchPieces = 800;

    public static void Write(string path, PretrainedEncoder encoder, IReadOnlyList<string[]> sentences, Action<int> progress)
    {
        using var output = File.Create(path);
        var batch = new List<string[]>();
        var (size, done) = (0, 0);
        for (var s = 0; s < sentences.Count; s++)
        {
            batch.Add(sentences[s]);
            size += sentences[s].Length;
            if (size < BatchPieces && s + 1 < sentences.Count) continue;
            foreach (var vectors in encoder.Read(batch)) output.Write(MemoryMarshal.AsBytes(vectors.AsSpan()));
            done += size;
            progress(done);
            batch.Clear();
            size = 0;
        }
    }

    /// <exception cref="InvalidDataException">The file was made for other sentences.</exception>
    public static void Attach(string path, IEnumerable<TrainingSentence> sentences)
    {
        using var input = File.OpenRead(path);
        foreach (var sentence in sentences)
        {
            var context = new Half[sentence.Count * PretrainedEncoder.Width];
            if (input.ReadAtLeast(MemoryMarshal.AsBytes(context.AsSpan()), context.Length * 2, throwOnEndOfStream: false) < context.Length * 2) throw new InvalidDataException($"{path} was made for other sentences.");
            sentence.Context = context;
        }
    }
}
