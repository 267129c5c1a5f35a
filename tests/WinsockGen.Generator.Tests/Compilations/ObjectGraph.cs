using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Xunit;

namespace WinsockGen.Generator.Tests.Compilations;

/// <summary>Walks over everything that a value holds.</summary>
internal static class ObjectGraph
{
    public static void AssertFreeOf(object? root, params Type[] forbidden)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var waiting = new Stack<object?>([root]);
        while (waiting.TryPop(out var value))
        {
            if (value is null || !seen.Add(value))
            {
                continue;
            }

            var type = value.GetType();
            Assert.DoesNotContain(forbidden, candidate => candidate.IsInstanceOfType(value));
            if (type.IsPrimitive || type.IsEnum || value is string)
            {
                continue;
            }

            if (value is IEnumerable items)
            {
                foreach (var item in items)
                {
                    waiting.Push(item);
                }
            }

            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(field => !field.FieldType.IsPointer))
            {
                waiting.Push(field.GetValue(value));
            }
        }
    }
}
