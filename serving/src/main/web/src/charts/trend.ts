import type { Count } from '../api';
import { count, monthText } from '../format';
import { ADVERSE, INK_2, LINE, monthOf, percentTick, Plot, rateTip, tipStyle } from './frame';

export interface TrendMonth {
  start: string;
  sessions: number;
  rate: Count;
  /** 0..1, null if not known */
  followUpShare: number | null;
}

/** Below this share of its follow-up a month's rate is not yet drawn into the line. */
export const PROVISIONAL_BELOW = 0.2;
const COMPLETE = 0.995;

const thousands = (n: number): string => (n >= 1000 ? `${Number((n / 1000).toFixed(1))}k` : Number.isInteger(n) ? String(n) : '');

type Drawn = { month: Date; n: number; x: number; rate: number; low: number; high: number; start: string; share: number | null };

function drawable(months: TrendMonth[]): Drawn[] {
  return months.filter((m) => m.rate.rate !== null).map((m) => ({ month: monthOf(m.start), n: m.sessions, x: m.rate.sessions,
    rate: m.rate.rate!, low: m.rate.rateLow!, high: m.rate.rateHigh!, start: m.start, share: m.followUpShare }));
}

const shareText = (share: number | null): string =>
  share === null || share >= COMPLETE ? '' : `\n${Math.round(share * 100)} % of follow-up elapsed`;

const MONTH_MS = 30.4375 * 864e5;
const FEWEST_MONTHS = 12;

/** From half a month before the first to half a month after the last; a year at least, so that few months do not sprawl. */
function span(rows: Drawn[]): [Date, Date] {
  const end = +rows.at(-1)!.month + MONTH_MS / 2;
  return [new Date(Math.min(+rows[0]!.month - MONTH_MS / 2, end - FEWEST_MONTHS * MONTH_MS)), new Date(end)];
}

/** The rate of each month with its interval, filled where follow-up is complete, and below it the sessions. */
export function trendChart(months: TrendMonth[], width: number, height: number): Element {
  const below = Math.round(Math.max(100, height * 0.24));
  const rows = drawable(months);
  const settled = rows.filter((row) => row.share === null || row.share >= PROVISIONAL_BELOW);
  const whole = rows.filter((row) => row.share === null || row.share >= COMPLETE);
  const partial = rows.filter((row) => !whole.includes(row));
  const most = Math.max(...rows.map((row) => row.high), 0.01);
  const cap = Math.min(most, Math.max(0.1, Math.max(...rows.map((row) => row.rate)) * 2.6));
  const domain = span(rows);
  const shown = (+domain[1] - +domain[0]) / MONTH_MS;
  const ticks = shown > 40 ? 'year' : shown > 18 ? (width < 480 ? '6 months' : '3 months') : width < 480 ? '3 months' : 'month';
  const rate = Plot.plot({
    width, height: height - below, marginLeft: 34, marginRight: 12, marginTop: 22, marginBottom: 6,
    x: { type: 'utc', axis: null, domain },
    y: { domain: [0, cap], label: null, ticks: 5, tickFormat: percentTick, grid: true, clamp: true },
    marks: [
      Plot.areaY(settled, { x: 'month', y1: 'low', y2: 'high', fill: ADVERSE, fillOpacity: 0.14, clip: true }),
      Plot.line(settled, { x: 'month', y: 'rate', stroke: ADVERSE, strokeWidth: 1.75 }),
      Plot.ruleX(partial, { x: 'month', y1: 'low', y2: 'high', stroke: ADVERSE, strokeDasharray: '2 2', clip: true }),
      Plot.dot(whole, { x: 'month', y: 'rate', fill: ADVERSE, r: 3 }),
      Plot.dot(partial, { x: 'month', y: 'rate', fill: 'var(--panel)', stroke: ADVERSE, strokeWidth: 1.75, r: 3.25 }),
      Plot.text(['%'], { frameAnchor: 'top-left', dx: -26, dy: -16, text: (d: string) => d, fill: INK_2 }),
      Plot.tip(rows, Plot.pointerX({ x: 'month', y: 'rate', ...tipStyle,
        title: (d: Drawn) => `${monthText(d.start)}\n${rateTip(d.rate, d.low, d.high)}\n${count(d.x)} of ${count(d.n)} sessions${shareText(d.share)}` })),
    ],
  });
  const bars = Plot.plot({
    width, height: below, marginLeft: 34, marginRight: 12, marginTop: 28, marginBottom: 36,
    x: { type: 'utc', label: null, ticks, tickSize: 3, domain },
    y: { label: null, ticks: 2, tickFormat: thousands, tickSize: 0 },
    marks: [
      Plot.rectY(rows, { x1: (d: Drawn) => +d.month - 10.5 * 864e5, x2: (d: Drawn) => +d.month + 10.5 * 864e5, y: 'n', fill: 'var(--bar)' }),
      Plot.ruleY([0], { stroke: LINE }),
      Plot.text(['sessions'], { frameAnchor: 'top-left', dx: -26, dy: -22, text: (d: string) => d, textAnchor: 'start', fill: INK_2 }),
    ],
  });
  return stacked([rate, bars], width);
}

const SVG = 'http://www.w3.org/2000/svg';

/** Puts plots below one another into one picture. */
function stacked(plots: Element[], width: number): Element {
  const whole = document.createElementNS(SVG, 'svg');
  let y = 0;
  for (const plot of plots) {
    plot.setAttribute('y', String(y));
    y += Number(plot.getAttribute('height'));
    whole.append(plot);
  }
  for (const [name, value] of Object.entries({ width, height: y, viewBox: `0 0 ${width} ${y}` })) whole.setAttribute(name, String(value));
  return whole;
}
