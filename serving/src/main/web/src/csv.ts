import type { Cell, TableModel } from './table';

const text = (cell: Cell): string => (cell === null || cell === undefined ? '' : String(cell));
const quoted = (value: string): string => (/[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/** RFC 4180 with CRLF; numbers as they are (rates 0..1, all digits), a cell without a value is empty. */
export function csvOf(table: TableModel): string {
  const header = table.columns.map((column) => quoted(column.name));
  const rows = table.rows.map((row) => table.columns.map((column) => quoted(text(column.value(row)))));
  return [header, ...rows].map((cells) => cells.join(',')).join('\r\n') + '\r\n';
}

/** Hands a file to the reader's browser. */
export function download(name: string, csv: string): void {
  const address = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  URL.revokeObjectURL(address);
}
