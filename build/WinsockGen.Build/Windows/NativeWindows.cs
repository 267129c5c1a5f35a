using System.Runtime.InteropServices;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;

namespace WinsockGen.Build.Windows;

/// <summary>This machine's own Windows.</summary>
internal sealed class NativeWindows : WindowsMachine
{
    public override string Description => RuntimeInformation.OSDescription;

    public override Command CommandFor(string executable, params string[] arguments) => new(executable, arguments);

    public override Task RecoverAsync() => Task.CompletedTask;
}
