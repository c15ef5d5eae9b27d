namespace Kalshi.Silo.Hosting;

static class GrainHost;
