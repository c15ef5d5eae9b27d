namespace Kalshi.Simulation.Faults;

/// <summary>What the outside world failed with.</summary>
sealed class SimulatedFaultException(string message) : IOException(message);
