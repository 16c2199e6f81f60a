import type { ComponentChildren, JSX } from 'preact';
import type { Rate } from './api';
import { count, interval, percent, rateText } from './format';
import { CONDITIONS, conditionName, SKIN_TYPES, skinTypeName, stratumName } from './names';
import { Tooltip, useTooltip } from './tooltip';

/** One cell: a stratum, or with a null part a margin of the table. */
export interface HeatCell {
  condition: string | null;
  skinType: string | null;
  rate: Rate;
  affected: number | null;
  n: number | null;
  patients: number | null;
  state: 'SHOWN' | 'SMALL' | 'SUPPRESSED';
  /** whether the rate's two counts are of different moments */
  mixed?: boolean;
  href?: string | undefined;
}

export interface HeatScale {
  /** upper ends of the classes but the last, 0..1, rising */
  ends: number[];
  /** what is rated: "sessions with an adverse reaction" */
  what: string;
  /** what n counts */
  unit: 'sessions' | 'patients';
}

export const SMALL_BELOW_PATIENTS = 11;

export const heatClass = (rate: number, ends: number[]): number => {
  const at = ends.findIndex((end) => rate < end);
  return at < 0 ? ends.length : at;
};

const keyOf = (condition: string | null, skinType: string | null): string => `${condition ?? ''}|${skinType ?? ''}`;

const Unseen = ({ children }: { children: ComponentChildren }) => <span class="unseen">{children}</span>;

/** Rate over interval for the eye; for a listener the whole sentence. */
function CellContent({ cell, scale }: { cell: HeatCell; scale: HeatScale }) {
  const name = `${stratumName(cell.condition, cell.skinType)}: `;
  if (cell.state === 'SUPPRESSED') return <><Unseen>{name}</Unseen><span class="hidden-value">suppressed</span></>;
  const small = cell.state === 'SMALL' ? `, fewer than ${SMALL_BELOW_PATIENTS} patients` : cell.mixed ? ', counts of different releases' : '';
  return (
    <>
      <Unseen>{name}</Unseen><b>{percent(cell.rate.rate)}{cell.mixed && <span aria-hidden="true">*</span>}</b><Unseen> %, 95 % interval </Unseen><small>{interval(cell.rate.rateLow, cell.rate.rateHigh)}</small>
      <Unseen>, {count(cell.affected)} of {count(cell.n)} {scale.unit}{small}</Unseen>
    </>
  );
}

function TipContent({ cell, scale }: { cell: HeatCell; scale: HeatScale }) {
  const head = <strong>{stratumName(cell.condition, cell.skinType)}</strong>;
  if (cell.state === 'SUPPRESSED') {
    return <>{head}<p>Suppressed: too few patients, or it would give away a cell with too few. {cell.n !== null && `n ${count(cell.n)} ${scale.unit}`}</p></>;
  }
  return (
    <>
      {head}
      <p class="figure">{rateText(cell.rate)}</p>
      <p>{count(cell.affected)} of {count(cell.n)} {scale.what}</p>
      {scale.unit === 'sessions' && <p>{count(cell.patients)} patients</p>}
      {cell.mixed && <p>The two counts are of different releases: one of them is carried.</p>}
      {cell.state === 'SMALL' && <p>Fewer than {SMALL_BELOW_PATIENTS} patients: read with care.</p>}
    </>
  );
}

const STEPS: Record<string, [number, number]> = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

/** Arrow keys go from cell to cell, over those that hold nothing. */
function walk(event: KeyboardEvent): void {
  const step = STEPS[event.key];
  const from = (event.target as Element).closest('td');
  if (!step || !from) return;
  const rows = [...from.closest('table')!.tBodies[0]!.rows];
  let row = rows.indexOf(from.parentElement as HTMLTableRowElement);
  let column = from.cellIndex;
  for (;;) {
    row += step[0];
    column += step[1];
    const cell = rows[row]?.cells[column];
    if (!cell) return;
    const target = cell.querySelector<HTMLElement>('a, [tabindex]');
    if (target) {
      event.preventDefault();
      target.focus();
      return;
    }
  }
}

export function HeatMap({ cells, scale, caption }: { cells: HeatCell[]; scale: HeatScale; caption: string }) {
  const { tip, hide, on } = useTooltip();
  const byKey = new Map(cells.map((cell) => [keyOf(cell.condition, cell.skinType), cell]));
  const conditions = CONDITIONS.filter((condition) => cells.some((cell) => cell.condition === condition));
  const columns: (string | null)[] = [...SKIN_TYPES, null];

  const draw = (condition: string | null, skinType: string | null): JSX.Element => {
    const cell = byKey.get(keyOf(condition, skinType));
    const margin = condition === null || skinType === null ? ' margin' : '';
    if (!cell) return <td key={skinType} class={`none${margin}`}><span aria-hidden="true">·</span><Unseen>no {scale.unit}</Unseen></td>;
    const shade = cell.state === 'SUPPRESSED' || cell.rate.rate === null ? '' : ` h${heatClass(cell.rate.rate, scale.ends)}`;
    const content = <CellContent cell={cell} scale={scale} />;
    const handlers = on(() => <TipContent cell={cell} scale={scale} />);
    return (
      <td key={skinType} class={`${shade}${margin}${cell.state === 'SHOWN' ? '' : ' hatched'}`} data-cell={keyOf(condition, skinType)}>
        {cell.href
          ? <a href={cell.href} {...handlers}>{content}</a>
          : <span tabIndex={0} {...handlers}>{content}</span>}
      </td>
    );
  };

  return (
    <div class="heat-frame">
      <table class="heat" onKeyDown={walk}>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            <td class="corner" />
            {columns.map((skinType) => (
              <th key={skinType} scope="col" class={skinType === null ? 'margin' : ''}>
                {skinType === null ? 'All' : skinType === 'UNKNOWN' ? <><span class="long">Unknown</span><abbr class="short" title="Unknown">?</abbr></> : skinTypeName(skinType)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...conditions, null].map((condition) => (
            <tr key={condition} class={condition === null ? 'margin' : ''}>
              <th scope="row">{condition === null ? 'All conditions' : conditionName(condition)}</th>
              {columns.map((skinType) => draw(condition, skinType))}
            </tr>
          ))}
        </tbody>
      </table>
      <HeatLegend scale={scale} suppressed={cells.some((cell) => cell.state === 'SUPPRESSED')} mixed={cells.some((cell) => cell.mixed)} />
      <Tooltip tip={tip} hide={hide} />
    </div>
  );
}

function HeatLegend({ scale, suppressed, mixed }: { scale: HeatScale; suppressed: boolean; mixed: boolean }) {
  const ends = scale.ends.map((end) => percent(end));
  const names = [`< ${ends[0]}`, ...ends.slice(0, -1).map((end, i) => `${end}–${ends[i + 1]}`), `≥ ${ends.at(-1)}`];
  return (
    <ul class="heat-legend" aria-label="Legend">
      <li class="title">% of {scale.unit}</li>
      {names.map((name, i) => <li key={name}><span class={`swatch h${i}`} aria-hidden="true" />{name}</li>)}
      {suppressed
        ? <li><span class="swatch hatched suppressed" aria-hidden="true" />suppressed</li>
        : <li><span class="swatch hatched" aria-hidden="true" />fewer than {SMALL_BELOW_PATIENTS} patients</li>}
      <li><span class="swatch none" aria-hidden="true">·</span>no {scale.unit}</li>
      {mixed && <li>* counts of different releases</li>}
    </ul>
  );
}
