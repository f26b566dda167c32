import { expect, test } from "vitest";
import { RunQueue } from "./run-queue";

const pause = () => new Promise((resolve) => setTimeout(resolve, 1));

test("runs never overlap, and urgent ones go before those that wait", async () => {
  const queue = new RunQueue();
  const order: string[] = [];
  let running = 0;
  const task = (name: string) => async () => {
    expect(++running).toBe(1);
    await pause();
    running--;
    order.push(name);
    return name;
  };
  const all = [
    queue.run(task("photo 1"), false),
    queue.run(task("photo 2"), false),
    queue.run(task("query"), true),
  ];
  expect(await Promise.all(all)).toEqual(["photo 1", "photo 2", "query"]);
  expect(order).toEqual(["query", "photo 1", "photo 2"]);
});

test("a run that fails fails alone", async () => {
  const queue = new RunQueue();
  const lost = queue.run(() => Promise.reject(new Error("device lost")), false);
  const next = queue.run(() => Promise.resolve(1), false);
  await expect(lost).rejects.toThrow("device lost");
  await expect(next).resolves.toBe(1);
});

test("messages are heard between patient runs that never leave the processor", async () => {
  const queue = new RunQueue();
  let runs = 0;
  let heardAfter = 0;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    heardAfter = runs;
    port1.close();
  };
  port2.postMessage("abort");
  for (let i = 0; i < 20; i++)
    await queue.run(() => Promise.resolve(runs++), false);
  expect(heardAfter).toBeLessThan(20);
  expect(runs).toBe(20);
});
