using System;
using System.Collections.Generic;
using WinsockGen.Catalog;
using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Values;

/// <summary>Writes all the values and enumerations that a request needs, and what reads and writes their bytes.</summary>
internal sealed class ValuesEmitter(WinsockCatalog catalog, TargetCapabilities capabilities)
{
    public void Write(SourceWriter writer, ValueNeeds needs)
    {
        var pieces = new List<Action<SourceWriter>>();
        foreach (var value in needs.Values)
        {
            pieces.Add(text => new ValueEmitter(capabilities).Write(text, value));
        }

        foreach (var enumeration in needs.Enumerations)
        {
            pieces.Add(text => new EnumerationEmitter(catalog).Write(text, enumeration));
        }

        if (needs.NeedsRawBytes)
        {
            pieces.Add(text => new RawBytesEmitter(capabilities).Write(text, needs.Parts));
        }

        if ((needs.Parts & RawBytesParts.Addresses) != 0)
        {
            pieces.Add(text => new RawAddressEmitter(capabilities).Write(text));
        }

        for (var i = 0; i < pieces.Count; i++)
        {
            pieces[i](i == 0 ? writer : writer.Line());
        }
    }
}
