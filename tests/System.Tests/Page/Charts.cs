using Microsoft.Playwright;

namespace Kalshi.System.Tests.Page;

/// <summary>What has been painted on a tile's charts.</summary>
static class Charts
{
    // Edges of lines are softened by transparency, and their colour is rounded with it.
    const string Painted = """
        ([tile, names]) => {
          const paint = new OffscreenCanvas(1, 1).getContext('2d');
          const style = getComputedStyle(document.documentElement);
          const colours = names.map((name) => {
            paint.fillStyle = style.getPropertyValue(name);
            paint.fillRect(0, 0, 1, 1);
            return paint.getImageData(0, 0, 1, 1).data;
          });
          const pictures = [...document.querySelectorAll(`${tile} canvas`)]
            .map((canvas) => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data);
          const near = (data, at, colour) => data[at + 3] > 100 && [0, 1, 2].every((i) => Math.abs(data[at + i] - colour[i]) < 6);
          return colours.every((colour) => pictures.some((data) => {
            for (let at = 0; at < data.length; at += 4) {
              if (near(data, at, colour))
                return true;
            }
            return false;
          }));
        }
        """;

    /// <summary>Waits until each of these colours, named by their CSS properties, is to be seen.</summary>
    internal static Task UntilPaintedAsync(IPage page, string tile, params string[] colours) =>
        page.WaitForFunctionAsync(Painted, new object[] { tile, colours }, new() { PollingInterval = 500 });
}
