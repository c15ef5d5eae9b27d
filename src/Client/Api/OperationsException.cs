namespace Kalshi.Client.Api;

/// <summary>The silo could not do what was asked; the message is for the operator.</summary>
sealed class OperationsException(string message) : Exception(message);
