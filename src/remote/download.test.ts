import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { downloadFile, type Part } from "./download";

const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => i % 251);

/** How much of its body one request is answered with, if it is answered at all, before the connection breaks. */
type Treatment = "whole" | "silence" | number;

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that treats one request after the other as told, and remembers what was asked for. */
async function serve(...treatments: Treatment[]) {
  const asked: string[] = [];
  let pending: ServerResponse | undefined;
  const server = createServer(({ headers: { range = "" } }, response) => {
    asked.push(range);
    pending = response;
    answer(response, Number(range.slice(6, -1)), treatments.shift());
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${String(port)}/model.onnx`;
  const file = { path: "model.onnx", url, sizeBytes: bytes.length };
  return { server, asked, file, cut: () => pending?.destroy() };
}

function answer(
  response: ServerResponse,
  from: number,
  treatment: Treatment = "silence",
) {
  if (treatment === "silence") {
    response.destroy();
    return;
  }
  response.writeHead(206, { "Content-Length": bytes.length - from, ETag: "1" });
  if (treatment === "whole") response.end(bytes.subarray(from));
  else if (treatment > 0)
    response.write(bytes.subarray(from, from + treatment));
  else {
    response.flushHeaders();
    response.socket?.end();
  }
}

class MemoryPart implements Part {
  bytes = new Uint8Array(0);

  get sizeBytes() {
    return this.bytes.length;
  }

  append(piece: Uint8Array) {
    this.bytes = Uint8Array.from(Buffer.concat([this.bytes, piece]));
  }

  restart() {
    this.bytes = new Uint8Array(0);
  }
}

/** Fetches the file; the connection is cut as soon as so many bytes of it are there. */
async function fetchAll(
  { file, cut }: Awaited<ReturnType<typeof serve>>,
  part: Part,
  ...cuts: number[]
) {
  const { signal } = new AbortController();
  for await (const { version } of downloadFile(file, part, "", signal)) {
    expect(version).toBe("1");
    if (part.sizeBytes !== cuts[0]) continue;
    cuts.shift();
    cut();
  }
}

const lost = /lost/;

test("a file is taken up again where its connection was cut", async () => {
  const server = await serve(40_000, 20_000, "whole");
  const part = new MemoryPart();
  await fetchAll(server, part, 40_000, 60_000);
  expect(part.bytes).toEqual(bytes);
  expect(server.asked).toEqual(["bytes=0-", "bytes=40000-", "bytes=60000-"]);
});

test("what was answered and brought nothing is asked for again, up to three times in a row", async () => {
  const server = await serve(0, 0, 40_000, 0, "whole");
  const part = new MemoryPart();
  await fetchAll(server, part, 40_000);
  expect(part.bytes).toEqual(bytes);
  expect(server.asked).toHaveLength(5);

  const empty = await serve(0, 0, 0, "whole");
  await expect(fetchAll(empty, new MemoryPart())).rejects.toThrow(lost);
  expect(empty.asked).toHaveLength(3);
});

test("no answer at all gives up at once, and what arrived is kept", async () => {
  const server = await serve(40_000, "silence", "whole");
  const part = new MemoryPart();
  await expect(fetchAll(server, part, 40_000)).rejects.toThrow(lost);
  expect(part.sizeBytes).toBe(40_000);
  expect(server.asked).toHaveLength(2);
});

test("the wait before another attempt ends with an abort", async () => {
  const { server, asked, file } = await serve(0, "whole");
  const connected = once(server, "connection");
  const abort = new AbortController();
  const arrivals = downloadFile(file, new MemoryPart(), "", abort.signal);
  await arrivals.next();
  const refused = expect(arrivals.next()).rejects.toThrow("aborted");
  const [socket] = (await connected) as [Socket];
  if (!socket.closed) await once(socket, "close");
  abort.abort();
  await refused;
  expect(asked).toHaveLength(1);
});
