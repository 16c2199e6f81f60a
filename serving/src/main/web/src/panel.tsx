import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Problem } from './api';
import { csvOf, download } from './csv';
import { instantText } from './format';
import type { Read } from './live';
import { link, useRoute } from './route';
import { DataTable, type TableModel } from './table';

interface PanelProps {
  /** in the address of its CSV and its table */
  id: string;
  /** says what is seen, with its unit */
  title: string;
  /** what is counted: "412 sessions, 187 patients" */
  n?: string | undefined;
  asOf?: string | null | undefined;
  /** section of the page Method */
  method: string;
  table?: TableModel | undefined;
  /** over all columns of its grid */
  full?: boolean;
  stale?: boolean;
  /** the body is the table itself: no second one, and no margin around it */
  bare?: boolean;
  /** a long list, that the page scrolls */
  work?: boolean;
  children: ComponentChildren;
}

/** A figure with everything it needs to be trusted: its title, n, as-of, method, CSV, and its data as a table. */
export function Panel({ id, title, n, asOf, method, table, full, stale, bare, work, children }: PanelProps) {
  const all = useRoute().filters['tables'] === 'all';
  const [open, setOpen] = useState(all);
  useEffect(() => setOpen(all), [all]);
  return (
    <section class={`panel${full ? ' full' : ''}${stale ? ' stale' : ''}${bare ? ' bare' : ''}${work ? ' work' : ''}`} aria-labelledby={`${id}-title`} aria-busy={stale || undefined}>
      <header>
        <div>
          <h2 id={`${id}-title`}>{title}</h2>
          <p class="provenance">
            {n && <span>{n}</span>}
            {asOf && <span>as of <time dateTime={asOf}>{instantText(asOf)}</time></span>}
          </p>
        </div>
        <div class="actions">
          <a href={link('method', [method])} aria-label={`Method: ${title}`}>Method</a>
          {table && <button type="button" aria-label={`CSV: ${title}`} onClick={() => download(`dermavigil-${id}.csv`, csvOf(table))}>CSV</button>}
          {table && !bare && (
            <button type="button" aria-label={`Table: ${title}`} aria-expanded={open} aria-controls={`${id}-table`} onClick={() => setOpen(!open)}>
              Table
            </button>
          )}
        </div>
      </header>
      <div class="body">{children}</div>
      {table && !bare && <div id={`${id}-table`} hidden={!open}>{open && <DataTable table={table} />}</div>}
    </section>
  );
}

export function ProblemNote({ problem }: { problem: Problem }) {
  return (
    <div class="note problem" role="alert">
      <strong>{problem.status === 0 ? 'No answer from the server' : problem.title}</strong>
      <p>{problem.detail || `The server answered ${problem.status}.`} {problem.status === 0 || problem.status >= 500 ? 'The page asks again by itself.' : ''}</p>
    </div>
  );
}

export function Loading({ rows = 6 }: { rows?: number }) {
  return (
    <div class="loading" role="status">
      <span class="unseen">Loading</span>
      {Array.from({ length: rows }, (_, i) => <span key={i} class="bone" aria-hidden="true" />)}
    </div>
  );
}

/** Draws what was read; before that the bones of it, and a problem where there is nothing to show. */
export function Reading<T>({ read, rows, children }: { read: Read<T>; rows?: number; children: (data: T) => ComponentChildren }) {
  if (read.data !== null) return <>{children(read.data)}</>;
  if (read.problem) return read.problem.status === 401 ? null : <ProblemNote problem={read.problem} />;
  return <Loading {...(rows ? { rows } : {})} />;
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <div class="note empty">{children}</div>;
}
