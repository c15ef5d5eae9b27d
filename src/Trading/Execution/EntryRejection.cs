namespace Kalshi.Trading.Execution;

/// <summary>Why an entry was refused: the reference's words (strategy.md section 11), in the order that they are looked for.</summary>
public static class EntryRejection
{
    public const string KillSwitchActive = "kill_switch_active";
    public const string MissingSide = "missing_side";
    public const string PositionOpen = "position_open";
    public const string PositionOpenOppositeSide = "position_open_opposite_side";
    public const string CooldownActive = "cooldown_active";
    public const string MaxOpenPositions = "max_open_positions";
    public const string EntryPriceOutOfBand = "entry_price_out_of_band";
}
