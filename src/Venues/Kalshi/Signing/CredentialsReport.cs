namespace Kalshi.Venues;

/// <summary>Result of a <see cref="CredentialsSelfTest"/>.</summary>
/// <param name="ClockSkew">Our clock minus the venue's, to the second; null when the venue did not say its time.</param>
/// <param name="Explanation">What to look at. Never holds anything of the key.</param>
public sealed record CredentialsReport(CredentialsFault Fault, TimeSpan? ClockSkew, string Explanation);
