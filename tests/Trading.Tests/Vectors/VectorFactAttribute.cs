namespace Kalshi.Trading.Tests.Vectors;

/// <summary>A fact that needs the reference vectors, and says so where they are not.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class VectorFactAttribute : FactAttribute
{
    public VectorFactAttribute()
    {
        if (!VectorFolder.Exists)
            Skip = $"no reference vectors at {VectorFolder.Path}; set KALSHI_VECTORS";
    }
}
