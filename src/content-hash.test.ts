import { expect, test } from "vitest";
import { isExact, readPhoto } from "./content-hash";

test("the hash is SHA-256 of the content, and what is handed on is already read", async () => {
  const { blob, hash } = await readPhoto(new Blob(["abc"]));
  expect(hash).toBe(
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
  expect(isExact(hash ?? "")).toBe(true);
  expect(await blob.text()).toBe("abc");
});

test("above 64 MB size and both ends make the hash, and it never says that two are the same", async () => {
  const large = (inside: string, end: string, extra = 0) =>
    readPhoto(
      new Blob([
        new Uint8Array(40 * 2 ** 20),
        inside,
        new Uint8Array(40 * 2 ** 20 + extra),
        end,
      ]),
    );
  const [one, otherInside, otherEnd, otherSize] = await Promise.all([
    large("a", "z"),
    large("b", "z"),
    large("a", "y"),
    large("a", "z", 1),
  ]);
  expect(isExact(one.hash ?? "")).toBe(false);
  expect(otherInside.hash).toBe(one.hash);
  expect(otherEnd.hash).not.toBe(one.hash);
  expect(otherSize.hash).not.toBe(one.hash);
});
