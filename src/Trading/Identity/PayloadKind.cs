namespace Kalshi.Trading.Identity;

/// <summary>The JSON types, with whole numbers told from floats as Python tells them.</summary>
public enum PayloadKind
{
    Null,
    Boolean,
    Whole,
    Real,
    Text,
    List,
    Dictionary,
}
