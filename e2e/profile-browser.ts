/** A browser with a profile on the disk, which can be killed: what an ordinary context stores lives in memory. */
import { readdirSync, readFileSync } from "node:fs";
import { chromium, type BrowserContext, type Page } from "@playwright/test";
import { App } from "./fixtures";
import { chromiumArgs, executablePath, port } from "./playwright.config";

export interface ProfileBrowser {
  readonly context: BrowserContext;
  readonly app: App;
  /** SIGKILL to the browser: no process of it gets to say goodbye. */
  kill(): Promise<void>;
  /** The tab alone crashes, as one that runs out of memory, and another is opened. */
  crashTab(): Promise<ProfileBrowser>;
  /** The engine's worker alone ends, of which nobody tells the page, and the page is loaded anew. */
  endWorker(): Promise<ProfileBrowser>;
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
  return openTab(
    context,
    profile,
    context.pages()[0] ?? (await context.newPage()),
  );
}

async function openTab(
  context: BrowserContext,
  profile: string,
  page: Page,
): Promise<ProfileBrowser> {
  await page.goto("/?device=wasm");
  return {
    context,
    app: new App(page),
    async kill() {
      const closed = new Promise((resolve) => context.once("close", resolve));
      for (const pid of processesOf(profile)) killProcess(pid);
      await closed;
    },
    async crashTab() {
      const crashed = page.waitForEvent("crash");
      const devtools = await context.newCDPSession(page);
      // It is never answered.
      void devtools.send("Page.crash").catch(() => undefined);
      await crashed;
      const tab = await openTab(context, profile, await context.newPage());
      await page.close();
      return tab;
    },
    async endWorker() {
      const engine = page
        .workers()
        .find((worker) => /\/worker-/.test(worker.url()));
      if (!engine) throw new Error("no engine to end");
      const ended = engine.waitForEvent("close");
      await engine.evaluate("close()");
      await ended;
      return openTab(context, profile, page);
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
