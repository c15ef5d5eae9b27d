using System.Text;

namespace Kalshi.Venues.Tests;

public class Captures_parse_without_a_rest
{
    [RecordingsFact]
    public void Every_frame_of_every_capture_is_a_typed_message_and_no_field_is_unexplained()
    {
        var reader = new KalshiFrameReader(new MarketTable());
        var frames = 0;
        foreach (var file in Recording.Files)
            foreach (var (frame, receivedAtMs) in Recording.Frames(file))
            {
                frames++;
                var message = reader.Read(frame, "capture", receivedAtMs);
                Assert.False(message is MalformedFrame, $"{Path.GetFileName(file)}: {(message as MalformedFrame)?.Reason}: {Encoding.UTF8.GetString(frame)}");
            }
        Assert.True(frames > 0, "the captures hold no frame");
        Assert.Equal(0, reader.UnknownFields);
        Assert.Equal(0, reader.UnknownTypes);
    }
}
