using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Ioctls;

/// <summary>Writes an overlapped WSAIoctl on the framework's Socket, which has none of its own.</summary>
/// <remarks>
/// The record, input and output are native memory, which is freed after the call is over and not before, whatever was cancelled. The event's
/// low bit keeps the packet from the completion port that the socket may have (GetQueuedCompletionStatus, "Remarks"): the framework would take
/// it for one of its own. A thread that ends takes its calls with it; a wait for a change then ends as if there had been one, since one that
/// came meanwhile would be lost. Signatures are blittable, so nothing is unsafe, and nothing is marshalled but the last error.
/// </remarks>
internal sealed class OverlappedIoctlEmitter(TargetCapabilities capabilities)
{
    private const string Import = "ExactSpelling = true{0}), global::System.Runtime.InteropServices.DefaultDllImportSearchPaths(global::System.Runtime.InteropServices.DllImportSearchPath.System32)]";

    private string LastError => capabilities.DisablesRuntimeMarshalling
        ? "global::System.Runtime.InteropServices.Marshal.GetLastSystemError()"
        : "global::System.Runtime.InteropServices.Marshal.GetLastWin32Error()";

    public void Write(SourceWriter writer)
    {
        writer.Line("private sealed class OverlappedIoctl");
        using var type = writer.Braces();
        WriteImports(writer);
        WriteFields(writer.Line());
        WriteStart(writer.Line());
        WriteEnd(writer.Line());
        WriteHandle(writer.Line());
    }

    private void WriteImports(SourceWriter writer)
    {
        // Where the runtime refuses to save the last error, it is read right after the call.
        var import = Import.Replace("{0}", capabilities.DisablesRuntimeMarshalling ? string.Empty : ", SetLastError = true");
        writer.Lines(
            $$"""
            [global::System.Runtime.InteropServices.DllImport("ws2_32.dll", {{import}}
            private static extern int WSAIoctl(global::System.IntPtr socket, uint code, global::System.IntPtr input, int inputLength, global::System.IntPtr output, int outputLength, global::System.IntPtr returned, global::System.IntPtr overlapped, global::System.IntPtr routine);

            [global::System.Runtime.InteropServices.DllImport("ntdll.dll", {{Import.Replace("{0}", string.Empty)}}
            private static extern int RtlNtStatusToDosError(int status);

            [global::System.Runtime.InteropServices.DllImport("kernel32.dll", {{Import.Replace("{0}", string.Empty)}}
            private static extern int CancelIoEx(global::System.IntPtr file, global::System.IntPtr overlapped);
            """);
    }

    // The block: the OVERLAPPED, whose last field is the event; what WSAIoctl returns; the input; the output.
    private static void WriteFields(SourceWriter writer) => writer.Lines(
        """
        private const int Returned = 32;
        private const int Input = 40;

        private readonly object gate = new object();
        private readonly global::System.Threading.Tasks.TaskCompletionSource<int> source = new global::System.Threading.Tasks.TaskCompletionSource<int>(global::System.Threading.Tasks.TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly global::System.Threading.ManualResetEvent over = new global::System.Threading.ManualResetEvent(false);
        private readonly global::System.Net.Sockets.Socket socket;
        private readonly string name;
        private readonly byte[] output;
        private readonly global::System.Threading.CancellationToken cancellationToken;
        private global::System.Threading.CancellationTokenRegistration cancellation;
        private global::System.Threading.RegisteredWaitHandle wait;
        private global::System.IntPtr handle;
        private global::System.IntPtr block;
        private int outputStart;

        internal OverlappedIoctl(global::System.Net.Sockets.Socket socket, string name, byte[] output, global::System.Threading.CancellationToken cancellationToken)
        {
            this.socket = socket;
            this.name = name;
            this.output = output;
            this.cancellationToken = cancellationToken;
        }
        """);

    // What can throw comes before the call: afterwards Windows may write to the block until the event says otherwise.
    private void WriteStart(SourceWriter writer) => writer.Lines(
        $$"""
        internal global::System.Threading.Tasks.Task<int> Start(uint code, byte[] input)
        {
            int error = -1;
            try
            {
                lock (gate)
                {
                    try
                    {
                        error = Begin(code, input, input == null ? 0 : input.Length, output == null ? 0 : output.Length);
                    }
                    finally
                    {
                        if (error != 0 && error != 997)
                            Free();
                    }
                }
            }
            finally
            {
                if (error != 0 && error != 997)
                    Forget();
            }
            if (error != 0 && error != 997)
                source.SetException({{Explained("error")}});
            else if (cancellationToken.IsCancellationRequested)
                Cancel();
            return source.Task;
        }

        private int Begin(uint code, byte[] input, int inputLength, int outputLength)
        {
            outputStart = Input + (inputLength + 7) / 8 * 8;
            byte[] contents = new byte[outputStart + outputLength + 8];
            if (inputLength > 0)
                input.CopyTo(contents, Input);
            block = global::System.Runtime.InteropServices.Marshal.AllocHGlobal(contents.Length);
            global::System.Runtime.InteropServices.Marshal.Copy(contents, 0, block, contents.Length);
            global::System.Runtime.InteropServices.Marshal.WriteIntPtr(block, 8 + 2 * global::System.IntPtr.Size, new global::System.IntPtr(over.SafeWaitHandle.DangerousGetHandle().ToInt64() | 1));
            wait = global::System.Threading.ThreadPool.UnsafeRegisterWaitForSingleObject(over, (state, timedOut) => ((OverlappedIoctl)state).End(), this, -1, true);
            if (cancellationToken.CanBeCanceled)
                cancellation = cancellationToken.Register(state => ((OverlappedIoctl)state).Cancel(), this);
            Hold();
            try
            {
                int result = WSAIoctl(handle, code, inputLength > 0 ? block + Input : global::System.IntPtr.Zero, inputLength, outputLength > 0 ? block + outputStart : global::System.IntPtr.Zero, outputLength, block + Returned, block, global::System.IntPtr.Zero);
                return result == 0 ? 0 : {{LastError}};
            }
            finally
            {
                Release();
            }
        }

        private void Cancel()
        {
            lock (gate)
            {
                if (block == global::System.IntPtr.Zero)
                    return;
                try
                {
                    Hold();
                    CancelIoEx(handle, block);
                    Release();
                }
                catch (global::System.ObjectDisposedException)
                {
                }
            }
        }
        """);

    // The record has the status itself: the socket may be closed by now. 995 is WSA_OPERATION_ABORTED.
    private void WriteEnd(SourceWriter writer) => writer.Lines(
        $$"""
        private void End()
        {
            int error;
            int length;
            lock (gate)
            {
                if (block == global::System.IntPtr.Zero)
                    return;
                int status = global::System.Runtime.InteropServices.Marshal.ReadInt32(block);
                error = status >= 0 ? 0 : RtlNtStatusToDosError(status);
                length = global::System.Runtime.InteropServices.Marshal.ReadInt32(block, global::System.IntPtr.Size);
                if (error == 0 && output != null)
                    global::System.Runtime.InteropServices.Marshal.Copy(block + outputStart, output, 0, global::System.Math.Min(length, output.Length));
                Free();
            }
            Forget();
            if (error == 995 && cancellationToken.IsCancellationRequested)
                source.TrySetCanceled(cancellationToken);
            else if (error != 0 && IsClosed())
                source.SetException(new global::System.ObjectDisposedException(socket.GetType().FullName));
            else if (error == 0 || error == 995 && output == null)
                source.SetResult(length);
            else
                source.SetException({{Explained("error")}});
        }

        private bool IsClosed()
        {
            try
            {
                global::System.Net.EndPoint local = socket.LocalEndPoint;
                return false;
            }
            catch (global::System.ObjectDisposedException)
            {
                return true;
            }
            catch (global::System.Net.Sockets.SocketException)
            {
                return false;
            }
        }
        """);

    // The handle is held inside of calls, and not while Windows has them: closing a socket, which ends what is outstanding, would wait for it.
    private void WriteHandle(SourceWriter writer)
    {
        var isHeld = capabilities.HasSafeSocketHandle;
        writer.Lines(
            $$"""
            private void Hold()
            {
                {{(isHeld ? "bool isHeld = false;\n    socket.SafeHandle.DangerousAddRef(ref isHeld);\n    handle = socket.SafeHandle.DangerousGetHandle();" : "handle = socket.Handle;")}}
            }

            private void Release()
            {
                {{(isHeld ? "socket.SafeHandle.DangerousRelease();" : "global::System.GC.KeepAlive(socket);")}}
            }

            private void Free()
            {
                global::System.Runtime.InteropServices.Marshal.FreeHGlobal(block);
                block = global::System.IntPtr.Zero;
                over.Dispose();
            }

            // Not under the lock: a cancellation that runs holds this up, and wants the lock.
            private void Forget()
            {
                if (wait != null)
                    wait.Unregister(null);
                cancellation.Dispose();
            }
            """);
    }

    private string Explained(string error) => capabilities.HasSocketExceptionMessage
        ? $"Explain(new global::System.Net.Sockets.SocketException({error}), name, socket.AddressFamily)"
        : $"new global::System.Net.Sockets.SocketException({error})";
}
