/** The parts of a backup, each checked before anybody sees it. */
import {
  BlobReader,
  configure,
  Uint8ArrayWriter,
  ZipReader,
  type FileEntry,
} from "@zip.js/zip.js/lib/zip-core.js";
import * as v from "valibot";
import { FailureError } from "../failures";
import { indexVersion } from "../open-index";
import {
  backupVersion,
  contentsName,
  contentsSchema,
  headName,
  headSchema,
  partSchemas,
  unpackPart,
  versionSchema,
  type PartHead,
  type PartKind,
} from "./backup-format";

export type Head = v.InferOutput<typeof headSchema>;

export type BackupPart = {
  readonly [K in PartKind]: {
    readonly kind: K;
    readonly head: PartHead<K>;
    readonly body: Uint8Array<ArrayBuffer>;
    /** Of the whole part. */
    readonly sizeBytes: number;
  };
}[PartKind];

export interface OpenBackup {
  readonly head: Head;
  /** In the order in which they were written. */
  parts(signal: AbortSignal): AsyncGenerator<BackupPart>;
}

/**
 * Opens a backup: every part must be there, in its length. Each part is held to its CRC-32 when it is read.
 * @throws FailureError backup-damaged or backup-newer
 */
export async function openBackup(file: File): Promise<OpenBackup> {
  // This is a worker already, and nothing is compressed.
  configure({ useWebWorkers: false });
  return orDamaged(file, async () => {
    const zip = new ZipReader(new BlobReader(file));
    const entries = (await zip.getEntries()).filter(
      (entry) => !entry.directory,
    );
    const head = await readHead(file, named(entries, headName));
    const last = await readJson(named(entries, contentsName));
    const { parts } = v.parse(contentsSchema, last);
    const found = parts.map(({ name, sizeBytes }) => {
      const entry = named(entries, name);
      if (entry.uncompressedSize !== sizeBytes) throw new RangeError(name);
      return entry;
    });
    return {
      head,
      async *parts(signal) {
        for (const entry of found) {
          signal.throwIfAborted();
          if (entry.filename === headName) continue;
          yield await orDamaged(file, () => readPart(entry), entry.filename);
        }
      },
    };
  });
}

async function readHead(file: File, entry: FileEntry): Promise<Head> {
  const json = await readJson(entry);
  const { version, indexVersion: ofIndex } = v.parse(versionSchema, json);
  // An older index would be brought along here, as upgrade-index.ts does: none was ever backed up.
  if (version > backupVersion || ofIndex > indexVersion)
    throw new FailureError({ kind: "backup-newer", file: file.name });
  return v.parse(headSchema, json);
}

async function readPart(entry: FileEntry): Promise<BackupPart> {
  const [kind = ""] = entry.filename.split("/");
  if (!isPartKind(kind)) throw new RangeError(entry.filename);
  const { head, body } = unpackPart(await bytesOf(entry));
  const part = {
    kind,
    head: v.parse(partSchemas[kind], head),
    body,
    sizeBytes: entry.uncompressedSize,
  } as BackupPart;
  const rows = "paths" in part.head ? part.head.paths.length : 0;
  if (rows > 0 && body.length % (4 * rows) !== 0)
    throw new RangeError("vectors that fit no photos");
  return part;
}

const isPartKind = (kind: string): kind is PartKind => kind in partSchemas;

function named(entries: readonly FileEntry[], name: string): FileEntry {
  const entry = entries.find(({ filename }) => filename === name);
  if (!entry) throw new RangeError(name);
  return entry;
}

const bytesOf = (entry: FileEntry) =>
  entry.getData(new Uint8ArrayWriter(), { checkSignature: true });

const readJson = async (entry: FileEntry): Promise<unknown> =>
  JSON.parse(new TextDecoder().decode(await bytesOf(entry)));

/** Whatever goes wrong while the file is read is the file's fault. */
async function orDamaged<T>(
  file: File,
  read: () => Promise<T>,
  part = "",
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof FailureError) throw error;
    const said = error instanceof Error ? error.message : String(error);
    throw new FailureError({
      kind: "backup-damaged",
      file: file.name,
      reason: [part, said].filter(Boolean).join(": "),
    });
  }
}
