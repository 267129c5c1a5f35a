using System.Collections.Generic;
using System.Linq;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>What all friendly overloads of a class share.</summary>
internal static class OverloadSupport
{
    public const string Lease = "SocketLease";
    public const string Failure = "SocketFailure";
    public const string Pends = "SocketOperationPends";
    public const string Check = "CheckedCount";
    public const string SafeSocketHandle = "_Sockets::SafeSocketHandle";

    /// <summary>The members that no catalog knows.</summary>
    public static readonly IReadOnlyList<string> Names = [Lease, Failure, Pends, Check];

    public static void Write(SourceWriter writer, IReadOnlyList<OverloadPlan> plans, bool hasSpan)
    {
        writer.Lines(Failures);
        if (plans.Any(plan => plan.StartsOperation))
        {
            writer.Lines(PendingCheck);
        }

        if (plans.Any(plan => plan.Parameters.Any(parameter => parameter.Shape == OverloadShape.Socket)))
        {
            writer.Lines(LeaseType);
        }

        if (!hasSpan)
        {
            writer.Lines(ArrayCheck);
        }
    }

    private const string Failures =
        """
        private static _Sys::Exception SocketFailure() => SocketFailure(_Interop::Marshal.GetLastWin32Error());
        private static _Sys::Exception SocketFailure(int error) => new _Sockets::SocketException(error);
        """;

    private const string PendingCheck =
        """
        private static bool SocketOperationPends()
        {
            // ERROR_IO_PENDING
            int error = _Interop::Marshal.GetLastWin32Error();
            return error == 997 ? false : throw SocketFailure(error);
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
