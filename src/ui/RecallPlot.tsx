/** Recall at 1 against the tokens that were read, a line a model, with its 95 % interval; drawn as wide as its place is. */
import type { Ref } from "react";
import type { ModelInfo, RecallPoint } from "../engine/messages";
import { number, t } from "./language";
import { PlotAxes } from "./PlotAxes";
import { ink, PlotLine, PlotStops, styleOf, surface } from "./PlotLine";
import { plotMargin, scalesFor } from "./plot-scales";
import { useWidth } from "./use-width";
import { titleOf } from "./words";

interface Props {
  readonly ref: Ref<SVGSVGElement>;
  readonly points: readonly RecallPoint[];
  readonly models: readonly ModelInfo[];
}

/** Room for a line's sample and a title of 20 letters. */
const legendWidth = 190;

export function RecallPlot({ ref, points, models }: Props) {
  const [place, width] = useWidth<HTMLDivElement>();
  const ids = [...new Set(points.map(({ model }) => model))];
  const perRow = Math.max(1, Math.floor((width - 34) / legendWidth));
  const scales = scalesFor(points, width, Math.ceil(ids.length / perRow));
  return (
    <div ref={place} className="recall-plot">
      {width > 0 && (
        <svg
          ref={ref}
          xmlns="http://www.w3.org/2000/svg"
          viewBox={`0 0 ${width} ${scales.height}`}
          width={width}
          height={scales.height}
          role="img"
          aria-label={plotWords(ids, points, models)}
          fontFamily="system-ui, sans-serif"
          fontSize="12"
        >
          <rect
            x={-plotMargin}
            y={-plotMargin}
            width={width + 2 * plotMargin}
            height={scales.height + 2 * plotMargin}
            fill={surface}
          />
          {ids.map((id, i) => {
            const { color, dash, mark } = styleOf(i);
            const x = (i % perRow) * legendWidth;
            const y = 16 + 22 * Math.floor(i / perRow);
            return (
              <g key={id} transform={`translate(${x},${y})`} data-legend={id}>
                <path
                  d="M0 0H34"
                  stroke={color}
                  strokeWidth={2}
                  strokeDasharray={dash}
                />
                <path
                  d={mark}
                  transform="translate(17,0)"
                  fill={color}
                  stroke={surface}
                />
                <text x={42} y={4} fill={ink} fontWeight="600">
                  {titleOf(models, id)}
                </text>
              </g>
            );
          })}
          <PlotAxes scales={scales} />
          {ids.map((id, i) => (
            <PlotLine
              key={id}
              at={i}
              id={id}
              points={points.filter(({ model }) => model === id)}
              scales={scales}
            />
          ))}
          <PlotStops models={models} points={points} scales={scales} />
        </svg>
      )}
    </div>
  );
}

/** What the picture shows, for those who hear it: the table beneath has every point. */
const plotWords = (
  ids: readonly string[],
  points: readonly RecallPoint[],
  models: readonly ModelInfo[],
): string =>
  [
    t("Recall at 1 against tokens read, with 95 % intervals."),
    ...ids.map((id) => {
      const mine = points.filter(({ model }) => model === id);
      const [from, to] = [mine[0], mine.at(-1)];
      return t(
        "{{model}}: {{from}} with {{few}} tokens read, {{to}} with {{many}}.",
        {
          model: titleOf(models, id),
          from: percent(from),
          few: from?.tokens ?? 0,
          to: percent(to),
          many: to?.tokens ?? 0,
        },
      );
    }),
  ].join(" ");

const percent = (point: RecallPoint | undefined) =>
  number((point?.textToPhoto.recall[1].mean ?? 0) / 100, {
    style: "percent",
    maximumFractionDigits: 1,
  });
