import { afterEach, expect, test, vi } from "vitest";
import { inTurn } from "./in-turn";

afterEach(() => {
  vi.unstubAllGlobals();
});

const large = { width: 8000, height: 6000 };
const decode = () => Promise.resolve("decoded");

test("large pictures are decoded where the browser has no locks, as on insecure addresses", async () => {
  vi.stubGlobal("navigator", {});
  expect(await inTurn(large, decode)).toBe("decoded");
});

test("large pictures wait for their turn, others do not", async () => {
  const request = vi.fn((_: string, run: () => Promise<string>) => run());
  vi.stubGlobal("navigator", { locks: { request } });
  expect(await inTurn({ width: 4000, height: 3000 }, decode)).toBe("decoded");
  expect(request).not.toHaveBeenCalled();
  expect(await inTurn(large, decode)).toBe("decoded");
  expect(request).toHaveBeenCalledOnce();
});
