/** To the clipboard, as words or as a picture. */

/** @throws where the browser doesn't let the page write to the clipboard */
export const copyText = (text: string): Promise<void> =>
  navigator.clipboard.writeText(text);

/**
 * Copies a picture on screen at its full size, as PNG: the one kind that every clipboard takes.
 * @throws where the browser doesn't let the page write pictures to the clipboard
 */
export async function copyPicture(
  picture: HTMLImageElement | null,
): Promise<void> {
  if (!picture) throw new RangeError("no picture is on screen yet");
  // The promise goes in unresolved: the browser wants the write within the click.
  await navigator.clipboard.write([
    new ClipboardItem({ "image/png": pngOf(picture) }),
  ]);
}

async function pngOf(picture: HTMLImageElement): Promise<Blob> {
  await picture.decode();
  const { naturalWidth, naturalHeight } = picture;
  const canvas = new OffscreenCanvas(naturalWidth, naturalHeight);
  canvas.getContext("2d")?.drawImage(picture, 0, 0);
  return canvas.convertToBlob({ type: "image/png" });
}
