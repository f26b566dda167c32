import { expect, test } from "vitest";
import { normalize, photoKey } from "./photo";
import { chunkRows, VectorTable } from "./vector-table";

const dim = 4;
const key = (n: number) => photoKey("folder", `${String(n)}.jpg`);
const vector = (n: number) =>
  normalize(Float32Array.from([1, n, n % 7, n % 3]));
const rowValues = (table: VectorTable, n: number) => {
  const row = table.rowOf(key(n)) ?? -1;
  return table.matrix.slice(row * dim, (row + 1) * dim);
};

/** Everything that changed, as the chunks that hold it; counts as stored. */
function merged(table: VectorTable) {
  const change = table.change(true);
  if (change) table.settle(change);
  return change?.kind === "chunks" ? change.chunks : [];
}
/** What a batch stores, in its kind. */
function stored(table: VectorTable) {
  const change = table.change();
  if (change) table.settle(change);
  return change;
}

test("what was put is found again after its chunks were stored and loaded", () => {
  const table = new VectorTable(dim);
  const count = chunkRows * 2 + 10;
  for (let n = 0; n < count; n++) table.put(key(n), vector(n));
  const chunks = merged(table);
  expect(chunks.map(({ chunk, keys }) => [chunk, keys.length])).toEqual([
    [0, chunkRows],
    [1, chunkRows],
    [2, 10],
  ]);
  const loaded = new VectorTable(dim, chunks);
  expect(loaded.size).toBe(count);
  for (const n of [0, 1023, 1024, count - 1])
    expect(rowValues(loaded, n)).toEqual(vector(n));
});

test("only the chunks that changed are stored", () => {
  const table = new VectorTable(dim);
  for (let n = 0; n < chunkRows + 5; n++) table.put(key(n), vector(n));
  merged(table);
  table.put(key(chunkRows + 1), vector(99));
  expect(merged(table).map(({ chunk }) => chunk)).toEqual([1]);
  expect(merged(table)).toEqual([]);
});

test("batches store segments, which together with the chunks below them give the table again", () => {
  const table = new VectorTable(dim);
  for (let n = 0; n < 40; n++) table.put(key(n), vector(n));
  const chunks = merged(table);
  table.put(key(3), vector(77));
  table.remove(key(5));
  table.remove(key(6));
  const first = stored(table);
  table.put(key(50), vector(50)); // into a hole
  table.put(key(51), vector(51));
  table.put(key(52), vector(52));
  table.put(key(5), vector(5)); // back, on another row
  const second = stored(table);
  if (first?.kind !== "segment" || second?.kind !== "segment")
    throw new Error("two segments");
  expect([first.at, second.at]).toEqual([0, 1]);
  expect(first.segment.rows).toHaveLength(3);

  const segments = [first.segment, second.segment];
  const loaded = new VectorTable(dim, chunks, segments, 2);
  expect(loaded.keys).toEqual(table.keys);
  expect(loaded.size).toBe(table.size);
  for (const n of [0, 3, 5, 39, 50, 51, 52])
    expect(rowValues(loaded, n)).toEqual(rowValues(table, n));
  expect(loaded.has(key(6))).toBe(false);
  expect(new VectorTable(dim, merged(loaded)).keys).toEqual(table.keys);
});

test("a chunk's worth of rows in segments is stored as chunks, and a change that could not be stored is still one", () => {
  const table = new VectorTable(dim);
  for (let n = 0; n < chunkRows - 1; n++) table.put(key(n), vector(n));
  expect(stored(table)?.kind).toBe("segment");
  expect(stored(table)).toBeNull();
  table.put(key(chunkRows), vector(1));
  expect(table.change()?.kind).toBe("chunks");
  expect(stored(table)?.kind).toBe("chunks");
  expect(merged(table)).toEqual([]);
});

test("a changed photo keeps its row, a removed one leaves a hole that the next photo takes", () => {
  const table = new VectorTable(dim);
  for (let n = 0; n < 3; n++) table.put(key(n), vector(n));
  table.put(key(1), vector(50));
  expect(table.rows).toBe(3);
  expect(rowValues(table, 1)).toEqual(vector(50));
  table.remove(key(1));
  expect([...table.holes]).toEqual([1]);
  expect(new VectorTable(dim, merged(table)).holes).toEqual(new Set([1]));
  table.put(key(9), vector(9));
  expect(table.rowOf(key(9))).toBe(1);
  expect(table.holes.size).toBe(0);
});

test("a photo's vector is a copy that outlives its row", () => {
  const table = new VectorTable(dim);
  table.put(key(1), vector(1));
  const copy = table.vectorOf(key(1));
  table.put(key(1), vector(2));
  expect(copy).toEqual(vector(1));
  expect(table.vectorOf(key(3))).toBeUndefined();
});
