/** Recall at 1 against the tokens that were read, a line a model, with its 95 % interval. */
import type { Ref } from "react";
import type { ModelInfo, RecallPoint } from "../engine/messages";
import { t } from "./language";
import { titleOf } from "./words";

interface Props {
  readonly ref: Ref<SVGSVGElement>;
  readonly points: readonly RecallPoint[];
  readonly models: readonly ModelInfo[];
}

const [width, height, left, bottom, top, right] = [640, 320, 48, 44, 28, 16];
/** Told apart in both themes, in grey, and by their dashes. */
const lines = [
  { color: "#c2334e", dash: "" },
  { color: "#3b7dbd", dash: "6 3" },
  { color: "#6a9a3c", dash: "2 3" },
  { color: "#a06bc4", dash: "8 3 2 3" },
];

export function RecallPlot({ ref, points, models }: Props) {
  const most = Math.max(9, ...points.map(({ tokens }) => tokens));
  // Tokens in a logarithmic scale: the first ones change most.
  const x = (tokens: number) =>
    left + (Math.log(tokens / 8) / Math.log(most / 8)) * (width - left - right);
  const y = (percent: number) =>
    height - bottom - (percent / 100) * (height - bottom - top);
  const ids = [...new Set(points.map(({ model }) => model))];
  const ticks = [8, 16, 32, 64, 128, 256, 512].filter((tick) => tick <= most);
  return (
    <svg
      ref={ref}
      className="recall-plot"
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t("Recall at 1 against tokens read")}
      fontFamily="system-ui, sans-serif"
      fontSize="12"
      fill="#777"
    >
      {[0, 25, 50, 75, 100].map((percent) => (
        <g key={percent}>
          <line
            x1={left}
            x2={width - right}
            y1={y(percent)}
            y2={y(percent)}
            stroke="#8884"
          />
          <text x={left - 8} y={y(percent) + 4} textAnchor="end">
            {percent}
          </text>
        </g>
      ))}
      {ticks.map((tick) => (
        <text
          key={tick}
          x={x(tick)}
          y={height - bottom + 18}
          textAnchor="middle"
        >
          {tick}
        </text>
      ))}
      <text x={(left + width) / 2} y={height - 6} textAnchor="middle">
        {t("tokens read")}
      </text>
      <text x={left - 36} y={14}>
        {t("R@1, caption to photo, %")}
      </text>
      {ids.map((id, i) => {
        const line = lines[i % lines.length];
        const mine = points.filter(({ model }) => model === id);
        const at = (
          { tokens, textToPhoto }: RecallPoint,
          of: "mean" | "low" | "high",
        ) =>
          `${x(tokens).toFixed(1)},${y(textToPhoto.recall[1][of]).toFixed(1)}`;
        const band = [
          ...mine.map((point) => at(point, "high")),
          ...mine.toReversed().map((point) => at(point, "low")),
        ];
        return (
          <g key={id} data-line={id} data-points={mine.length}>
            <polygon
              points={band.join(" ")}
              fill={line?.color}
              opacity={0.12}
            />
            <polyline
              points={mine.map((point) => at(point, "mean")).join(" ")}
              fill="none"
              stroke={line?.color}
              strokeWidth={2}
              strokeDasharray={line?.dash}
            />
            <text
              x={width - right}
              y={14 + 16 * i}
              textAnchor="end"
              fill={line?.color}
              fontWeight="600"
            >
              {titleOf(models, id)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
