// A query over a large library, all but its text: what the worker does at every pause in typing.

/** Of 20,000 and 100,000 random photos, for two models and four, folded and not; milliseconds, the median of five. */
export async function timeRankings(page, dim) {
  const rows = [];
  for (const [photos, models, fold] of [
    [20_000, 2, false],
    [20_000, 2, true],
    [100_000, 2, false],
    [100_000, 2, true],
    [100_000, 4, false],
  ]) {
    const times = await page.evaluate(
      (ask) => globalThis.bench.ranking(...ask),
      [photos, dim, models, fold, 5],
    );
    const msPerQuery = Math.round(times.toSorted((a, b) => a - b)[2]);
    rows.push({ photos, models, fold, msPerQuery });
  }
  await page.close();
  return rows;
}
