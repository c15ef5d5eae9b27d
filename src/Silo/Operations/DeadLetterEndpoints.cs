using Kalshi.Bus;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;
using Kalshi.Grains;
using Kalshi.Grains.Events;
using Kalshi.Silo.Configuration;

namespace Kalshi.Silo.Operations;

/// <summary>Dead letters: to be looked at by everybody, and handled by whoever has the operator's token.</summary>
static class DeadLetterEndpoints
{
    const int MaxLetters = 1000;
    const int MaxWords = 1000;
    const string Scope = "dead_letters";

    internal static void AddDeadLetters(this IServiceCollection services)
    {
        services.AddSingleton(provider => new JetStreamClient(provider.GetRequiredService<NatsConnection>()));
        services.AddSingleton<DeadLetterReader>();
        services.AddSingleton<DeadLetterDesk>();
    }

    internal static void MapDeadLetters(this WebApplication app)
    {
        var token = new OperationsToken(app.Services.GetRequiredService<SiloOptions>().OperationsToken);
        var api = app.MapGroup("/api/dlq");
        api.MapGet("", ListAsync);
        api.MapGet("/{sequence:long}", async (DeadLetterReader letters, long sequence, CancellationToken stop) =>
            await letters.FindAsync(sequence, stop) is { } letter
                ? Results.Ok(DeadLetterView.Of(letter))
                : Results.Problem($"there is no dead letter {sequence} (any more)", statusCode: StatusCodes.Status404NotFound));
        api.MapPost("/{sequence:long}/replay", ReplayAsync).AddEndpointFilter(token.RequireAsync);
        api.MapPost("/{sequence:long}/ack", AcknowledgeAsync).AddEndpointFilter(token.RequireAsync);
    }

    static async Task<IResult> ListAsync(DeadLetterReader letters, int? last, bool? open, CancellationToken stop) =>
        last is < 1 or > MaxLetters
            ? Results.Problem($"last {last} is not 1 to {MaxLetters}", statusCode: StatusCodes.Status400BadRequest)
            : Results.Ok((await letters.ListAsync(last ?? 20, open ?? false, stop)).Select(l => DeadLetterView.Of(l).Shortened()));

    static Task<IResult> ReplayAsync(
        long sequence, HandlingRequest request, DeadLetterDesk desk, IEventRecorder recorder, VenueClock clock, CancellationToken stop) =>
        HandleAsync(sequence, request, desk, recorder, clock, "dead_letter_replay", DeadLetterMark.Replayed, letter =>
        {
            // Before the record says that it was tried.
            _ = DeadLetterDesk.Read(letter);
            return () => desk.ReplayAsync(letter, request.Actor!, request.Reason!, stop);
        }, stop);

    static Task<IResult> AcknowledgeAsync(
        long sequence, HandlingRequest request, DeadLetterDesk desk, IEventRecorder recorder, VenueClock clock, CancellationToken stop) =>
        HandleAsync(sequence, request, desk, recorder, clock, "dead_letter_ack", DeadLetterMark.Acknowledged,
            letter => () => desk.AcknowledgeAsync(letter, request.Actor!, request.Reason!, stop), stop);

    /// <summary>Who and why is in the record before anything is done.</summary>
    static async Task<IResult> HandleAsync(
        long sequence, HandlingRequest request, DeadLetterDesk desk, IEventRecorder recorder, VenueClock clock, string action, string disposition,
        Func<DeadLetter, Func<Task>> prepare, CancellationToken stop)
    {
        if (request.Fault() is { } fault)
            return Results.Problem(fault, statusCode: StatusCodes.Status400BadRequest);
        try
        {
            var handle = prepare(await desk.OpenAsync(sequence, stop));
            await recorder.RecordAsync(
                [new OperatorAction($"dead_letter:{sequence}:{action}:{clock.Now.ToUnixTimeMilliseconds()}", Scope, clock.NowTs, action, request.Actor!, $"{sequence}: {request.Reason}")],
                stop);
            await handle();
            return Results.Ok(new { sequence, disposition, request.Actor, request.Reason });
        }
        catch (DeadLetterException e)
        {
            return Results.Problem(e.Message, statusCode: e.IsMissing ? StatusCodes.Status404NotFound : StatusCodes.Status409Conflict);
        }
        catch (Exception e) when (e is NatsException or EventNotRecordedException)
        {
            return Results.Problem($"the bus did not take it, nothing was marked: {e.Message}", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>Who handles a letter, and why.</summary>
    internal sealed record HandlingRequest(string? Actor, string? Reason)
    {
        internal string? Fault() =>
            string.IsNullOrWhiteSpace(Reason) ? "a reason is needed; it stays in the audit trail"
            : string.IsNullOrWhiteSpace(Actor) ? "an actor is needed: who is doing this"
            : Reason.Length > MaxWords || Actor.Length > MaxWords ? $"actor and reason may have {MaxWords} characters each"
            : null;
    }
}
