using System;
using Xunit;

namespace WinsockGen.Runtime.Tests.Completion;

public sealed unsafe class OperationSlabTests
{
    [Fact]
    public void Records_are_aligned_to_their_size_and_stay_where_they_are()
    {
        var slab = new OperationSlab();
        var records = new OverlappedRecord*[1000];
        for (int i = 0; i < records.Length; i++)
        {
            records[i] = slab.Rent(out _);
            Assert.Equal(0u, (nuint)records[i] % 64);
            records[i]->Overlapped.InternalHigh = (nuint)i;
        }

        for (int i = 0; i < records.Length; i++)
        {
            Assert.Equal((nuint)i, records[i]->Overlapped.InternalHigh);
            slab.Return(records[i], null);
        }

        Assert.Equal(0, slab.Rented);
        slab.Close();
    }

    [Fact]
    public void A_record_that_was_returned_has_another_generation_in_its_next_use()
    {
        var slab = new OperationSlab();
        OverlappedRecord* record = slab.Rent(out _);
        uint generation = record->Generation;
        slab.Return(record, null);
        Assert.True(record == slab.Rent(out _));
        Assert.NotEqual(generation, record->Generation);
        slab.Return(record, null);
        slab.Close();
    }

    [Fact]
    public void A_record_is_returned_once()
    {
        var slab = new OperationSlab();
        OverlappedRecord* record = slab.Rent(out _);
        slab.Return(record, null);
        Assert.Throws<InvalidOperationException>(() => slab.Return(record, null));
        slab.Close();
    }

    [Fact]
    public void A_completion_finds_its_owner_while_the_record_is_rented_and_nobody_after()
    {
        var slab = new OperationSlab();
        OverlappedRecord* record = slab.Rent(out _);
        var owner = new Owner();
        slab.SetOwner(record, owner);
        Assert.Same(owner, slab.OwnerOf(&record->Overlapped));
        slab.Return(record, owner);
        Assert.Null(slab.OwnerOf(&record->Overlapped));
        Assert.True(record == slab.Rent(out RecordOwner? idle));
        Assert.Same(owner, idle);
        slab.Return(record, null);
        slab.Close();
    }

    [Fact]
    public void When_the_port_is_lost_every_owner_hears_of_it_and_nothing_is_rented_any_more()
    {
        var slab = new OperationSlab();
        OverlappedRecord* record = slab.Rent(out _);
        var owner = new Owner();
        slab.SetOwner(record, owner);
        slab.Close();
        Assert.True(owner.IsLost);
        Assert.Throws<ObjectDisposedException>(() => slab.Rent(out _));
        slab.Return(record, null);
        Assert.Equal(0, slab.Rented);
    }

    private sealed class Owner : RecordOwner
    {
        public bool IsLost { get; private set; }

        internal override void OnDequeued(int error, uint transferred) => throw new NotSupportedException();

        internal override void OnPortLost() => IsLost = true;
    }
}
