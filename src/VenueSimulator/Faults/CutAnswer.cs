namespace Kalshi.VenueSimulator;

/// <summary>An answer that announces its whole length and breaks off in the middle.</summary>
sealed class CutAnswer(IResult whole) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var wire = httpContext.Response.Body;
        using var body = new MemoryStream();
        httpContext.Response.Body = body;
        await whole.ExecuteAsync(httpContext);
        httpContext.Response.Body = wire;

        httpContext.Response.ContentLength = body.Length;
        await wire.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length / 2), httpContext.RequestAborted);
        await wire.FlushAsync(httpContext.RequestAborted);
        httpContext.Abort();
    }
}
