/** The page stays smooth while photos are indexed. */
import { expect, test } from "./fixtures";

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  /** Microseconds of the processor's time. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

test("no task on the page's thread takes 50 ms while the samples are indexed and ranked", async ({
  app,
  page,
  browser,
}) => {
  await page.getByRole("button", { name: "Try the sample photos" }).waitFor();
  await browser.startTracing(page, {
    categories: ["toplevel", "devtools.timeline", "__metadata"],
  });
  await page.getByRole("button", { name: "Try the sample photos" }).click();
  await app.ready();
  await app.ranked(await app.query.inputValue());
  const trace = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[];
  };
  const threads = trace.traceEvents
    .filter(
      ({ name, args }) =>
        name === "thread_name" && args.name === "CrRendererMain",
    )
    .map(({ pid, tid }) => `${String(pid)}/${String(tid)}`);
  // Time on the processor: what other programs on a busy machine take is no work of the page.
  const tasks = trace.traceEvents
    .filter(
      ({ name, ph, pid, tid }) =>
        name === "ThreadControllerImpl::RunTask" &&
        ph === "X" &&
        threads.includes(`${String(pid)}/${String(tid)}`),
    )
    .map(({ tdur = 0 }) => tdur / 1000);
  expect(tasks.length).toBeGreaterThan(100);
  expect(Math.max(...tasks)).toBeLessThan(50);
});
