namespace Kalshi.Venues;

/// <summary>What a <see cref="CredentialsSelfTest"/> found.</summary>
public enum CredentialsFault
{
    /// <summary>The venue accepted a signed call.</summary>
    None,

    /// <summary>The key id is not known to the venue, or the private key does not belong to it.</summary>
    Key,

    /// <summary>Our clock differs too much from the venue's.</summary>
    Clock,

    /// <summary>The address is not the API's: what every version of it answers to anybody is not there.</summary>
    Path,

    /// <summary>The key belongs to the other environment.</summary>
    Environment,

    /// <summary>The venue cannot be reached, or does not work now: nothing is known about the key.</summary>
    Unreachable,
}
