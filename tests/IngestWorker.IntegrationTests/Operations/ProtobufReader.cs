using System.Buffers.Binary;
using System.Text;

namespace IngestWorker.IntegrationTests.Operations;

/// <summary>One message of the protocol buffers' wire format (protobuf.dev/programming-guides/encoding): its fields in the order they come.</summary>
internal sealed class ProtobufReader
{
    private readonly List<(int Number, ReadOnlyMemory<byte> Bytes, ulong Value)> _fields = [];

    public ProtobufReader(ReadOnlyMemory<byte> message)
    {
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message.Span, ref at);
            var number = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    _fields.Add((number, default, Varint(message.Span, ref at)));
                    break;
                case 1:
                    _fields.Add((number, default, BinaryPrimitives.ReadUInt64LittleEndian(message.Span[at..])));
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(message.Span, ref at);
                    _fields.Add((number, message.Slice(at, length), 0));
                    at += length;
                    break;
                case 5:
                    _fields.Add((number, default, BinaryPrimitives.ReadUInt32LittleEndian(message.Span[at..])));
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"wire type {tag & 7} at {at}");
            }
        }
    }

    public IEnumerable<ProtobufReader> Messages(int number) => _fields.Where(f => f.Number == number).Select(f => new ProtobufReader(f.Bytes));

    public bool Has(int number) => _fields.Exists(f => f.Number == number);

    public bool IsSet(int number) => _fields.Exists(f => f.Number == number && f.Value != 0);

    public string Text(int number) => Encoding.UTF8.GetString(Bytes(number).Span);

    public string Hex(int number) => Convert.ToHexStringLower(Bytes(number).Span);

    private ReadOnlyMemory<byte> Bytes(int number) => _fields.Where(f => f.Number == number).Select(f => f.Bytes).LastOrDefault();

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
    }
}
