/** Failures as they are thrown and told: every kind has its sentence. */
import type { Failure } from "./failure-kinds";

export type * from "./failure-kinds";

/** Carries a failure through code that throws. */
export class FailureError extends Error {
  constructor(readonly failure: Failure) {
    super(englishFor(failure));
    this.name = "FailureError";
  }
}

/** Any thrown value as a failure; what nobody foresaw keeps its message. */
export function failureOf(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  if (isQuota(error)) return { kind: "no-room" };
  return {
    kind: "unexpected",
    reason:
      error instanceof Error ? error.message || error.name : String(error),
  };
}

/** The abort of a signal is a wish, not a failure. */
export const isAbort = (error: unknown) =>
  error instanceof DOMException && error.name === "AbortError";

/** The disk, or the browser's share of it, is full. */
export const isQuota = (error: unknown) =>
  error instanceof DOMException && error.name === "QuotaExceededError";

/**
 * What happened and the way out, in plain words; the page puts them into its language. What stands in braces is a field
 * of the failure, after a comma how it is written: see `t` in ui/language.ts.
 */
export const sentences: Readonly<Record<Failure["kind"], string>> = {
  "not-a-photo":
    "{{path}} is not a picture, whatever its name says. It was skipped.",
  "empty-photo":
    "{{path}} is empty (0 bytes). It was skipped; copy it again from where it came.",
  "corrupt-photo":
    "{{path}} is damaged or cut short and could not be decoded. It was skipped; copy it again from where it came.",
  "unsupported-photo":
    "{{path}} is stored in a way that can't be decoded here ({{reason}}). It was skipped; save a copy as JPEG or PNG.",
  "no-preview":
    "{{path}} is a RAW file with no usable preview inside (a JPEG of at least 512 pixels on its short side). It was skipped; save a copy as JPEG.",
  "decoder-stopped":
    "The decoder stopped at {{path}} or took too long. It was skipped; open it in another program and save a new copy.",
  "no-vector":
    "The image tower gave no usable numbers for {{path}}. It was skipped; try again, with another model or on the processor (?device=wasm).",
  "oversized-photo":
    "{{path}} is too large to decode here ({{width}} x {{height}} pixels). It was skipped; save a smaller copy.",
  "unreadable-photo":
    "{{path}} could not be read ({{reason}}). Index the folder again once it is back.",
  "insecure-address":
    "This address is not secure (https or localhost), so the browser withholds WebGPU, folder handles, threads and offline use. Everything still works, slower, and the folder must be picked again after each visit.",
  "no-webgpu":
    "This browser has no WebGPU, so photos are encoded with WASM on the processor, which is slower.",
  "no-adapter":
    "The browser found no graphics adapter for WebGPU, so photos are encoded with WASM on the processor, which is slower.",
  "software-adapter":
    "The only WebGPU adapter ({{adapter}}) is an emulation on the processor, slower than WASM, so WASM is in use.",
  "device-forced": "The address asks for {{device}} (?device={{device}}).",
  "webgpu-required":
    "The address asks for WebGPU (?device=webgpu), but {{reason}}. Remove that part of the address to encode photos on the processor.",
  "webgpu-failed":
    "WebGPU stopped working ({{reason}}), so photos are encoded with WASM on the processor, which is slower. Reload the page to try WebGPU again.",
  "webgpu-restarted":
    "WebGPU stopped working ({{reason}}) and was started again. No photo was left out.",
  "self-test":
    "The {{tower}} gave wrong numbers in {{dtype}} (off by {{maxError, precision}}), so that way of running it is not used.",
  "model-file":
    "The model file {{file}} could not be loaded ({{reason}}). Check the connection and reload the page.",
  manifest:
    "models/manifest.json does not describe usable models: {{reason}}. Export the models again.",
  "model-refused":
    "{{file}} {{reason}}. The model was not added and nothing of it was kept; export it again and add the whole folder.",
  "model-known":
    "A model with the id “{{id}}” is installed already. Remove that one first, or export the new one under another id.",
  "model-no-room":
    "The browser has no room for this model (a file of {{sizeBytes, megabytes}} did not fit). Nothing of it was kept; free some disk space or remove another model, then add it again.",
  "model-store":
    "The browser keeps no files for this page ({{reason}}), so models can't be added. Private windows and insecure addresses forbid it: try a normal window.",
  "model-busy":
    "A model is being added or removed already, perhaps in another tab of this page. Wait until that is done, then try again.",
  "remote-address":
    "“{{address}}” is neither an address (https://…) nor a Hugging Face id. Write owner/name, owner/name@revision, or the address of a model’s folder, its manifest.json or a ZIP of it.",
  "remote-silent":
    "{{host}} can’t be reached, or it does not let web pages read its files (no Access-Control-Allow-Origin header). Check the address and the connection; or download the model’s folder yourself and choose it here.",
  "remote-missing":
    "{{host}} has no {{file}}. Check the address, or ask whoever put the model there.",
  "remote-private":
    "{{host}} does not give {{file}} to everybody ({{status}}): it does not exist, or one must sign in for it. Download the model’s folder there yourself and choose it here.",
  "remote-answer":
    "{{host}} answered {{status}} when asked for {{file}}. Try again later.",
  "remote-page":
    "{{host}} sent something else in place of {{file}}, most likely a web page. Check that the address is that of a model’s folder and not of a page about it.",
  "remote-no-size":
    "{{host}} does not tell how large {{file}} is, so its download can’t be checked or taken up again. Download the model’s folder yourself and choose it here.",
  "remote-no-manifest":
    "{{repository}} has no manifest.json there, so it was not written by this project’s exporter, and the app can’t tell its image and text towers nor test them. Run python -m tulip_modeling import hf:{{repository}} --id NAME --out FOLDER, and choose the folder that it writes.",
  "download-lost":
    "The connection to {{host}} was lost. What arrived is kept: go on when you are connected again.",
  "download-gone":
    "This download is no longer there; another tab of this page may have discarded it. Look the model up again.",
  "stored-file":
    "The file {{file}} of an added model can't be read ({{reason}}). Remove the model and add it again.",
  "folder-gone":
    "The folder “{{folder}}” can't be found. Plug its disk in again, or choose the folder anew; its index is kept.",
  "folder-emptied":
    "{{missing}} of {{known}} photos in “{{folder}}” are gone. Is its disk unplugged? Nothing was removed from the index.",
  "sub-folders-unseen":
    "Some of “{{folder}}” can't be opened, such as “{{first}}” ({{places}} in all). What is known of it is kept; check that it may be read, then index again.",
  permission:
    "The browser may not read “{{folder}}” any more. Press Reconnect to allow it again; its index is kept.",
  "no-photos":
    "There are no photos in “{{folder}}” (JPEG, PNG, WebP, GIF, AVIF, HEIC, TIFF, BMP or RAW). Choose another folder.",
  "storage-short":
    "There may be room for only about {{fit}} of {{photos}} photos: they need about {{neededBytes, megabytes}}, and {{freeBytes, megabytes}} are free. The newest are indexed first, until it is full; for the rest, free some disk space, or remove folders or models here.",
  "storage-full":
    "The browser's storage is full: {{done}} of {{total}} photos are stored and can be searched. Free some disk space, or remove folders or models here, then try again; the rest is indexed then.",
  "no-room":
    "The browser's storage is full, so this could not be stored. What was stored before stays; free some disk space, or remove folders or models here, then try again.",
  "backup-damaged":
    "{{file}} is cut short, damaged or no backup of this app ({{reason}}). Nothing of it was restored, and what is here stays as it was; try another copy.",
  "backup-newer":
    "{{file}} was saved by a newer version of this app. Nothing of it was restored; reload the page to get that version, then try again.",
  "backup-no-room":
    "The browser has no room for {{file}} ({{sizeBytes, megabytes}}). Nothing of it was restored; free some disk space, then try again.",
  "backup-unwritten":
    "The backup could not be written ({{reason}}). Choose another place, or free some disk space there.",
  "backup-busy":
    "A backup is being restored already, perhaps in another tab of this page. Wait until that is done, then try again.",
  "folder-restored":
    "“{{folder}}” comes from a backup and can be searched. Choose the folder itself to see its photos large and to find what is new; nothing is encoded again.",
  "index-unavailable":
    "The browser's database can't be opened ({{reason}}). Private windows may forbid it: try a normal one.",
  "index-outdated":
    "Another tab of this page is newer than this one. Reload this tab.",
  "copy-refused":
    "The browser did not let this page copy. Allow the clipboard in its site settings, or open the page at https or localhost.",
  "script-missing":
    "A part of this page could not be loaded; a newer version may have taken its place. Reload the page; the index is kept.",
  "captions-unreadable":
    "{{file}} can't be read as captions: {{reason}}. A CSV needs columns “photo” and “caption”; JSON lines need fields of these names.",
  "captions-of-others":
    "None of the photos that {{file}} names is in the index. Photos are found by their file names: index their folder first.",
  "captions-waiting":
    "Not every compared model has encoded the photos that {{file}} names yet. Have them encoded first, or compare other models.",
  "query-cancels":
    "What you are looking for and what you are not cancel each other out, so nothing is left to rank by. Change a weight or remove a part.",
  "query-photo-gone":
    "{{name}} is not in the index for every model any more, so photos can't be compared with it. Remove it from the query, or index its folder again.",
  "query-picture-gone":
    "{{name}} was only kept until the page was closed. Remove it from the query, or drop it on the description again.",
  unexpected:
    "Something unforeseen happened: {{reason}}. Reload the page; the index is kept.",
};

/** The same in English, for logs and for those who are no page: numbers as they are. */
export const englishFor = (failure: Failure): string =>
  sentences[failure.kind].replace(/\{\{(\w+)[^}]*\}\}/g, (_, field: string) =>
    String(Object.entries(failure).find(([name]) => name === field)?.[1]),
  );
