import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Rate } from './api';
import { count, digitsOf, interval, percent } from './format';

export type Cell = string | number | boolean | null | undefined;

/** One table: what the page shows of it and what its CSV holds come from the same columns. */
export interface Column {
  /** heading on the page */
  title: string;
  /** heading in the CSV, snake_case */
  name: string;
  value: (row: any) => Cell;
  /** how the page writes it; the plain value if absent */
  show?: (row: any) => ComponentChildren;
  number?: boolean;
  /** names the row: becomes its heading */
  heading?: boolean;
  /** in the CSV, not on the page */
  csvOnly?: boolean;
}

export interface TableModel {
  caption: string;
  columns: Column[];
  rows: unknown[];
}

export function countColumn(title: string, name: string, value: (row: any) => number | null | undefined): Column {
  return { title, name, number: true, value, show: (row) => count(value(row)) };
}

/** A rate and its 95 % interval: two columns on the page, three in the CSV. */
export function rateColumns(title: string, name: string, rate: (row: any) => Rate): Column[] {
  return [
    { title: `${title}, %`, name, number: true, value: (row) => rate(row).rate, show: (row) => percent(rate(row).rate, digitsOf(rate(row))) },
    { title: '95 %', name: `${name}_low`, number: true, value: (row) => rate(row).rateLow, show: (row) => interval(rate(row).rateLow, rate(row).rateHigh, digitsOf(rate(row))) },
    { title: '', name: `${name}_high`, csvOnly: true, value: (row) => rate(row).rateHigh },
  ];
}

const compare = (a: Cell, b: Cell): number => {
  if (a === b) return 0;
  if (a === null || a === undefined) return -1;
  if (b === null || b === undefined) return 1;
  return a < b ? -1 : 1;
};

const ROWS_AT_ONCE = 100;

/** A real table; columns sort where `sortable`, long ones grow on demand. */
export function DataTable({ table, sortable = false, first }: { table: TableModel; sortable?: boolean; first?: string }) {
  const [order, setOrder] = useState<{ name: string; down: boolean } | null>(first ? { name: first, down: false } : null);
  const [most, setMost] = useState(ROWS_AT_ONCE);
  const columns = table.columns.filter((c) => !c.csvOnly);
  const column = columns.find((c) => c.name === order?.name);
  const rows = useMemo(() => {
    if (!column) return table.rows;
    const sign = order?.down ? -1 : 1;
    return [...table.rows].sort((a, b) => sign * compare(column.value(a), column.value(b)));
  }, [table.rows, column?.name, order?.down]);
  const sort = (name: string): void => setOrder((now) => ({ name, down: now?.name === name ? !now.down : false }));
  return (
    <div class="table-frame" role="region" aria-label={table.caption} tabIndex={0}>
      <table class="data">
        <caption>{table.caption}</caption>
        <thead>
          <tr>
            {columns.map((c) => (
              <th key={c.name} scope="col" class={c.number ? 'number' : ''}
                aria-sort={order?.name === c.name ? (order.down ? 'descending' : 'ascending') : undefined}>
                {sortable ? <button type="button" class="sort" onClick={() => sort(c.name)}>{c.title}</button> : c.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, most).map((row, i) => (
            <tr key={i}>
              {columns.map((c) => {
                const shown = c.show ? c.show(row) : (c.value(row) ?? '–');
                const kind = c.number ? 'number' : '';
                return c.heading ? <th key={c.name} scope="row" class={kind}>{shown}</th> : <td key={c.name} class={kind}>{shown}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > most && (
        <p class="more">
          {count(most)} of {count(rows.length)} rows. <button type="button" class="quiet" onClick={() => setMost(most + 5 * ROWS_AT_ONCE)}>More rows</button>
        </p>
      )}
    </div>
  );
}
