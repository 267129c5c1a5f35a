using System;
using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace WinsockGen.Generator.Text;

/// <summary>
/// Builds source text in a pooled buffer. Interpolated strings are written piece by piece, so that no line is ever a string.
/// </summary>
internal sealed class SourceWriter : IDisposable
{
    private const int IndentWidth = 4;

    private char[] _buffer = ArrayPool<char>.Shared.Rent(16 * 1024);
    private int _length;
    private int _indent;
    private bool _atLineStart = true;

    public SourceWriter Write(char value)
    {
        Indent();
        Reserve(1);
        _buffer[_length++] = value;
        return this;
    }

    public SourceWriter Write(string value)
    {
        if (value.Length > 0)
        {
            Indent();
            Reserve(value.Length);
            value.CopyTo(0, _buffer, _length, value.Length);
            _length += value.Length;
        }

        return this;
    }

    public SourceWriter Write([InterpolatedStringHandlerArgument("")] ref Handler text) => this;

    public SourceWriter Line()
    {
        Reserve(1);
        _buffer[_length++] = '\n';
        _atLineStart = true;
        return this;
    }

    public SourceWriter Line(string text) => Write(text).Line();

    public SourceWriter Line([InterpolatedStringHandlerArgument("")] ref Handler text) => Line();

    /// <summary>Writes text of several lines, each with the indentation of here.</summary>
    public SourceWriter Lines(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            if (end > start)
            {
                Indent();
                Reserve(end - start);
                text.CopyTo(start, _buffer, _length, end - start);
                _length += end - start;
            }

            Line();
            start = end + 1;
        }

        return this;
    }

    /// <summary>Opens a brace on its own line; disposing the result closes it.</summary>
    public Block Braces()
    {
        Line("{");
        _indent++;
        return new Block(this);
    }

    /// <summary>Forgets what was written, and keeps the buffer.</summary>
    public void Clear()
    {
        _length = 0;
        _indent = 0;
        _atLineStart = true;
    }

    public SourceText ToSourceText() => SourceText.From(ToString(), Encoding.UTF8);

    public override string ToString() => new(_buffer, 0, _length);

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private void Indent()
    {
        if (!_atLineStart)
        {
            return;
        }

        _atLineStart = false;
        var width = _indent * IndentWidth;
        Reserve(width);
        for (var i = 0; i < width; i++)
        {
            _buffer[_length++] = ' ';
        }
    }

    private void Reserve(int count)
    {
        if (_buffer.Length - _length >= count)
        {
            return;
        }

        var larger = ArrayPool<char>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + count));
        Array.Copy(_buffer, larger, _length);
        ArrayPool<char>.Shared.Return(_buffer);
        _buffer = larger;
    }

    /// <summary>An open brace.</summary>
    public readonly ref struct Block(SourceWriter writer)
    {
        public void Dispose()
        {
            writer._indent--;
            writer.Line("}");
        }
    }

    /// <summary>Writes the pieces of an interpolated string straight into a writer.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Handler
    {
        private readonly SourceWriter _writer;

        public Handler(int literalLength, int holes, SourceWriter writer)
        {
            _ = literalLength;
            _ = holes;
            _writer = writer;
        }

        public void AppendLiteral(string value) => _writer.Write(value);

        public void AppendFormatted(string? value) => _writer.Write(value ?? string.Empty);

        public void AppendFormatted(char value) => _writer.Write(value);

        public void AppendFormatted(int value) => _writer.Write(value.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(uint value) => _writer.Write(value.ToString(CultureInfo.InvariantCulture));
    }
}
