import type { SideEffects } from './api';

const DAY_MS = 86_400_000;
const dayOf = (iso: string): number => Math.floor(Date.parse(iso.slice(0, 10)) / DAY_MS);

/**
 * The mean elapsed share of follow-up over the sessions of some accounts.
 * @param rows accounts with their sessions by day
 * @param asOf instant at which the summaries stand
 * @param followUpDays after how many days the follow-up of a session is complete, as the server says
 * @returns 0..1, null without sessions by day
 */
export function followUpShare(rows: SideEffects[], asOf: string, followUpDays: number): number | null {
  const today = dayOf(asOf);
  let sessions = 0;
  let elapsed = 0;
  for (const row of rows) {
    for (const [day, n] of Object.entries(row.sessionsByDay ?? {})) {
      sessions += n;
      elapsed += n * Math.min(1, Math.max(0, (today - dayOf(day)) / followUpDays));
    }
  }
  return sessions === 0 ? null : elapsed / sessions;
}
