import type { OnsetPoint, Resolution, SurvivalPoint } from '../api';
import { count, percent } from '../format';
import { ADVERSE, ANY, INK_2, LINE, percentTick, Plot, rateTip, tipStyle } from './frame';

/** A step at least as long as the number of days between marks of the numbers at risk. */
function riskDays(last: number, width: number): number[] {
  const marks = width < 460 ? 4 : 7;
  const step = [1, 2, 5, 7, 10, 15, 30, 60, 90, 120, 180, 365].find((days) => last / days <= marks) ?? 365;
  return Array.from({ length: Math.floor(last / step) + 1 }, (_, i) => i * step);
}

const frame = (width: number) => ({ width, marginLeft: 40, marginRight: 22, marginTop: 28 });

/** The numbers at risk, below the axis of a curve, under "at risk". */
function atRisk<T>(what: string, days: number[], of: (day: number) => T | undefined, n: (point: T) => number) {
  const rows = days.map((day) => ({ day, n: of(day) })).filter((row) => row.n !== undefined);
  return [
    Plot.text(rows, { x: 'day', frameAnchor: 'bottom', dy: 60, text: (d: { n: T }) => count(n(d.n)), fill: INK_2 }),
    Plot.text([what], { frameAnchor: 'bottom-left', dx: -14, dy: 43, textAnchor: 'start', text: (d: string) => d, fill: INK_2 }),
  ];
}

/** Cumulative onset in sessions old enough, with the number of sessions that stand behind each day. */
export function onsetChart(points: OnsetPoint[], width: number): Element {
  const last = Math.max(7, points.at(-1)?.day ?? 0);
  const days = riskDays(last, width);
  return Plot.plot({
    ...frame(width), height: 306, marginBottom: 74,
    x: { domain: [0, last], label: 'days since treatment', labelAnchor: 'right', labelArrow: 'none', ticks: days, tickFormat: String, labelOffset: 38 },
    y: { domain: [0, Math.max(0.002, ...points.map((point) => point.cumulative)) * 1.12], label: null, ticks: 5, tickFormat: percentTick, grid: true },
    marks: [
      Plot.ruleY([0], { stroke: LINE }),
      Plot.areaY(points, { x: 'day', y: 'cumulative', curve: 'step-after', fill: ANY, fillOpacity: 0.1 }),
      Plot.line(points, { x: 'day', y: 'cumulative', curve: 'step-after', stroke: ANY, strokeWidth: 1.75 }),
      Plot.text(['%'], { frameAnchor: 'top-left', dx: -30, dy: -25, text: (d: string) => d, fill: INK_2 }),
      ...atRisk('sessions at risk', days, (day) => points.find((point) => point.day === day), (point) => point.atRisk),
      Plot.tip(points, Plot.pointerX({ x: 'day', y: 'cumulative', ...tipStyle,
        title: (d: OnsetPoint) => `day ${d.day}\n${percent(d.cumulative)} % with onset so far\n${count(d.reports)} on this day, ${count(d.atRisk)} at risk` })),
    ],
  });
}

/** How many of the reports were still under observation and unresolved just before a day. */
function stillAtRisk(curve: SurvivalPoint[], day: number): number {
  const exact = curve.find((point) => point.day >= day);
  return exact ? exact.atRisk : 0;
}

/** Kaplan-Meier: the share not yet resolved, its 95 % band, censored reports as ticks, numbers at risk below. */
export function resolutionChart(resolution: Resolution, window: number | null, width: number): Element {
  const curve = resolution.curve;
  const last = Math.max(window ?? 0, 7, curve.at(-1)?.day ?? 0);
  const days = riskDays(last, width);
  const start: SurvivalPoint = { day: 0, atRisk: curve[0]?.atRisk ?? 0, resolved: 0, censored: 0, survival: 1, low: 1, high: 1 };
  const drawn = curve[0]?.day === 0 ? curve : [start, ...curve];
  const median = resolution.median;
  return Plot.plot({
    ...frame(width), height: 270, marginBottom: 74,
    x: { domain: [0, last], label: 'days since onset', labelAnchor: 'right', labelArrow: 'none', ticks: days, tickFormat: String, labelOffset: 38 },
    y: { domain: [0, 1], label: null, ticks: 5, tickFormat: percentTick, grid: true },
    marks: [
      ...(window === null ? [] : [
        Plot.rect([window], { x1: 0, x2: (d: number) => d, y1: 0, y2: 1, fill: ANY, fillOpacity: 0.07 }),
        Plot.text([window], { x: (d: number) => d, frameAnchor: 'top', dy: -16, dx: window > last / 2 ? -2 : 4, textAnchor: window > last / 2 ? 'end' : 'start', text: (d: number) => `expected within ${d} days`, fill: INK_2 }),
      ]),
      Plot.ruleY([0], { stroke: LINE }),
      Plot.areaY(drawn, { x: 'day', y1: 'low', y2: 'high', curve: 'step-after', fill: ADVERSE, fillOpacity: 0.14 }),
      Plot.line(drawn, { x: 'day', y: 'survival', curve: 'step-after', stroke: ADVERSE, strokeWidth: 1.75 }),
      Plot.dot(drawn.filter((point) => point.censored > 0), { x: 'day', y: 'survival', symbol: 'times', stroke: ADVERSE, r: 3 }),
      ...(median === null ? [] : [
        Plot.link([median], { x1: 0, x2: (d: number) => d, y1: 0.5, y2: 0.5, stroke: INK_2, strokeDasharray: '3 3' }),
        Plot.link([median], { x1: (d: number) => d, x2: (d: number) => d, y1: 0, y2: 0.5, stroke: INK_2, strokeDasharray: '3 3' }),
      ]),
      Plot.text(['%'], { frameAnchor: 'top-left', dx: -30, dy: -25, text: (d: string) => d, fill: INK_2 }),
      ...atRisk('reports at risk', days, (day) => ({ n: stillAtRisk(curve, day) }), (point) => point.n),
      Plot.tip(drawn, Plot.pointerX({ x: 'day', y: 'survival', ...tipStyle,
        title: (d: SurvivalPoint) => `day ${d.day}\nunresolved ${rateTip(d.survival, d.low, d.high)}\n${count(d.atRisk)} at risk, ${count(d.resolved)} resolved, ${count(d.censored)} censored` })),
    ],
  });
}
