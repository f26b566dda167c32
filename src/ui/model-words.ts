/** The sentences of the Models page. */
import type { DownloadProgress, FoundModel, Running } from "../engine/messages";
import { t } from "./language";
import { list, timeLeft } from "./words";

/** "WebGPU, fp16"; a tower is loaded when it is first needed. */
export const runningWords = (tower: Running | null): string =>
  tower === null
    ? t("not loaded yet on this visit")
    : `${tower.device === "webgpu" ? "WebGPU" : "WASM"}, ${tower.dtype}`;

/** What the models on the web are called; what is in a ZIP is not known before. */
export const foundTitle = ({ models }: FoundModel): string =>
  models.length > 0 ? list(models.map(({ title }) => title)) : t("A ZIP");

/** "12.3 MB of 43.5 MB, 28 %, about 20 s left". */
export function fetchWords(
  { doneBytes: before, sizeBytes: size }: FoundModel,
  progress: DownloadProgress | null,
): string {
  if (progress?.phase === "testing")
    return t("{{size, megabytes}}, all here", { size });
  const done = progress?.doneBytes ?? before;
  const left = timeLeft(size - done, progress?.bytesPerSecond ?? 0);
  const percent = Math.floor((100 * done) / Math.max(1, size));
  const values = { done, size, percent, left };
  return left === ""
    ? t("{{done, megabytes}} of {{size, megabytes}}, {{percent}} %", values)
    : t(
        "{{done, megabytes}} of {{size, megabytes}}, {{percent}} %, {{left}}",
        values,
      );
}
