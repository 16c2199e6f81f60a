import type { Rate, TypeCount } from '../api';
import { count, digitsOf, percent, rateFigures } from '../format';
import { reactionName } from '../names';
import { ADVERSE, ANY, INK, INK_2, LINE, percentTick, Plot, rateTip, tipStyle } from './frame';

export interface TypeRow extends TypeCount {
  type: string;
}

/** The types that were reported, most frequent first; the rest by name. */
export function splitTypes(reactions: Record<string, TypeCount>): { seen: TypeRow[]; unseen: TypeRow[] } {
  const rows = Object.entries(reactions).map(([type, counts]) => ({ type, ...counts }));
  return {
    seen: rows.filter((row) => row.sessions > 0).sort((a, b) => b.sessions - a.sessions || a.type.localeCompare(b.type)),
    unseen: rows.filter((row) => row.sessions === 0).sort((a, b) => reactionName(a.type).localeCompare(reactionName(b.type))),
  };
}

const TICKS = [0, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1];
const ROW = 25;
const TICKS_APART_PX = 26;

/** Those ticks of the square-root scale that do not touch one another. */
function ticksOf(most: number, inside: number): number[] {
  let last = -TICKS_APART_PX;
  return TICKS.filter((tick) => {
    const at = Math.sqrt(tick / most) * inside;
    if (tick > most || at - last < TICKS_APART_PX) return false;
    last = at;
    return true;
  });
}

/**
 * A row a type: a ring for sessions with it, a disc for those in which it was adverse, whiskers for the intervals. The scale is a
 * square root, so that a type of one in a thousand is seen beside one of one in five.
 */
export function reactionsChart(rows: TypeRow[], n: number, width: number): Element {
  const names = rows.map((row) => reactionName(row.type));
  const most = Math.max(...rows.map((row) => row.rateHigh ?? 0), 0.01);
  const narrow = width < 460;
  const roomy = width > 860;
  const figures = narrow ? 58 : roomy ? 290 : 142;
  const adverse = (row: TypeRow): Rate => ({ rate: row.adverseRate, rateLow: row.adverseRateLow, rateHigh: row.adverseRateHigh });
  const left = narrow ? 118 : 128;
  const apart = rows.filter((row) => row.expectedWindowDays !== null);
  const y = (row: TypeRow): string => reactionName(row.type);
  return Plot.plot({
    width, height: rows.length * ROW + 46, marginLeft: left, marginRight: figures, marginTop: 24, marginBottom: 22,
    x: { type: 'sqrt', domain: [0, most], label: null, ticks: ticksOf(most, width - left - figures),
      tickFormat: percentTick, grid: true },
    y: { type: 'band', domain: names, label: null, tickSize: 0, padding: 0.1 },
    marks: [
      Plot.ruleX([0], { stroke: LINE }),
      Plot.link(apart, { x1: 'rateLow', x2: 'rateHigh', y1: y, y2: y, stroke: ANY, strokeWidth: 1.5, dy: -3 }),
      Plot.dot(apart, { x: 'rate', y, fill: 'var(--panel)', stroke: ANY, strokeWidth: 1.75, r: 3.5, dy: -3 }),
      Plot.link(rows, { x1: 'adverseRateLow', x2: 'adverseRateHigh', y1: y, y2: y, stroke: ADVERSE, strokeWidth: 1.5, dy: 3 }),
      Plot.dot(rows, { x: 'adverseRate', y, fill: ADVERSE, r: 3.5, dy: 3 }),
      Plot.text(rows, { x: most, y, dx: figures - 2, textAnchor: 'end', fill: INK, fontVariant: 'tabular-nums',
        text: (d: TypeRow) => (narrow ? percent(d.adverseRate, digitsOf(adverse(d))) : rateFigures(adverse(d))) }),
      ...(roomy ? [
        Plot.text(rows, { x: most, y, dx: figures - 152, textAnchor: 'end', fill: INK, text: rateFigures }),
        Plot.text(['reported, %'], { frameAnchor: 'top-right', dx: figures - 152, dy: -16, textAnchor: 'end', text: (d: string) => d, fill: INK_2 }),
      ] : []),
      Plot.text(['adverse, %'], { frameAnchor: 'top-right', dx: figures - 2, dy: -16, textAnchor: 'end', text: (d: string) => d, fill: INK_2 }),
      Plot.text(['% of sessions'], { frameAnchor: 'top-left', dy: -16, textAnchor: 'start', text: (d: string) => d, fill: INK_2 }),
      Plot.tip(rows, Plot.pointerY({ x: 'rate', y, ...tipStyle, title: (d: TypeRow) => [
        reactionName(d.type), `reported ${rateTip(d.rate!, d.rateLow!, d.rateHigh!)}, ${count(d.sessions)} of ${count(n)}`,
        `adverse ${rateTip(d.adverseRate!, d.adverseRateLow!, d.adverseRateHigh!)}, ${count(d.adverseSessions)} of ${count(n)}`,
        d.expectedWindowDays === null ? 'never expected: every report is adverse' : `expected within ${d.expectedWindowDays} days`].join('\n') })),
    ],
  });
}
