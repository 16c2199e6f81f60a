import type { Funnel, FunnelClinic } from '../api';
import { count, percent } from '../format';
import { ADVERSE, ANY, INK, INK_2, LINE, percentTick, Plot, rateTip, tipStyle } from './frame';

export type Place = 'INSIDE' | 'BEYOND_95' | 'BEYOND_998';

/** Where a clinic lies against the limits at its own n: straight between the two limits next to it. */
export function placeOf(clinic: FunnelClinic, limits: Funnel['limits']): Place {
  const rate = clinic.adjustedRate;
  if (rate === null || limits.length === 0) return 'INSIDE';
  const after = limits.find((limit) => limit.n >= clinic.sessions) ?? limits.at(-1)!;
  const before = limits.filter((limit) => limit.n <= clinic.sessions).at(-1) ?? limits[0]!;
  const share = after.n === before.n ? 0 : (clinic.sessions - before.n) / (after.n - before.n);
  const at = (of: (limit: Funnel['limits'][number]) => number): number => of(before) + share * (of(after) - of(before));
  if (rate > at((l) => l.high998) || rate < at((l) => l.low998)) return 'BEYOND_998';
  return rate > at((l) => l.high95) || rate < at((l) => l.low95) ? 'BEYOND_95' : 'INSIDE';
}

const SYMBOLS: Record<Place, string> = { INSIDE: 'circle', BEYOND_95: 'diamond', BEYOND_998: 'triangle' };
const FILLS: Record<Place, string> = { INSIDE: ANY, BEYOND_95: 'var(--panel)', BEYOND_998: ADVERSE };
const STROKES: Record<Place, string> = { INSIDE: ANY, BEYOND_95: ADVERSE, BEYOND_998: ADVERSE };

/** Clinics over their number of sessions, with the limits that chance (and what clinics differ anyway) allows. */
export function funnelChart(funnel: Funnel, found: string | null, width: number): Element {
  const rows = funnel.rows.filter((row) => row.adjustedRate !== null && row.sessions > 0);
  const limits = [...funnel.limits].sort((a, b) => a.n - b.n);
  const last = Math.max(...rows.map((row) => row.sessions)) * 1.06;
  const seen = limits.filter((limit) => limit.n >= Math.min(...rows.map((row) => row.sessions)) * 0.8);
  const top = Math.max(...rows.map((row) => row.adjustedRate!), ...seen.map((limit) => limit.high95), limits.at(-1)?.high998 ?? 0, (funnel.target ?? 0) * 2) * 1.08;
  const each = (place: Place) => rows.filter((row) => placeOf(row, limits) === place);
  const line = (y: string, dash: string | undefined) => Plot.line(limits, { x: 'n', y, stroke: INK_2, strokeWidth: 1.25, strokeDasharray: dash, clip: true });
  const named = rows.filter((row) => row.clinicId === found || placeOf(row, limits) === 'BEYOND_998');
  const places: Place[] = ['INSIDE', 'BEYOND_95', 'BEYOND_998'];
  return Plot.plot({
    width, height: Math.max(320, Math.min(460, width * 0.45)), marginLeft: 40, marginRight: 20, marginTop: 26, marginBottom: 42,
    x: { domain: [0, last], label: 'sessions of the clinic', labelAnchor: 'right', labelArrow: 'none', ticks: width < 480 ? 4 : 8, tickFormat: count },
    y: { domain: [0, Math.min(1, top)], label: null, tickFormat: percentTick, ticks: 6, grid: true },
    marks: [
      Plot.ruleY([0], { stroke: LINE }),
      line('low95', '5 3'), line('high95', '5 3'), line('low998', undefined), line('high998', undefined),
      ...(funnel.target === null ? [] : [
        Plot.ruleY([funnel.target], { stroke: INK, strokeWidth: 1.25 }),
      ]),
      Plot.text(['adjusted, %'], { frameAnchor: 'top-left', dx: -34, dy: -24, textAnchor: 'start', text: (d: string) => d, fill: INK_2 }),
      ...places.map((place) => Plot.dot(each(place), { x: 'sessions', y: 'adjustedRate', symbol: SYMBOLS[place] as 'circle', r: 4.5,
        fill: FILLS[place], stroke: STROKES[place], strokeWidth: 1.75 })),
      Plot.dot(rows.filter((row) => row.clinicId === found), { x: 'sessions', y: 'adjustedRate', r: 10, stroke: INK, strokeWidth: 2 }),
      Plot.text(named, { x: 'sessions', y: 'adjustedRate', text: 'clinicId', dy: -13, fill: INK, stroke: 'var(--panel)', strokeWidth: 3, paintOrder: 'stroke',
        textAnchor: 'middle' }),
      Plot.tip(rows, Plot.pointer({ x: 'sessions', y: 'adjustedRate', ...tipStyle, title: (d: FunnelClinic) => [d.clinicId,
        `observed ${rateTip(d.adverse.rate ?? 0, d.adverse.rateLow ?? 0, d.adverse.rateHigh ?? 0)}`,
        `${count(d.adverse.sessions)} adverse of ${count(d.sessions)} sessions, ${d.expected.toFixed(1)} expected`,
        `adjusted for its mix of strata ${percent(d.adjustedRate)} %`].join('\n') })),
    ],
  });
}
