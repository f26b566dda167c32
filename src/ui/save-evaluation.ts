/** What was measured, as blobs. */
import Papa from "papaparse";
import type { Evaluation } from "../engine/messages";
import { plotMargin } from "./plot-scales";

/** A row a caption; two columns a model: the rank of the caption's photo, and the photo that is first. */
export const csvOf = ({ queries }: Evaluation): string =>
  Papa.unparse(
    queries.map(({ photo, text, ranks, first }) => ({
      photo,
      caption: text,
      ...ranks,
      ...Object.fromEntries(
        Object.entries(first).map(([model, path]) => [`${model} first`, path]),
      ),
    })),
  );

/** As it stands in the page, with a margin, in the colours of the light theme: those are the fallbacks of the page's own. */
export function svgOf(plot: SVGSVGElement): Blob {
  const { width, height } = plot.viewBox.baseVal;
  const [wider, higher] = [width + 2 * plotMargin, height + 2 * plotMargin];
  const picture = plot.cloneNode(true) as SVGSVGElement;
  picture.setAttribute(
    "viewBox",
    `${-plotMargin} ${-plotMargin} ${wider} ${higher}`,
  );
  picture.setAttribute("width", String(wider));
  picture.setAttribute("height", String(higher));
  const text = new XMLSerializer().serializeToString(picture);
  return new Blob([text.replaceAll(/var\(--[\w-]+, (#\w+)\)/g, "$1")], {
    type: "image/svg+xml",
  });
}

/** Wide enough for a page in print, however narrow the screen. */
const pngWidth = 1440;

export async function pngOf(svg: SVGSVGElement): Promise<Blob> {
  const { width, height } = svg.viewBox.baseVal;
  const ratio = (height + 2 * plotMargin) / (width + 2 * plotMargin);
  const pngHeight = Math.round(pngWidth * ratio);
  const url = URL.createObjectURL(svgOf(svg));
  try {
    const image = new Image(pngWidth, pngHeight);
    image.src = url;
    await image.decode();
    const canvas = new OffscreenCanvas(pngWidth, pngHeight);
    const context = canvas.getContext("2d");
    if (!context) throw new Error("the browser gave no canvas to draw on");
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: "image/png" });
  } finally {
    URL.revokeObjectURL(url);
  }
}
