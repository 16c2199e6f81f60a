import { Chart } from './chart';
import { reactionsChart, splitTypes } from './charts/reactions';
import type { SideEffects, TypeCount } from './api';
import { count, plural, rateText } from './format';
import { reactionName } from './names';
import { countColumn, rateColumns, type TableModel } from './table';

export function typesTable(row: SideEffects, caption: string): TableModel {
  const types = splitTypes(row.reactions ?? {});
  return {
    caption, rows: [...types.seen, ...types.unseen],
    columns: [
      { title: 'Reaction', name: 'reaction_type', heading: true, value: (r) => r.type, show: (r) => reactionName(r.type) },
      countColumn('Sessions', 'type_sessions', (r) => r.sessions),
      countColumn('n', 'sessions', () => row.sessions),
      ...rateColumns('Reported', 'type_rate', (r) => r),
      countColumn('Adverse', 'adverse_sessions', (r) => r.adverseSessions),
      ...rateColumns('Adverse', 'adverse_rate', (r) => ({ rate: r.adverseRate, rateLow: r.adverseRateLow, rateHigh: r.adverseRateHigh })),
      countColumn('Reports', 'reports', (r) => r.reports),
      countColumn('Serious', 'serious', (r) => r.serious),
      countColumn('Unresolved', 'unresolved', (r) => r.unresolved),
      countColumn('Resolution unknown', 'resolution_unknown', (r) => r.resolutionUnknown),
    ],
  };
}

/** Rates by reaction type; those that nobody reported are a line that opens. */
export function ReactionTypes({ row, label }: { row: SideEffects; label: string }) {
  const { seen, unseen } = splitTypes(row.reactions ?? {});
  const zero = unseen[0] as TypeCount | undefined;
  return (
    <>
      <ul class="legend" aria-label="Legend">
        <li><span class="key ring any" aria-hidden="true" />reported, 95 % interval</li>
        <li><span class="key disc adverse" aria-hidden="true" />adverse, 95 % interval</li>
        <li class="quiet-text">square-root scale</li>
      </ul>
      {seen.length > 0 && <Chart label={label} inputs={[row]} draw={(width) => reactionsChart(seen, row.sessions, width)} />}
      {zero && (
        <details class="zero-types">
          <summary>{plural(unseen.length, 'type')} without a report among {plural(row.sessions, 'session')}: each {rateText(zero)}</summary>
          <ul>{unseen.map((type) => <li key={type.type}>{reactionName(type.type)} <span>0 / {count(row.sessions)}</span></li>)}</ul>
        </details>
      )}
    </>
  );
}
