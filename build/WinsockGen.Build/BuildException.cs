using System;

namespace WinsockGen.Build;

/// <summary>A step failed for a reason that the message tells completely; no stack trace would add to it.</summary>
public sealed class BuildException : Exception
{
    public BuildException(string message)
        : base(message)
    {
    }

    public BuildException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
