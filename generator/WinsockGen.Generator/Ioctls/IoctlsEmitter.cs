using System;
using System.Linq;
using WinsockGen.Catalog;
using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Options;
using WinsockGen.Generator.Text;
using WinsockGen.Generator.Values;

namespace WinsockGen.Generator.Ioctls;

/// <summary>Writes the ioctls of a request: the methods of each type of socket, and what they share.</summary>
internal sealed class IoctlsEmitter(WinsockCatalog catalog, TargetCapabilities capabilities, ValueNeeds needs)
{
    /// <param name="levels">The flags of the levels.</param>
    /// <param name="add">Adds a file with a name.</param>
    public void Emit(int levels, Action<string, Action<SourceWriter>> add)
    {
        var ioctls = TypedIoctl.Of(catalog, levels).ToArray();
        if (ioctls.Length == 0)
        {
            return;
        }

        foreach (var receiver in OptionReceiver.In(capabilities))
        {
            var supported = ioctls.Where(ioctl => (ioctl.Ioctl.Kinds & receiver.Kinds) != 0).ToArray();
            if (supported.Length > 0)
            {
                add(receiver.Name + "Ioctls", text => new IoctlMethodEmitter(capabilities, needs).Write(text, receiver, supported));
            }
        }

        var parts = ioctls.Aggregate(IoctlParts.None, (all, ioctl) => all | PartsOf(ioctl));
        UseFor(parts);
        add("RawIoctl", text =>
        {
            new RawIoctlEmitter(capabilities).Write(text, parts);
            if ((parts & IoctlParts.SourceFilters) != 0)
            {
                SourceFilterEmitter.WriteValue(text.Line());
            }
        });
    }

    private IoctlParts PartsOf(TypedIoctl ioctl)
    {
        var parts = IoctlInput.Of(ioctl.Method, needs).Parts | IoctlOutput.Of(ioctl.Method, needs).Parts;
        return ioctl.Ioctl.IsCompletedLater ? (parts & ~IoctlParts.Growth) | IoctlParts.Waits : parts;
    }

    private void UseFor(IoctlParts parts)
    {
        if ((parts & (IoctlParts.EndPoints | IoctlParts.AddressLists | IoctlParts.SourceFilters)) != 0)
        {
            needs.UseRawBytes(RawBytesParts.Addresses);
        }

        if ((parts & IoctlParts.AddressLists) != 0)
        {
            needs.UseRawBytes(RawBytesParts.Handles);
        }

        if ((parts & IoctlParts.SourceFilters) != 0)
        {
            needs.UseType("enum:SourceFilterMode", read: true, write: true);
        }
    }
}
