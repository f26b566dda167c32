/** A video -> one of its frames, upright. The library that takes videos apart is loaded with the first one; the browser decodes. */
import { FailureError } from "../failures";
import { onDemand } from "./on-demand";

/** Videos often start black, or with a hand that finds its hold. */
const share = 1 / 3;
/** A longer look into a film would read much of it from the disk. */
const latestSeconds = 10;

/**
 * Decodes the frame at a third of a video, or after ten seconds.
 * @throws FailureError unsupported-photo where the browser has no decoder for it; Error where it is damaged
 */
export async function decodeVideoFrame(
  blob: Blob,
  path: string,
): Promise<ImageBitmap> {
  const { ALL_FORMATS, BlobSource, CanvasSink, Input } = await onDemand(
    import("mediabunny"),
  );
  const input = new Input({
    source: new BlobSource(blob),
    formats: ALL_FORMATS,
  });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track) throw new FailureError({ kind: "not-a-photo", path });
    if (!(await track.canDecode())) {
      const codec = await track.getCodecParameterString();
      throw new FailureError({
        kind: "unsupported-photo",
        path,
        reason: `video in ${codec ?? "an unknown codec"}`,
      });
    }
    const firstSeconds = await track.getFirstTimestamp();
    const endSeconds = await track.computeDuration();
    const afterSeconds = Math.min(
      latestSeconds,
      (endSeconds - firstSeconds) * share,
    );
    const frame = await new CanvasSink(track).getCanvas(
      firstSeconds + afterSeconds,
    );
    if (!frame) throw new Error("no frame could be decoded");
    return await createImageBitmap(frame.canvas);
  } finally {
    input.dispose();
  }
}
