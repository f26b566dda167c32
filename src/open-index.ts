/** Opens the photo index's database, at this app's version of it. */
import { openDB, type IDBPDatabase } from "idb";
import { FailureError } from "./failures";
import type { Schema } from "./index-schema";
import { upgradeIndex } from "./upgrade-index";

/** Raised with every change of the schema; upgrade-index.ts then brings older indexes along. */
export const indexVersion = 2;

/** @throws FailureError index-unavailable or index-outdated */
export async function openIndex(): Promise<IDBPDatabase<Schema>> {
  try {
    return await openDB<Schema>("tulip-photos", indexVersion, {
      upgrade(opened, from, _to, transaction) {
        upgradeIndex(opened, from, transaction).catch(() => {
          transaction.abort();
        });
      },
      // A newer tab waits to upgrade: let it, this one asks for a reload on its next use.
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
      },
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "VersionError")
      throw new FailureError({ kind: "index-outdated" });
    throw new FailureError({
      kind: "index-unavailable",
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}
