namespace Kalshi.Silo.Ingest;

/// <summary>What reads the venues, for as long as this silo leads.</summary>
interface IIngest
{
    /// <summary>Ends when a part has ended; with its exception, if it had one.</summary>
    Task Ended { get; }

    Task StartAsync();

    /// <summary>Ends once everything that was read has reached the record.</summary>
    /// <exception cref="Exception">A part had ended by itself, of this.</exception>
    Task StopAsync();
}
