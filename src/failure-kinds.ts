/** Every way a step can fail, as one union. */

/** A failure of one photo is data: stored, counted, shown by name. */
export type PhotoFailure =
  | { readonly kind: "not-a-photo"; readonly path: string }
  | { readonly kind: "empty-photo"; readonly path: string }
  | { readonly kind: "corrupt-photo"; readonly path: string }
  /** `reason` is what the decoder says. */
  | {
      readonly kind: "unsupported-photo";
      readonly path: string;
      readonly reason: string;
    }
  | { readonly kind: "no-preview"; readonly path: string }
  | { readonly kind: "decoder-stopped"; readonly path: string }
  /** Of one image tower, known by its revision; another may have encoded it. */
  | {
      readonly kind: "no-vector";
      readonly path: string;
      readonly revision: string;
    }
  | {
      readonly kind: "oversized-photo";
      readonly path: string;
      readonly width: number;
      readonly height: number;
    }
  | {
      readonly kind: "unreadable-photo";
      readonly path: string;
      readonly reason: string;
    };

export type Failure =
  | PhotoFailure
  | { readonly kind: "insecure-address" }
  | { readonly kind: "no-webgpu" }
  | { readonly kind: "no-adapter" }
  | { readonly kind: "software-adapter"; readonly adapter: string }
  | { readonly kind: "device-forced"; readonly device: string }
  | { readonly kind: "webgpu-required"; readonly reason: string }
  | { readonly kind: "webgpu-failed"; readonly reason: string }
  | { readonly kind: "webgpu-restarted"; readonly reason: string }
  | {
      readonly kind: "self-test";
      readonly tower: string;
      readonly dtype: string;
      readonly maxError: number;
    }
  | {
      readonly kind: "model-file";
      readonly file: string;
      readonly reason: string;
    }
  | { readonly kind: "manifest"; readonly reason: string }
  /** `file` and `reason` make a clause: "manifest.json" "is missing". */
  | {
      readonly kind: "model-refused";
      readonly file: string;
      readonly reason: string;
    }
  | { readonly kind: "model-known"; readonly id: string }
  | { readonly kind: "model-no-room"; readonly sizeBytes: number }
  | { readonly kind: "model-store"; readonly reason: string }
  | { readonly kind: "model-busy" }
  | { readonly kind: "remote-address"; readonly address: string }
  | { readonly kind: "remote-silent"; readonly host: string }
  | {
      readonly kind: "remote-missing";
      readonly file: string;
      readonly host: string;
    }
  | {
      readonly kind: "remote-private";
      readonly file: string;
      readonly host: string;
      readonly status: number;
    }
  | {
      readonly kind: "remote-answer";
      readonly file: string;
      readonly host: string;
      readonly status: number;
    }
  | {
      readonly kind: "remote-page";
      readonly file: string;
      readonly host: string;
    }
  | {
      readonly kind: "remote-no-size";
      readonly file: string;
      readonly host: string;
    }
  | { readonly kind: "remote-no-manifest"; readonly repository: string }
  | { readonly kind: "download-lost"; readonly host: string }
  | { readonly kind: "download-gone" }
  | {
      readonly kind: "stored-file";
      readonly file: string;
      readonly reason: string;
    }
  | { readonly kind: "folder-gone"; readonly folder: string }
  | {
      readonly kind: "folder-emptied";
      readonly folder: string;
      readonly missing: number;
      readonly known: number;
    }
  /** Of sub-folders and photos that are there and can't be looked at. */
  | {
      readonly kind: "sub-folders-unseen";
      readonly folder: string;
      readonly places: number;
      readonly first: string;
    }
  | { readonly kind: "permission"; readonly folder: string }
  | { readonly kind: "no-photos"; readonly folder: string }
  /** Told before a run: of so many photos that it would store, about so many fit. */
  | {
      readonly kind: "storage-short";
      readonly photos: number;
      readonly fit: number;
      readonly neededBytes: number;
      readonly freeBytes: number;
    }
  | {
      readonly kind: "storage-full";
      readonly done: number;
      readonly total: number;
    }
  | { readonly kind: "no-room" }
  /** `reason` is what the reader of the file says. */
  | {
      readonly kind: "backup-damaged";
      readonly file: string;
      readonly reason: string;
    }
  | { readonly kind: "backup-newer"; readonly file: string }
  | {
      readonly kind: "backup-no-room";
      readonly file: string;
      readonly sizeBytes: number;
    }
  | { readonly kind: "backup-unwritten"; readonly reason: string }
  | { readonly kind: "backup-busy" }
  | { readonly kind: "folder-restored"; readonly folder: string }
  | { readonly kind: "index-unavailable"; readonly reason: string }
  | { readonly kind: "index-outdated" }
  /** Of the page itself: a worker, or a library that is loaded on demand. */
  | { readonly kind: "script-missing" }
  | {
      readonly kind: "captions-unreadable";
      readonly file: string;
      readonly reason: string;
    }
  | { readonly kind: "captions-of-others"; readonly file: string }
  | { readonly kind: "captions-waiting"; readonly file: string }
  | { readonly kind: "query-cancels" }
  | { readonly kind: "query-photo-gone"; readonly name: string }
  | { readonly kind: "query-picture-gone"; readonly name: string }
  | { readonly kind: "copy-refused" }
  | { readonly kind: "unexpected"; readonly reason: string };
