/** A browser with a profile on the disk, which can be killed: what an ordinary context stores lives in memory. */
import { readdirSync, readFileSync } from "node:fs";
import { chromium, type BrowserContext } from "@playwright/test";
import { App } from "./fixtures";
import { chromiumArgs, executablePath, port } from "./playwright.config";

export interface ProfileBrowser {
  readonly context: BrowserContext;
  readonly app: App;
  /** SIGKILL to the browser: no process of it gets to say goodbye. */
  kill(): Promise<void>;
}

/** @param prepare what is to be done before the page is opened */
export async function openProfile(
  profile: string,
  prepare: (context: BrowserContext) => Promise<void> = () => Promise.resolve(),
): Promise<ProfileBrowser> {
  const context = await chromium.launchPersistentContext(profile, {
    args: chromiumArgs,
    serviceWorkers: "block",
    baseURL: `http://127.0.0.1:${String(port)}`,
    ...(executablePath ? { executablePath } : {}),
  });
  await prepare(context);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto("/?device=wasm");
  return {
    context,
    app: new App(page),
    async kill() {
      const closed = new Promise((resolve) => context.once("close", resolve));
      for (const pid of processesOf(profile)) killProcess(pid);
      await closed;
    },
  };
}

function killProcess(pid: number) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It went with its parent.
  }
}

/** Every process that was started with this profile; the profile's name is in the browser's and its children's arguments. */
const processesOf = (profile: string): number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => argumentsOf(pid).includes(profile))
    .map(Number);

function argumentsOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}
