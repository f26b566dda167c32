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

test("what was put is found again after its chunks were stored and loaded", () => {
  const table = new VectorTable(dim);
  const count = chunkRows * 2 + 10;
  for (let n = 0; n < count; n++) table.put(key(n), vector(n));
  const chunks = table.takeChanged();
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
  table.takeChanged();
  table.put(key(chunkRows + 1), vector(99));
  expect(table.takeChanged().map(({ chunk }) => chunk)).toEqual([1]);
  expect(table.takeChanged()).toEqual([]);
});

test("a changed photo keeps its row, a removed one leaves a hole that the next photo takes", () => {
  const table = new VectorTable(dim);
  for (let n = 0; n < 3; n++) table.put(key(n), vector(n));
  table.put(key(1), vector(50));
  expect(table.rows).toBe(3);
  expect(rowValues(table, 1)).toEqual(vector(50));
  table.remove(key(1));
  expect([...table.holes]).toEqual([1]);
  expect(new VectorTable(dim, table.takeChanged()).holes).toEqual(new Set([1]));
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
