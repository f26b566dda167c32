/** Larger, smaller, whole: over the large photo, for those without a wheel or with one finger. */
import { Maximize, ZoomIn, ZoomOut } from "lucide-react";
import { t } from "./language";
import { zoomStep, type Zoom } from "./use-zoom";
import { largestScale } from "./zoom";

export function ZoomButtons({ zoom }: { readonly zoom: Zoom }) {
  const { scale } = zoom.view;
  return (
    <div className="zoom-buttons" role="group" aria-label={t("Zoom")}>
      <button
        type="button"
        title={t("Zoom out")}
        aria-disabled={scale <= 1}
        onClick={() => {
          zoom.zoomBy(1 / zoomStep);
        }}
      >
        <ZoomOut aria-hidden />
        <span className="sr-only">{t("Zoom out")}</span>
      </button>
      <button
        type="button"
        title={t("Zoom in")}
        aria-disabled={scale >= largestScale}
        onClick={() => {
          zoom.zoomBy(zoomStep);
        }}
      >
        <ZoomIn aria-hidden />
        <span className="sr-only">{t("Zoom in")}</span>
      </button>
      <button
        type="button"
        title={t("Show the whole photo")}
        aria-disabled={scale <= 1}
        onClick={zoom.showWhole}
      >
        <Maximize aria-hidden />
        <span className="sr-only">{t("Show the whole photo")}</span>
      </button>
    </div>
  );
}
