namespace Kalshi.Venues;

/// <summary>When the venue trades.</summary>
/// <param name="Hours">Standing hours, each from its start to its end.</param>
/// <param name="Maintenance">Announced interruptions.</param>
public sealed record ExchangeSchedule(IReadOnlyList<WeeklyHours> Hours, IReadOnlyList<MaintenanceWindow> Maintenance);

/// <summary>Trading hours of a week, valid between two times (Unix seconds).</summary>
public sealed record WeeklyHours(long StartTs, long EndTs, IReadOnlyList<TradingHours> Sessions);

/// <summary>One session of a weekday, in US Eastern Time.</summary>
/// <param name="Close">Midnight is the end of the day.</param>
public sealed record TradingHours(DayOfWeek Day, TimeOnly Open, TimeOnly Close);

/// <summary>Unix seconds.</summary>
public sealed record MaintenanceWindow(long StartTs, long EndTs);
