import { expect, test } from "vitest";
import { written } from "./written";

const failing = (name: string) => Promise.reject(new DOMException("", name));

test.each([
  ["a write", "QuotaExceededError", "AbortError"],
  ["the transaction", "AbortError", "QuotaExceededError"],
])(
  "a full disk is told, also where only %s says so",
  async (_, write, transaction) => {
    const done = failing(transaction);
    const writes = [failing("AbortError"), failing(write)];
    await expect(written({ done }, writes)).rejects.toMatchObject({
      name: "QuotaExceededError",
    });
  },
);

test("a transaction that was only called off says so", async () => {
  const done = failing("AbortError");
  await expect(written({ done }, [])).rejects.toMatchObject({
    name: "AbortError",
  });
});
