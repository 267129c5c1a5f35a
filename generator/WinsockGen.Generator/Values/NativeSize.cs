using System.Globalization;

namespace WinsockGen.Generator.Values;

/// <summary>A number of bytes: a size or an offset, which may depend on the width of a pointer.</summary>
internal readonly record struct NativeSize(int On64, int On32)
{
    public bool IsTheSame => On64 == On32;

    public static NativeSize operator +(NativeSize left, NativeSize right) => new(left.On64 + right.On64, left.On32 + right.On32);

    /// <summary>The expression in C#.</summary>
    public string ToSource() => IsTheSame
        ? On64.ToString(CultureInfo.InvariantCulture)
        : string.Format(CultureInfo.InvariantCulture, "(global::System.IntPtr.Size == 8 ? {0} : {1})", On64, On32);
}
