using System.Runtime.InteropServices;
using System.Text;

namespace IngestWorker.Language.Network;

/// <summary>
/// The stored form of a model: word tables as signed bytes with a scale for each row, all other weights as 16-bit floats,
/// little endian. The same model gives the same bytes.
/// </summary>
internal static class ModelFile
{
    private const uint Magic = 0x324D_5749;

    public static void Write(Stream stream, NetworkModel model)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        var shape = model.Shape;
        foreach (var size in (int[])[shape.Width, shape.Layers, shape.TagLayer, shape.ArcWidth, shape.LabelWidth, shape.NameWidth]) writer.Write(size);
        foreach (var strings in (string[][])[model.Labels.Xpos, model.Labels.Feats, model.Labels.Deprels, model.Words, model.LemmaExceptions, model.BaseForms, model.Pieces]) WriteStrings(writer, strings);
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
        var vocabulary = new Vocabulary(words, ReadStrings(reader), lemmas, bases);
        var analyses = new (int, int, int)[reader.ReadInt32()];
        for (var i = 0; i < analyses.Length; i++) analyses[i] = (reader.ReadInt16(), reader.ReadInt16(), reader.ReadInt16());
        // The tables come first.
        var (wordTable, hashTable, pieceTable) =
            (ReadBytes(reader, words.Length, shape.Width / 2), ReadBytes(reader, WordFeatures.Buckets, shape.Width / 2), ReadBytes(reader, vocabulary.Pieces.Length, shape.Width));
        var labels = new LabelSet { Xpos = xpos, Feats = feats, Deprels = deprels, Analyses = analyses };
        var model = NetworkModel.Create(shape, labels, vocabulary, wordTable, hashTable, pieceTable);
        foreach (var tensor in model.Tensors)
        {
            if (!IsTable(model, tensor)) ReadHalves(reader, tensor);
        }

        return model;
    }

    private static bool IsTable(NetworkModel model, Tensor tensor) => tensor == model.WordTable || tensor == model.HashTable || tensor == model.PieceTable;

    private static void WriteStrings(BinaryWriter writer, string[] strings)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', strings));
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static string[] ReadStrings(BinaryReader reader)
    {
        var text = Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadInt32()));
        return text.Length == 0 ? [] : text.Split('\n');
    }

    private static void WriteBytes(BinaryWriter writer, Tensor tensor)
    {
        var table = ByteTable.Of(tensor);
        for (var r = 0; r < tensor.Rows; r++)
        {
            writer.Write(table.Scale(r));
            writer.Write(MemoryMarshal.AsBytes(table.Bytes(r)));
        }
    }

    private static ByteTable ReadBytes(BinaryReader reader, int rows, int columns)
    {
        var (bytes, scales) = (new sbyte[rows * columns], new float[rows]);
        for (var r = 0; r < rows; r++)
        {
            scales[r] = reader.ReadSingle();
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(bytes.AsSpan(r * columns, columns)));
        }

        return new ByteTable(columns, bytes, scales);
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
