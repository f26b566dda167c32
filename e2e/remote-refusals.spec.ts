/** Models from the web that are refused: wrong addresses, servers and files, and too little room. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "./fixtures";
import { half, test } from "./hub-page";
import {
  added,
  download,
  look,
  modelFolder,
  news,
  stored,
  zipOf,
} from "./model-folders";
import { ModelServer, repository } from "./model-server";

const graph = "clip-lite/onnx/tulip_text_model_quantized.onnx";

test("what is wrong with an address, a server or a file is said by name, and nothing is left", async ({
  app,
  page,
  server,
}) => {
  await expect(app.status).toBeAttached();
  const refused = async (words: RegExp) => {
    await expect(news(page)).toContainText(words);
    await expect(half(page)).toHaveCount(0);
    expect(await stored(page)).toEqual([]);
    // The next refusal should be seen to come.
    await look(page, "nowhere");
    await expect(news(page)).toContainText("“nowhere” is neither an address");
  };

  await look(page, "someone/else");
  await refused(/has no someone\/else@main/);
  await look(page, `${repository}/clip-lite`);
  await refused(/has no manifest\.json there.* import hf:someone/);
  server.replaced.set("clip-lite/tokenizer_config.json", { status: 404 });
  await look(page, `${server.address}/plain/files/here/`);
  await refused(/tokenizer_config\.json is missing/);
  server.replaced.set("manifest.json", { status: 200, html: "<p>Hello" });
  await look(page, `${server.address}/plain/files/here/`);
  await refused(/sent something else in place of manifest\.json/);
  server.replaced.clear();

  server.replaced.set(graph, { status: 404 });
  await look(page, repository);
  await download(page);
  await refused(/has no clip-lite\/onnx\/tulip_text_model_quantized\.onnx/);
  server.replaced.clear();

  const file = join(server.folder, graph);
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  await look(page, repository);
  await download(page);
  await refused(
    /tulip_text_model_quantized\.onnx .* is damaged or not the one/,
  );

  server.allowsOrigins = false;
  await look(page, `${server.address}/plain/files/here/`);
  await refused(/does not let web pages read its files/);
});

test("a ZIP is fetched by its address, and one that does not fit is not asked for", async ({
  app,
  page,
}) => {
  await expect(app.status).toBeAttached();
  const folder = modelFolder();
  const zip = zipOf(folder);
  const server = await ModelServer.start(join(zip, ".."));
  const address = `${server.address}/plain/files/here/export.zip`;
  const devtools = await page.context().newCDPSession(page);
  const setQuota = (quotaSize?: number) =>
    devtools.send("Storage.overrideQuotaForOrigin", {
      origin: new URL(page.url()).origin,
      ...(quotaSize !== undefined && { quotaSize }),
    });
  try {
    server.claims.set("export.zip", 1e15);
    await look(page, address);
    const found = page.getByRole("region", { name: "A ZIP" });
    await expect(found).toContainText("There is no room for it");
    const button = page.getByRole("button", { name: /^Download / });
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    server.claims.clear();

    await look(page, address);
    await setQuota(20_000_000);
    await download(page);
    await expect(news(page)).toContainText("The browser has no room");
    expect(await stored(page)).toEqual([]);

    await setQuota();
    await look(page, address);
    await download(page);
    await added(page);
    expect(await stored(page)).toHaveLength(1);
  } finally {
    await server.stop();
  }
});
