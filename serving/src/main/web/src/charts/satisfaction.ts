import type { Band } from '../api';
import { count, percent } from '../format';
import { INK, INK_2, Plot, tipStyle } from './frame';

export interface NamedBand {
  name: string;
  band: Band;
}

export const SCORES = ['very dissatisfied', 'dissatisfied', 'neither', 'satisfied', 'very satisfied'];
export const ratingsOf = (band: Band): number => band.byScore.reduce((a, b) => a + b, 0);

type Part = { name: string; score: number; n: number; of: number; x1: number; x2: number };

/** Shares of the scores laid out around the middle of the neutral ones: left of 0 dissatisfied, right of it satisfied. */
export function divergingParts({ name, band }: NamedBand): Part[] {
  const of = ratingsOf(band);
  if (of === 0) return [];
  const shares = band.byScore.map((n) => n / of);
  let from = -(shares[0]! + shares[1]! + shares[2]! / 2);
  return shares.map((share, i) => {
    const x1 = from;
    from += share;
    return { name, score: i + 1, n: band.byScore[i]!, of, x1, x2: from };
  }).filter((part) => part.n > 0);
}

export function satisfactionChart(bands: NamedBand[], unit: string, width: number): Element {
  const narrow = width < 460;
  const parts = bands.flatMap(divergingParts);
  const figures = narrow ? 104 : 186;
  const left = narrow ? 44 : 64;
  const low = Math.min(-0.1, ...parts.map((part) => part.x1));
  const high = Math.max(0.1, ...parts.map((part) => part.x2));
  const inside = (width - left - figures) / (high - low);
  const rated = bands.filter((band) => ratingsOf(band.band) > 0);
  return Plot.plot({
    width, height: bands.length * 34 + 50, marginLeft: left, marginRight: figures, marginTop: 26, marginBottom: 22,
    x: { domain: [low, high], label: null, ticks: narrow ? 4 : 8, tickFormat: (d: number) => String(Math.round(Math.abs(d) * 100)) },
    y: { type: 'band', domain: bands.map((band) => band.name), label: null, tickSize: 0, padding: 0.22 },
    color: { type: 'ordinal', domain: [1, 2, 3, 4, 5], range: [1, 2, 3, 4, 5].map((score) => `var(--s${score})`) },
    marks: [
      Plot.rect(parts, { x1: 'x1', x2: 'x2', y: 'name', fill: 'score', insetRight: 0.75 }),
      Plot.ruleX([0], { stroke: INK, strokeOpacity: 0.6 }),
      Plot.text(parts.filter((part) => (part.x2 - part.x1) * inside > 24), { x: (d: Part) => (d.x1 + d.x2) / 2, y: 'name',
        text: (d: Part) => String(Math.round((d.n / d.of) * 100)), fill: (d: Part) => (d.score === 1 ? 'var(--on-s1)' : d.score === 5 ? 'var(--on-s5)' : 'var(--on-s)') }),
      Plot.text(rated, { x: high, y: 'name', dx: narrow ? 46 : 116, textAnchor: 'end', fill: INK,
        text: ({ band }: NamedBand) => (narrow ? percent(band.topBoxRate) : `${percent(band.topBoxRate)} (${percent(band.topBoxLow)}–${percent(band.topBoxHigh)})`) }),
      Plot.text(bands, { x: high, y: 'name', dx: figures - 4, textAnchor: 'end', fill: INK, text: ({ band }: NamedBand) => count(ratingsOf(band)) }),
      Plot.text(['4 or 5, %'], { frameAnchor: 'top-right', dx: narrow ? 46 : 116, dy: -18, textAnchor: 'end', text: (d: string) => d, fill: INK_2 }),
      Plot.text(['n'], { frameAnchor: 'top-right', dx: figures - 4, dy: -18, textAnchor: 'end', text: (d: string) => d, fill: INK_2 }),
      Plot.text([unit], { frameAnchor: 'top-left', dx: 6 - left, dy: -18, textAnchor: 'start', text: (d: string) => d, fill: INK_2 }),
      Plot.tip(parts, Plot.pointer({ x: (d: Part) => (d.x1 + d.x2) / 2, y: 'name', ...tipStyle,
        title: (d: Part) => `${unit} ${d.name}\n${d.score} ${SCORES[d.score - 1]}: ${percent(d.n / d.of)} %\n${count(d.n)} of ${count(d.of)} ratings` })),
    ],
  });
}

