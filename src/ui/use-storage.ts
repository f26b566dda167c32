/** How much the browser stores for this page, and whether it promised to keep it. */
import { useEffect, useState } from "react";

export interface StorageUsage {
  readonly usedBytes: number;
  readonly freeBytes: number;
  readonly persisted: boolean;
}

/** @returns null usage where the browser does not tell, on insecure addresses for one */
export function useStorage(): {
  usage: StorageUsage | null;
  persist: () => void;
} {
  const [usage, setUsage] = useState<StorageUsage | null>(null);
  useEffect(() => {
    void measureUsage().then(setUsage);
  }, []);
  return {
    usage,
    persist: () => void keepStored().then(measureUsage).then(setUsage),
  };
}

/** Asks the browser never to clear what is stored here. Some show a question; whatever the answer, it is kept as best they can. */
export async function keepStored(): Promise<void> {
  const storage = navigator.storage as StorageManager | undefined;
  await storage?.persist().catch(() => false);
}

async function measureUsage(): Promise<StorageUsage | null> {
  const storage = navigator.storage as StorageManager | undefined;
  if (!storage) return null;
  const { usage = 0, quota = 0 } = await storage.estimate();
  const persisted = await storage.persisted();
  return { usedBytes: usage, freeBytes: quota - usage, persisted };
}
