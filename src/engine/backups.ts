/** Backups of the index: saved from it at any time, restored into it by one tab at a time. */
import { parse } from "valibot";
import { restoreBackup } from "../backup/restore-backup";
import { saveBackup } from "../backup/save-backup";
import { sweepIndex, unseenLock } from "../sweep-index";
import { FailureError } from "../failures";
import { openIndex } from "../open-index";
import type { PhotoIndex } from "../photo-index";
import type { Query } from "../query";
import { backedUpQuerySchema } from "../query-schema";
import {
  changeRemembered,
  savedCompared,
  savedVideos,
  takeOver,
} from "../settings";
import type { Folders } from "./folders";
import { ifFree } from "./if-free";
import type { NamedModel, Restored } from "./messages";

type OnProgress = (done: number, total: number) => void;

export class Backups {
  constructor(
    private readonly index: PhotoIndex,
    private readonly folders: Folders,
    private readonly compared: () => readonly NamedModel[],
  ) {}

  /**
   * @param to where the backup is written; null gives it back as a Blob, which browsers keep on disk
   * @throws FailureError backup-unwritten
   */
  async save(
    to: FileSystemFileHandle | null,
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<Blob | null> {
    const db = await openIndex();
    try {
      const settings = {
        videos: await savedVideos(),
        queries: await changeRemembered(null),
        compared: this.compared(),
      };
      const bytes = saveBackup(db, settings, onProgress, signal);
      if (!to) return await new Response(bytes).blob();
      // An abort discards what was written: the file is put in place only at the end.
      await bytes.pipeTo(await to.createWritable(), { signal });
      return null;
    } catch (error) {
      signal.throwIfAborted();
      const reason = error instanceof Error ? error.message : String(error);
      throw new FailureError({ kind: "backup-unwritten", reason });
    } finally {
      db.close();
    }
  }

  /**
   * Adds the folders of a backup, all or none.
   * @throws FailureError backup-damaged, backup-newer, backup-no-room or backup-busy
   */
  restore(
    file: File,
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<Restored> {
    const work = async () => {
      await sweepIndex(this.index);
      const db = await openIndex();
      try {
        const { restored, known, settings } = await restoreBackup(
          file,
          db,
          this.index,
          onProgress,
          signal,
        );
        await this.folders.show(restored);
        const { saved, recent } = settings.queries;
        await takeOver(settings.videos, {
          saved: saved.map(asQuery),
          recent: recent.map(asQuery),
        });
        const chosen = await savedCompared();
        return {
          restored: restored.length,
          known,
          compared: chosen ? [] : (settings.compared ?? []),
        };
      } finally {
        db.close();
      }
    };
    return ifFree(unseenLock, work, () => {
      throw new FailureError({ kind: "backup-busy" });
    });
  }

  /** Removes what a backup left behind that was being restored when its tab was closed. */
  sweep(): Promise<void> {
    return ifFree(
      unseenLock,
      () => sweepIndex(this.index),
      () => Promise.resolve(),
    );
  }
}

const asQuery = (written: unknown) =>
  parse(backedUpQuerySchema, written) as Query;
