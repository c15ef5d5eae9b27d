namespace Kalshi.Grains.Events;

/// <summary>The strategy's settings from one start of the silo on, defaults included: what a replay decides with.</summary>
/// <param name="StartId">Of the start.</param>
/// <param name="Ts">Unix seconds.</param>
/// <param name="Build">Version and commit of the program.</param>
[GenerateSerializer, Immutable, Alias("kalshi.settings_in_force")]
public sealed record SettingsInForce(
    [property: Id(0)] string StartId,
    [property: Id(1)] string ProductId,
    [property: Id(2)] long Ts,
    [property: Id(3)] string Build,
    [property: Id(4)] IReadOnlyList<Setting> Settings) : DomainEvent
{
    public override string EventType => "settings_in_force";
    public override string Key => ProductId;
    public override long Timestamp => Ts;
}
