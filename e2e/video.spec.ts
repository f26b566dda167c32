/** Videos by one frame, where a person asks for them; a Live Photo is one photo. */
import { copyFileSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, somePhotos, test } from "./fixtures";
import { storedPhotos } from "./stored";

/** Records a second of plain colour, 320 x 240, as this browser does. */
async function recordClip(page: Page, type: string): Promise<Buffer> {
  const base64 = await page.evaluate(async (mimeType) => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [320, 240];
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const stopped = new Promise((resolve) => {
      recorder.onstop = resolve;
    });
    recorder.start();
    for (let frame = 0; frame < 10; frame++) {
      context.fillStyle = `rgb(200 ${String(frame)} 0)`;
      context.fillRect(0, 0, 320, 240);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    recorder.stop();
    await stopped;
    const bytes = await new Blob(parts).arrayBuffer();
    return btoa(String.fromCharCode(...new Uint8Array(bytes)));
  }, type);
  return Buffer.from(base64, "base64");
}

/** Chromium on Linux has no decoder for the codec that this names: HEVC. */
const asHevc = (mp4: Buffer) =>
  Buffer.from(
    mp4
      .toString("latin1")
      .replaceAll("avc1", "hvc1")
      .replaceAll("avcC", "hvcC"),
    "latin1",
  );

test("videos are left alone until somebody wants them, then shown by a frame; a Live Photo stays one photo", async ({
  app,
  page,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "tulip-videos-"));
  const [photo = ""] = somePhotos(1);
  copyFileSync(photo, join(folder, "IMG_1.jpg"));
  const mp4 = await recordClip(page, "video/mp4;codecs=avc1.42E01E");
  writeFileSync(join(folder, "IMG_1.MOV"), mp4);
  writeFileSync(join(folder, "clip.mp4"), mp4);
  writeFileSync(
    join(folder, "clip.webm"),
    await recordClip(page, "video/webm;codecs=vp8"),
  );
  writeFileSync(join(folder, "hevc.mp4"), asHevc(mp4));
  writeFileSync(join(folder, "broken.mov"), mp4.subarray(0, 60));
  await app.pick(folder);
  await app.ready();
  expect(await app.count("total")).toBe(1);

  await page.getByRole("button", { name: /^Library/ }).click();
  await page.getByLabel("Videos too, by one frame").check();
  await expect(app.status).toHaveAttribute("data-total", "5");
  await app.ready();
  const stored = await storedPhotos(page);
  for (const name of ["clip.mp4", "clip.webm"]) {
    const { state, width, height, look = [] } = stored[name] ?? {};
    expect({ state, width, height }, name).toEqual({
      state: "indexed",
      width: 320,
      height: 240,
    });
    // Red, in the colours of a lossy video.
    expect(look[0], name).toBeGreaterThan(170);
    expect(look[2], name).toBeLessThan(40);
  }
  expect(stored["hevc.mp4"]?.state).toBe("unsupported-photo");
  expect(stored["broken.mov"]?.state).toBe("not-a-photo");
  expect(stored["IMG_1.MOV"]).toBeUndefined();

  await page.getByLabel("Videos too, by one frame").uncheck();
  await expect(app.status).toHaveAttribute("data-total", "1");
});
