using System;

namespace WinsockGen.Generator.Options;

/// <summary>What an accessor calls to turn a number into a value and back, besides a cast.</summary>
[Flags]
internal enum OptionConversion
{
    None = 0,

    /// <summary>A number of seconds or milliseconds as a TimeSpan.</summary>
    Time = 1,

    /// <summary>The same, where one number stands for null.</summary>
    OptionalTime = 2,

    /// <summary>A LINGER as a number of seconds or null.</summary>
    Linger = 4,
}
