namespace Kalshi.Venues;

/// <summary>Which fields of an object were seen: a field given twice has no value that one could trust.</summary>
ref struct FieldSet
{
    uint _seen;

    /// <param name="bit">0 to 31, the field's number within its object.</param>
    internal void Add(int bit, string field)
    {
        var mask = 1u << bit;
        if ((_seen & mask) != 0)
            throw new FrameFault($"{field}: given twice");
        _seen |= mask;
    }

    internal readonly bool Has(int bit) => (_seen & 1u << bit) != 0;

    internal readonly void Require(int bit, string field)
    {
        if (!Has(bit))
            throw new FrameFault($"{field}: missing");
    }
}
