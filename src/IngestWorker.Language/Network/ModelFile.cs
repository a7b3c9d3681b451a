using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace IngestWorker.Language.Network;

/// <summary>
/// The stored form of a model: word tables as signed bytes with a scale for each row, all other weights as 16-bit floats,
/// little endian. The same model gives the same bytes.
/// </summary>
internal static class ModelFile
{
    private const uint Magic = 0x314D_5749;

    public static void Write(Stream stream, NetworkModel model)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        var shape = model.Shape;
        foreach (var size in (int[])[shape.Width, shape.Layers, shape.TagLayer, shape.ArcWidth, shape.LabelWidth, shape.NameWidth]) writer.Write(size);
        foreach (var strings in (string[][])[model.Labels.Xpos, model.Labels.Feats, model.Labels.Deprels, model.Words, model.LemmaExceptions, model.BaseForms]) WriteStrings(writer, strings);
        writer.Write(model.Labels.Analyses.Length);
        foreach (var (upos, xpos, feats) in model.Labels.Analyses)
        {
            writer.Write((short)upos);
            writer.Write((short)xpos);
            writer.Write((short)feats);
        }

        foreach (var tensor in model.Tensors)
        {
            if (IsTable(model, tensor)) WriteBytes(writer, tensor);
            else WriteHalves(writer, tensor);
        }
    }

    /// <exception cref="InvalidDataException">The bytes are no model of this version.</exception>
    public static NetworkModel Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        if (reader.ReadUInt32() != Magic) throw new InvalidDataException("The language model is not of this version.");
        var shape = new NetworkShape(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        var (xpos, feats, deprels) = (ReadStrings(reader), ReadStrings(reader), ReadStrings(reader));
        var (words, lemmas, bases) = (ReadStrings(reader), ReadStrings(reader), ReadStrings(reader));
        var analyses = new (int, int, int)[reader.ReadInt32()];
        for (var i = 0; i < analyses.Length; i++) analyses[i] = (reader.ReadInt16(), reader.ReadInt16(), reader.ReadInt16());
        var model = NetworkModel.Create(shape, new LabelSet { Xpos = xpos, Feats = feats, Deprels = deprels, Analyses = analyses }, words, lemmas, bases);
        foreach (var tensor in model.Tensors)
        {
            if (IsTable(model, tensor)) ReadBytes(reader, tensor);
            else ReadHalves(reader, tensor);
        }

        return model;
    }

    private static bool IsTable(NetworkModel model, Tensor tensor) => tensor == model.WordTable || tensor == model.HashTable;

    private static void WriteStrings(BinaryWriter writer, string[] strings)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', strings));
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static string[] ReadStrings(BinaryReader reader) => Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadInt32())).Split('\n');

    private static void WriteBytes(BinaryWriter writer, Tensor tensor)
    {
        for (var r = 0; r < tensor.Rows; r++)
        {
            var row = tensor.Row(r);
            var max = 0f;
            foreach (var value in row) max = Math.Max(max, Math.Abs(value));
            writer.Write(max / 127);
            foreach (var value in row) writer.Write(max == 0 ? (sbyte)0 : (sbyte)MathF.Round(value / max * 127));
        }
    }

    private static void ReadBytes(BinaryReader reader, Tensor tensor)
    {
        var bytes = new byte[tensor.Columns + 4];
        for (var r = 0; r < tensor.Rows; r++)
        {
            reader.BaseStream.ReadExactly(bytes);
            var scale = BinaryPrimitives.ReadSingleLittleEndian(bytes);
            var row = tensor.Row(r);
            for (var i = 0; i < row.Length; i++) row[i] = (sbyte)bytes[i + 4] * scale;
        }
    }

    private static void WriteHalves(BinaryWriter writer, Tensor tensor)
    {
        foreach (var value in tensor.Values) writer.Write((Half)value);
    }

    private static void ReadHalves(BinaryReader reader, Tensor tensor)
    {
        var halves = new Half[tensor.Values.Length];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(halves.AsSpan()));
        for (var i = 0; i < halves.Length; i++) tensor.Values[i] = (float)halves[i];
    }
}
