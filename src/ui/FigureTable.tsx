/** Recall and median rank of each model with all read, in both directions. */
import type { ModelInfo, RecallPoint } from "../engine/messages";
import { number, t } from "./language";
import { titleOf } from "./words";

interface Props {
  readonly points: readonly RecallPoint[];
  readonly models: readonly ModelInfo[];
}

const tops = [1, 5, 10] as const;
const tenth = { maximumFractionDigits: 1, minimumFractionDigits: 1 } as const;

export function FigureTable({ points, models }: Props) {
  const whole = points.filter(({ all }) => all);
  const ways = [
    { name: t("caption to photo"), of: "textToPhoto" },
    { name: t("photo to caption"), of: "photoToText" },
  ] as const;
  return (
    <table className="figures">
      <caption>{t("In %, with 95 % bootstrap intervals")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("Model")}</th>
          <th scope="col">{t("Direction")}</th>
          {tops.map((k) => (
            <th key={k} scope="col">{`R@${String(k)}`}</th>
          ))}
          <th scope="col">{t("Median rank")}</th>
        </tr>
      </thead>
      <tbody>
        {whole.flatMap((point) =>
          ways.map(({ name, of }) => (
            <tr
              key={`${point.model} ${of}`}
              data-figures={`${point.model} ${of}`}
            >
              <th scope="row">{titleOf(models, point.model)}</th>
              <td>{name}</td>
              {tops.map((k) => {
                const { mean, low, high } = point[of].recall[k];
                return (
                  <td key={k} data-recall={k} data-mean={mean}>
                    <b>{number(mean, tenth)}</b>{" "}
                    <span className="fine">
                      {number(low, tenth)}–{number(high, tenth)}
                    </span>
                  </td>
                );
              })}
              <td data-median={point[of].medianRank}>
                {number(point[of].medianRank)}
              </td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}
