/** What was measured, as files: all of it as JSON, the captions as CSV, the plot as a picture. */
import { Download } from "lucide-react";
import type { RefObject } from "react";
import type { Evaluation } from "../engine/messages";
import { download } from "./download";
import { t } from "./language";
import { csvOf, pngOf, svgOf } from "./save-evaluation";

interface Props {
  readonly evaluation: Evaluation;
  readonly plot: RefObject<SVGSVGElement | null>;
}

export function DownloadButtons({ evaluation, plot }: Props) {
  const name = evaluation.file.replace(/\.\w+$/, "");
  const picture = (
    draw: (svg: SVGSVGElement) => Promise<Blob>,
    ending: string,
  ) => {
    if (plot.current)
      void draw(plot.current).then((blob) => {
        download(blob, `${name}-recall.${ending}`);
      });
  };
  return (
    <div className="actions downloads">
      <button
        type="button"
        onClick={() => {
          const json = JSON.stringify(evaluation, null, 2);
          download(
            new Blob([json], { type: "application/json" }),
            `${name}-recall.json`,
          );
        }}
      >
        <Download aria-hidden /> {t("Download JSON")}
      </button>
      <button
        type="button"
        onClick={() => {
          download(
            new Blob([csvOf(evaluation)], { type: "text/csv" }),
            `${name}-recall.csv`,
          );
        }}
      >
        <Download aria-hidden /> {t("Download CSV")}
      </button>
      <button
        type="button"
        onClick={() => {
          picture((svg) => Promise.resolve(svgOf(svg)), "svg");
        }}
      >
        <Download aria-hidden /> {t("Download SVG")}
      </button>
      <button
        type="button"
        onClick={() => {
          picture(pngOf, "png");
        }}
      >
        <Download aria-hidden /> {t("Download PNG")}
      </button>
    </div>
  );
}
