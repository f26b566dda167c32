/** Turns and mirrors a picture upright, where neither the browser nor a decoder did. */

/** Where the picture's right (a, b) and down (c, d) point to, by Exif orientation; 1 is upright. */
const turns: Readonly<
  Record<number, readonly [a: number, b: number, c: number, d: number]>
> = {
  2: [-1, 0, 0, 1],
  3: [-1, 0, 0, -1],
  4: [1, 0, 0, -1],
  5: [0, 1, 1, 0],
  6: [0, 1, -1, 0],
  7: [0, -1, -1, 0],
  8: [0, -1, 1, 0],
};

/** Closes the picture where it gives another one. */
export function turnUpright(
  picture: ImageBitmap,
  orientation: number,
): ImageBitmap {
  const turn = turns[orientation];
  if (!turn) return picture;
  const [a, b, c, d] = turn;
  const { width, height } = picture;
  const canvas =
    a === 0
      ? new OffscreenCanvas(height, width)
      : new OffscreenCanvas(width, height);
  // A side that points left or up is moved back onto the canvas.
  const left = a + c < 0 ? canvas.width : 0;
  const top = b + d < 0 ? canvas.height : 0;
  const context = canvas.getContext("2d");
  context?.setTransform(a, b, c, d, left, top);
  context?.drawImage(picture, 0, 0);
  picture.close();
  return canvas.transferToImageBitmap();
}
