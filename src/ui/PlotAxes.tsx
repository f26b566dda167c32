/** The recall plot's axes: what they tell, in which unit, and lines to read it by. */
import { number, t } from "./language";
import { ink } from "./PlotLine";
import type { Scales } from "./plot-scales";

const soft = "var(--soft, #64605d)";
const line = "var(--line, #e2dfdc)";

export function PlotAxes({ scales }: { readonly scales: Scales }) {
  const { x, y, left, right, top, bottom, tokens, percents } = scales;
  return (
    <g fill={soft}>
      {percents.map((percent) => (
        <g key={percent}>
          <line
            x1={left}
            x2={right}
            y1={y(percent)}
            y2={y(percent)}
            stroke={percent === 0 ? soft : line}
          />
          <text x={left - 8} y={y(percent) + 4} textAnchor="end">
            {number(percent)}
          </text>
        </g>
      ))}
      {tokens.map((tick) => (
        <g key={tick} transform={`translate(${x(tick).toFixed(1)},${bottom})`}>
          <line y2={5} stroke={soft} />
          <text y={19} textAnchor="middle">
            {number(tick)}
          </text>
        </g>
      ))}
      <text x={0} y={top - 12} fill={ink}>
        {t("R@1, caption to photo, %")}
      </text>
      <text x={right} y={bottom + 38} textAnchor="end" fill={ink}>
        {t("tokens read, at most")}
      </text>
    </g>
  );
}
