/** How large a picture must be for what is made of it. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size that pixels are resampled to, for an upright photo of this size. */
export type Target = (width: number, height: number) => Size;

export interface Picture extends Size {
  /** Upright, and shrunk at most as far as resampling allows; `width` and `height` are the photo's own. */
  readonly bitmap: ImageBitmap;
}

/**
 * The browser shrinks a decoded picture to four times the target, and Pillow's bicubic does the rest: measured on real
 * photos, vectors then agree with Pillow's to 0.999 and better, at half the time of resampling from full size.
 */
const oversampling = 4;

/** Shrinks a whole picture, and closes it. It tells its size better than any header, which may not know of a rotation. */
export async function shrunk(
  whole: ImageBitmap,
  target: Target,
): Promise<Picture> {
  const { width, height } = whole;
  const to = target(width, height);
  const resizeWidth = Math.min(width, Math.ceil(to.width * oversampling));
  const resizeHeight = Math.min(height, Math.ceil(to.height * oversampling));
  if (resizeWidth === width && resizeHeight === height)
    return { bitmap: whole, width, height };
  try {
    const bitmap = await createImageBitmap(whole, {
      resizeWidth,
      resizeHeight,
      resizeQuality: "high",
    });
    return { bitmap, width, height };
  } finally {
    whole.close();
  }
}
