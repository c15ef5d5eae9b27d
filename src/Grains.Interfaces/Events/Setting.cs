namespace Kalshi.Grains.Events;

/// <summary>A setting and its value, by the names of docs/configuration.md.</summary>
[GenerateSerializer, Immutable, Alias("kalshi.setting")]
public readonly record struct Setting([property: Id(0)] string Name, [property: Id(1)] string Value);
