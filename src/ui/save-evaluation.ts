/** What was measured, as blobs. */
import { unparse } from "papaparse";
import type { Evaluation } from "../engine/messages";

/** A row a caption, a column a model with the rank of the caption's photo. */
export const csvOf = ({ queries }: Evaluation): string =>
  unparse(
    queries.map(({ photo, text, ranks }) => ({
      photo,
      caption: text,
      ...ranks,
    })),
  );

export const svgOf = (svg: SVGSVGElement): Blob =>
  new Blob([new XMLSerializer().serializeToString(svg)], {
    type: "image/svg+xml",
  });

/** Twice its size in pixels, on white. */
export async function pngOf(svg: SVGSVGElement): Promise<Blob> {
  const { width, height } = svg.viewBox.baseVal;
  const url = URL.createObjectURL(svgOf(svg));
  try {
    const image = new Image(2 * width, 2 * height);
    image.src = url;
    await image.decode();
    const canvas = new OffscreenCanvas(2 * width, 2 * height);
    const context = canvas.getContext("2d");
    if (!context) throw new Error("the browser gave no canvas to draw on");
    context.fillStyle = "white";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: "image/png" });
  } finally {
    URL.revokeObjectURL(url);
  }
}
