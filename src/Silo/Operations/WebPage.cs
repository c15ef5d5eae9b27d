namespace Kalshi.Silo.Operations;

/// <summary>The operator's page: built from src/Page, static files that talk to the operations API, and to nothing else.</summary>
static class WebPage
{
    const string Policy = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    // The Orleans Dashboard, which is not ours, writes its styles into the page.
    const string DashboardPolicy = Policy + "; style-src 'self' 'unsafe-inline'; font-src 'self' data:";

    internal static void UseWebPage(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/orleans") ? DashboardPolicy : Policy;
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers["Referrer-Policy"] = "no-referrer";
            return next(context);
        });
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = Caching(file.Context.Request.Path) });
    }

    // What the build put under assets/ has its hash in its name; everything else is asked for again each time.
    static string Caching(PathString path) => path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";
}
