import { count } from '../format';
import { reactionName } from '../names';
import { INK, INK_2, Plot, tipStyle } from './frame';
import type { TypeRow } from './reactions';

type Part = { type: string; grade: number; reports: number; x1: number; x2: number; all: number };

function parts(rows: TypeRow[]): Part[] {
  return rows.flatMap((row) => {
    let from = 0;
    return row.byGrade.map((reports, i) => {
      const x1 = from;
      from += row.reports === 0 ? 0 : reports / row.reports;
      return { type: reactionName(row.type), grade: i + 1, reports, x1, x2: from, all: row.reports };
    }).filter((part) => part.reports > 0);
  });
}

/** The grades of each type's reports as shares of them, with the number of reports. */
export function gradesChart(rows: TypeRow[], width: number): Element {
  const narrow = width < 460;
  const drawn = parts(rows);
  const left = narrow ? 118 : 128;
  const inside = width - left - 60;
  return Plot.plot({
    width, height: rows.length * 25 + 46, marginLeft: left, marginRight: 60, marginTop: 24, marginBottom: 22,
    x: { domain: [0, 1], label: null, tickFormat: (d: number) => String(Math.round(d * 100)), ticks: 5 },
    y: { type: 'band', domain: rows.map((row) => reactionName(row.type)), label: null, tickSize: 0, padding: 0.22 },
    color: { type: 'ordinal', domain: [1, 2, 3, 4, 5], range: [1, 2, 3, 4, 5].map((grade) => `var(--g${grade})`) },
    marks: [
      Plot.rect(drawn, { x1: 'x1', x2: 'x2', y: 'type', fill: 'grade', insetRight: 0.75 }),
      Plot.text(drawn.filter((part) => (part.x2 - part.x1) * inside > 26), { x: (d: Part) => (d.x1 + d.x2) / 2, y: 'type',
        text: (d: Part) => count(d.reports), fill: (d: Part) => `var(--on-g${d.grade})` }),
      Plot.text(rows, { x: 1, y: (d: TypeRow) => reactionName(d.type), dx: 58, textAnchor: 'end', text: (d: TypeRow) => count(d.reports), fill: INK }),
      Plot.text(['reports'], { frameAnchor: 'top-right', dx: 58, dy: -16, textAnchor: 'end', text: (d: string) => d, fill: INK_2 }),
      Plot.text(['% of reports'], { frameAnchor: 'top-left', dy: -16, textAnchor: 'start', text: (d: string) => d, fill: INK_2 }),
      Plot.tip(drawn, Plot.pointer({ x: (d: Part) => (d.x1 + d.x2) / 2, y: 'type', ...tipStyle,
        title: (d: Part) => `${d.type}\ngrade ${d.grade}: ${count(d.reports)} of ${count(d.all)} reports` })),
    ],
  });
}
