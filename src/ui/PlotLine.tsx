/** One model's line in the recall plot: its 95 % band, its points, and where it stops reading. */
import type { ModelInfo, RecallPoint } from "../engine/messages";
import { t } from "./language";
import type { Scales } from "./plot-scales";

/** Told apart without colour too: by dash and by mark. The fallbacks are the picture's colours. */
const styles = [
  { color: "var(--plot-1, #2a6496)", dash: "7 4", mark: "M-4-4H4V4H-4Z" },
  {
    color: "var(--plot-2, #b3243f)",
    dash: "",
    mark: "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0",
  },
  { color: "var(--plot-3, #4a7a1e)", dash: "2 4", mark: "M0-5.5L5 4H-5Z" },
  {
    color: "var(--plot-4, #7549a8)",
    dash: "9 3 2 3",
    mark: "M0-5.5L5.5 0L0 5.5L-5.5 0Z",
  },
] as const;
export const ink = "var(--ink, #1d1b1a)";
export const surface = "var(--surface, #ffffff)";

export const styleOf = (model: number) =>
  styles[model % styles.length] ?? styles[0];

interface Props {
  /** Its number among the models. */
  readonly at: number;
  readonly id: string;
  /** Its own, by tokens. */
  readonly points: readonly RecallPoint[];
  readonly scales: Scales;
}

export function PlotLine({ at, id, points, scales }: Props) {
  const { x, y, right } = scales;
  const { color, dash, mark } = styleOf(at);
  const place = (point: RecallPoint, of: "mean" | "low" | "high") =>
    `${x(point.tokens).toFixed(1)},${y(point.textToPhoto.recall[1][of]).toFixed(1)}`;
  const band = [
    ...points.map((point) => place(point, "high")),
    ...points.toReversed().map((point) => place(point, "low")),
  ];
  const last = points.at(-1);
  return (
    <g data-line={id} data-points={points.length}>
      <polygon points={band.join(" ")} fill={color} opacity={0.14} />
      <polyline
        points={points.map((point) => place(point, "mean")).join(" ")}
        fill="none"
        stroke={color}
        strokeWidth={2}
        strokeDasharray={dash}
      />
      {last && x(last.tokens) < right - 1 && (
        <line
          x1={x(last.tokens)}
          x2={right}
          y1={y(last.textToPhoto.recall[1].mean)}
          y2={y(last.textToPhoto.recall[1].mean)}
          stroke={color}
          strokeWidth={1.5}
          strokeDasharray="1 5"
        />
      )}
      {points.map((point) => (
        <path
          key={point.tokens}
          d={mark}
          transform={`translate(${place(point, "mean")})`}
          fill={color}
          stroke={surface}
        />
      ))}
    </g>
  );
}

/** Where models stop reading: the line that the whole page is about. */
export function PlotStops({
  models,
  points,
  scales,
}: {
  readonly models: readonly ModelInfo[];
  readonly points: readonly RecallPoint[];
  readonly scales: Scales;
}) {
  const { x, top, bottom, left, right } = scales;
  const stops = points.filter(
    ({ all, tokens }) => all && x(tokens) < right - 1,
  );
  return stops.map(({ model, tokens }, row) => {
    const before = x(tokens) > (left + right) / 2;
    const title = models.find(({ id }) => id === model)?.title ?? model;
    return (
      <g key={model} data-stop={model}>
        <line
          x1={x(tokens)}
          x2={x(tokens)}
          y1={top}
          y2={bottom}
          stroke={ink}
          strokeDasharray="3 3"
        />
        <text
          x={x(tokens) + (before ? -6 : 6)}
          y={top + 12 + 16 * row}
          textAnchor={before ? "end" : "start"}
          fill={ink}
          stroke={surface}
          strokeWidth={3}
          paintOrder="stroke"
        >
          {t("{{model}} stops here, token {{tokens}}", {
            model: title,
            tokens,
          })}
        </text>
      </g>
    );
  });
}
