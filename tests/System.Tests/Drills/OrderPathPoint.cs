namespace Kalshi.System.Tests.Drills;

/// <summary>Where on an order's path the silo is killed.</summary>
enum OrderPathPoint
{
    /// <summary>The row with the intent is about to be written.</summary>
    BeforeIntent,

    /// <summary>The intent is stored; room for the order is about to be reserved.</summary>
    AfterIntent,

    /// <summary>Marked as sent, the request has left the process and never arrives.</summary>
    BeforeArrival,

    /// <summary>The venue has taken the order; its answer is on the way.</summary>
    AfterSend,

    /// <summary>The answer is read; nothing of it is stored yet, and the fills are being asked for.</summary>
    AfterAcknowledgement,

    /// <summary>The fill is in the account; neither the limits nor the order know that.</summary>
    MidFill,
}
