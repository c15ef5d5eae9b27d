namespace Kalshi.VenueSimulator;

/// <summary>What every REST request passes: rate limit, signature where it is needed, and refusals as bodies.</summary>
static class RestPipeline
{
    internal const string CallerItem = "caller";

    sealed record SignatureRequired;

    internal static TBuilder RequireSignature<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new SignatureRequired());

    /// <summary>The key id that signed the request.</summary>
    internal static string Caller(this HttpContext context) => (string)context.Items[CallerItem]!;

    internal static void Use(RouteGroupBuilder api, RateLimiter limiter, Authenticator authenticator, FaultBoard faults) =>
        api.AddEndpointFilter(async (invocation, next) =>
        {
            var context = invocation.HttpContext;
            if (faults.Holding<RestStatus>() is { } broken)
                return ApiError.OfStatus(broken.Status);
            if (!limiter.TryTake(context.Request))
                return ApiError.TooManyRequests();
            if (context.GetEndpoint()?.Metadata.GetMetadata<SignatureRequired>() is not null)
            {
                if (authenticator.Check(context.Request, out var caller) is { } refusal)
                    return refusal;
                context.Items[CallerItem] = caller;
            }
            if (faults.Holding<ShortPages>() is { } pages)
                context.Items[QueryValues.PageItem] = pages.Items;
            try
            {
                var answer = await next(invocation);
                return faults.Holding<TruncatedAnswers>() is not null && answer is IResult whole ? new CutAnswer(whole) : answer;
            }
            catch (ApiErrorException e)
            {
                return e.Error;
            }
        });
}
