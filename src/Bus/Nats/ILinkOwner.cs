namespace Kalshi.Bus.Nats;

/// <summary>Takes messages on the reading loop: it must not block, and must copy what it keeps.</summary>
interface IMessageSink
{
    void OnMessage(in Frame frame);
}

/// <summary>Hears what happens to a session, on its loops.</summary>
interface ILinkOwner : IMessageSink
{
    /// <summary>The server forbids a subject to this client; the session goes on.</summary>
    void OnPermissionError(string text);

    /// <summary>The session takes nothing more.</summary>
    void OnEnded(NatsLink link);
}
