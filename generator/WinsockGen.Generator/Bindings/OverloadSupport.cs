using System;
using System.Collections.Generic;
using WinsockGen.Catalog;
using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>
/// What the friendly overloads of one type share: the judgement of results, the loan of a handle, the check of an array's part. Only what
/// some overload uses is written.
/// </summary>
internal sealed class OverloadSupport(TargetCapabilities capabilities, bool forExtensions)
{
    /// <summary>Checks offset and count.</summary>
    public const string Count = "CheckedCount";

    /// <summary>The members that no catalog knows.</summary>
    public static readonly IReadOnlyList<string> Names = [Lease, "SocketFailure", "CheckedError", "CheckedTruth", "Checked", "Started", Count, AddressSupport.TypeName];

    private const string Lease = "SocketLease";
    private const string SafeSocketHandle = "_Sockets::SafeSocketHandle";

    // A DllImport saves the last error; of a function pointer nobody does, so it is read at once.
    private readonly string _lastError = forExtensions ? ExtensionTableEmitter.LastError + "()" : "_Interop::Marshal.GetLastWin32Error()";

    private Parts _used;

    [Flags]
    private enum Parts
    {
        None = 0,
        Failure = 1,
        Error = 2,
        Number = 4,
        Socket = 8,
        Handle = 16,
        Pointer = 32,
        Truth = 64,
        Start = 128,
        Lease = 256,
    }

    public string ReturnType(OverloadPlan plan, string rawType) =>
        plan.StartsOperation ? "bool"
        : plan.ReturnsNothing ? "void"
        : plan.ReturnsNewSocket && capabilities.HasSafeSocketHandle ? SafeSocketHandle
        : rawType;

    public void WriteLease(SourceWriter writer, OverloadParameter socket)
    {
        _used |= Parts.Lease;
        writer.Line($"using ({Lease} {socket.LocalName} = new {Lease}({socket.Name}))");
    }

    /// <summary>Writes the statement that makes a call and judges its result.</summary>
    public void WriteChecked(SourceWriter writer, OverloadPlan plan, string type, string call)
    {
        if (plan.StartsOperation)
        {
            _used |= Parts.Start;
            writer.Line($"    return Started({call} {(plan.Function.Failure.Kind == FailureKind.False ? "!= 0" : "!= -1")});");
            return;
        }

        switch (plan.Function.Failure.Kind)
        {
            case FailureKind.None:
                writer.Line($"    {(plan.Function.Returns.IsVoid ? string.Empty : "return ")}{call};");
                break;
            case FailureKind.ErrorCode:
                _used |= Parts.Error;
                writer.Line($"    CheckedError({(type == "int" ? call : $"unchecked((int){call})")});");
                break;
            case FailureKind.False:
                _used |= Parts.Truth | Parts.Failure;
                writer.Line($"    CheckedTruth({call});");
                break;
            case FailureKind.Null when type[type.Length - 1] == '*':
                _used |= Parts.Pointer | Parts.Failure;
                writer.Line($"    return ({type})Checked({call});");
                break;
            case FailureKind.InvalidSocket when plan.ReturnsNewSocket && capabilities.HasSafeSocketHandle:
                _used |= Parts.Socket | Parts.Failure;
                writer.Line($"    return new {SafeSocketHandle}(unchecked((nint)Checked({call})), true);");
                break;
            case FailureKind.Value:
                _used |= Parts.Failure;
                using (writer.Braces())
                {
                    writer.Line($"{type} result_ = {call};");
                    writer.Line($"return result_ != unchecked(({type})({plan.Function.Failure.Value})) ? result_ : throw SocketFailure();");
                }

                break;
            default:
                _used |= Parts.Failure | (type == "int" ? Parts.Number : type == "nuint" ? Parts.Socket : Parts.Handle);
                writer.Line($"    return Checked({call});");
                break;
        }
    }

    public void Write(SourceWriter writer)
    {
        WriteIf(Parts.Failure, "private static _Sys::Exception SocketFailure() => new _Sockets::SocketException({0});");
        WriteIf(Parts.Error, "private static void CheckedError(int error) { if (error != 0) throw new _Sockets::SocketException(error); }");
        WriteIf(Parts.Truth, "private static void CheckedTruth(int result) { if (result == 0) throw SocketFailure(); }");
        WriteIf(Parts.Number, "private static int Checked(int result) => result != -1 ? result : throw SocketFailure();");
        WriteIf(Parts.Socket, "private static nuint Checked(nuint result) => result != ~(nuint)0 ? result : throw SocketFailure();");
        WriteIf(Parts.Handle, "private static nint Checked(nint result) => result != 0 ? result : throw SocketFailure();");
        WriteIf(Parts.Pointer, "private static void* Checked(void* result) => result != null ? result : throw SocketFailure();");
        WriteIf(Parts.Start, StartCheck);
        if (forExtensions)
        {
            return;
        }

        WriteIf(Parts.Lease, LeaseType);
        if (!capabilities.HasSpan)
        {
            writer.Lines(ArrayCheck);
        }

        void WriteIf(Parts part, string text)
        {
            if ((_used & part) != 0)
            {
                writer.Lines(text.Replace("{0}", _lastError));
            }
        }
    }

    private const string StartCheck =
        """
        private static bool Started(bool done)
        {
            int error = done ? 0 : {0};
            return done || (error == 997 /* ERROR_IO_PENDING */ ? false : throw new _Sockets::SocketException(error));
        }
        """;

    private const string LeaseType =
        """
        /// <summary>Keeps a socket open as long as a call uses it.</summary>
        private struct SocketLease : _Sys::IDisposable
        {
            private readonly _Interop::SafeHandle _handle;
            private bool _added;

            public SocketLease(_Interop::SafeHandle handle)
            {
                _handle = handle ?? throw new _Sys::ArgumentNullException("handle");
                _added = false;
                handle.DangerousAddRef(ref _added);
            }

            public static implicit operator nuint(SocketLease lease) => unchecked((nuint)(nint)lease._handle.DangerousGetHandle());

            public void Dispose()
            {
                if (_added)
                {
                    _handle.DangerousRelease();
                }
            }
        }
        """;

    private const string ArrayCheck =
        """
        private static int CheckedCount(byte[]? array, int offset, int count)
        {
            int length = array == null ? 0 : array.Length;
            return (uint)offset > (uint)length || (uint)count > (uint)(length - offset) ? throw new _Sys::ArgumentOutOfRangeException("count") : count;
        }
        """;
}
