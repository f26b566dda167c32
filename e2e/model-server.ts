/** A server with models, as the hub or any plain one has them, and as unreliable as a test wants it. */
import { createServer, type ServerResponse } from "node:http";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import type { AddressInfo, Socket } from "node:net";
import { join } from "node:path";

export const commit = "0123456789abcdef0123456789abcdef01234567";
export const repository = "someone/tulip-copy";

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly range: string;
}

export class ModelServer {
  readonly asked: Asked[] = [];
  /** Answers with this in place of the file. */
  readonly replaced = new Map<string, { status: number; html?: string }>();
  /** After this many bytes of a file, only a trickle comes. */
  trickleAfter = Infinity;
  /** Sizes that are told in place of the true ones. */
  readonly claims = new Map<string, number>();
  allowsOrigins = true;
  #isPlugged = true;
  readonly #server = createServer();
  readonly #sockets = new Set<Socket>();

  private constructor(readonly folder: string) {}

  static async start(folder: string): Promise<ModelServer> {
    const server = new ModelServer(folder);
    await server.#listen();
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get address(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  /** Breaks every connection off; whoever asks again is answered. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Breaks every connection off, and answers nobody until it is plugged in again. */
  unplug(): void {
    this.#isPlugged = false;
    this.cut();
  }

  plugIn(): void {
    this.#isPlugged = true;
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #listen(): Promise<void> {
    this.#server.on(
      "request",
      ({ method = "", url = "", headers }, response) => {
        const path = decodeURIComponent(url.split("?")[0] ?? "");
        this.asked.push({ method, path, range: headers.range ?? "" });
        response.setHeader("Connection", "close");
        if (this.allowsOrigins) {
          response.setHeader("Access-Control-Allow-Origin", "*");
          response.setHeader("Access-Control-Expose-Headers", "ETag, Link");
        }
        this.#answer(path, headers.range, method, response);
      },
    );
    this.#server.on("connection", (socket) => {
      if (!this.#isPlugged) socket.destroy();
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
    });
    await new Promise<void>((resolve) =>
      this.#server.listen(0, "127.0.0.1", resolve),
    );
  }

  #answer(
    path: string,
    range: string | undefined,
    method: string,
    response: ServerResponse,
  ) {
    const api = `/api/models/${repository}`;
    if (path === `${api}/revision/main`) {
      sendJson(response, { id: repository, sha: commit });
      return;
    }
    if (path.startsWith(`${api}/tree/${commit}`)) {
      sendJson(response, this.#listing());
      return;
    }
    const name = path.replace(
      new RegExp(`^/(${repository}/resolve/${commit}|plain/files/here)/`),
      "",
    );
    const file = join(this.folder, name);
    const { status, html } = this.replaced.get(name) ?? {
      status: existsSync(file) && name !== path ? 200 : 404,
    };
    if (html !== undefined) {
      response.writeHead(200, { "Content-Type": "text/html" }).end(html);
      return;
    }
    if (status !== 200) {
      response.writeHead(status).end();
      return;
    }
    this.#send(name, readFileSync(file), range, method, response);
  }

  #send(
    name: string,
    bytes: Buffer,
    range: string | undefined,
    method: string,
    response: ServerResponse,
  ) {
    const from = Number(/bytes=(\d+)-/.exec(range ?? "")?.[1] ?? 0);
    response.writeHead(range === undefined ? 200 : 206, {
      "Content-Length": (this.claims.get(name) ?? bytes.length) - from,
      "Content-Range": `bytes ${String(from)}-${String(bytes.length - 1)}/${String(bytes.length)}`,
      ETag: `"${String(bytes.length)}"`,
    });
    if (method === "HEAD") response.end();
    else if (bytes.length - from > this.trickleAfter) {
      let at = from + this.trickleAfter;
      response.write(bytes.subarray(from, at));
      const trickle = setInterval(
        () => response.write(bytes.subarray(at, ++at)),
        50,
      );
      response.on("close", () => {
        clearInterval(trickle);
      });
    } else response.end(bytes.subarray(from));
  }

  #listing() {
    return readdirSync(this.folder, { recursive: true, encoding: "utf8" }).map(
      (path) => {
        const stat = statSync(join(this.folder, path));
        const type = stat.isDirectory() ? "directory" : "file";
        return { type, path, oid: "0", size: stat.isFile() ? stat.size : 0 };
      },
    );
  }
}

function sendJson(response: ServerResponse, content: unknown) {
  response
    .writeHead(200, { "Content-Type": "application/json" })
    .end(JSON.stringify(content));
}
