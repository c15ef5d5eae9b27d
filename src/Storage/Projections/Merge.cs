namespace Kalshi.Storage;

/// <summary>What a newer event does to a row.</summary>
enum Merge
{
    /// <summary>Every column takes the newer value, null included.</summary>
    Replace,

    /// <summary>Null in the newer event means "not said": the column keeps what it had.</summary>
    Fill,
}
