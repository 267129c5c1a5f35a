using System;

namespace WinsockGen;

/// <summary>Datagrams that stand one behind the other in a buffer, for <c>foreach</c>: all but the last have the same size.</summary>
public readonly struct DatagramSegments
{
    private readonly Memory<byte> _data;
    private readonly int _segmentSize;

    internal DatagramSegments(Memory<byte> data, int segmentSize)
    {
        _data = data;
        _segmentSize = segmentSize;
    }

    /// <summary>How many datagrams there are; an empty one is one.</summary>
    public int Count => _data.Length == 0 ? 1 : (int)(((uint)_data.Length + (uint)_segmentSize - 1) / (uint)_segmentSize);

    /// <summary>The enumerator the compiler uses.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Enumerates datagrams.</summary>
    public struct Enumerator
    {
        private readonly int _segmentSize;
        private Memory<byte> _rest;
        private bool _isOver;

        internal Enumerator(DatagramSegments segments)
        {
            _segmentSize = segments._segmentSize;
            _rest = segments._data;
        }

        /// <summary>The bytes of one datagram, in the buffer that was received into.</summary>
        public Memory<byte> Current { get; private set; }

        /// <summary>Goes on to the next datagram.</summary>
        /// <returns>False when there is none.</returns>
        public bool MoveNext()
        {
            if (_isOver)
                return false;
            Current = _rest[..Math.Min(_segmentSize, _rest.Length)];
            _rest = _rest[Current.Length..];

            // Looked at behind a datagram, not before it, so that an empty one is one.
            _isOver = _rest.IsEmpty;
            return true;
        }
    }
}
