import type { Rate } from './api';

/** How numbers are written: thin and steady, one way everywhere. `–` between the ends of an interval, `-` never. */

const NO_VALUE = '–';
const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });
const instant = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'UTC', hour12: false,
});

export const count = (n: number | null | undefined): string => (n === null || n === undefined ? NO_VALUE : whole.format(n));

/** A rate of 0..1 as a percentage without its sign; a rate too small for the digits gets one more. */
export function percent(rate: number | null | undefined, digits = 1): string {
  if (rate === null || rate === undefined) return NO_VALUE;
  const value = rate * 100;
  if (value === 0 || value === 100) return String(value);
  return value.toFixed(value < 0.5 / 10 ** digits ? digits + 1 : digits);
}

/** Digits that tell a rate and its interval apart: two below 1 %. */
export const digitsOf = (rate: Rate): number => ((rate.rate || rate.rateHigh || 0) < 0.01 ? 2 : 1);

/** "1.7–5.0", or "–" where there is no interval. */
export function interval(low: number | null, high: number | null, digits = 1): string {
  return low === null || high === null ? NO_VALUE : `${percent(low, digits)}–${percent(high, digits)}`;
}

/** "2.9 (1.7–5.0)". */
export function rateFigures(rate: Rate): string {
  if (rate.rate === null) return NO_VALUE;
  const digits = digitsOf(rate);
  return `${percent(rate.rate, digits)} (${interval(rate.rateLow, rate.rateHigh, digits)})`;
}

/** "2.9 % (1.7–5.0)". */
export const rateText = (rate: Rate): string => rateFigures(rate).replace(' (', ' % (');

const dateOf = (iso: string): Date => new Date(iso.length === 10 ? `${iso}T00:00:00Z` : iso);

export const dateText = (iso: string | null): string => (iso ? day.format(dateOf(iso)) : NO_VALUE);

/** "Mar 2026" of "2026-03" or "2026-03-01". */
export const monthText = (iso: string): string => month.format(dateOf(iso.length === 7 ? `${iso}-01` : iso));

/** "14 Apr 2026, 09:12 UTC". */
export const instantText = (iso: string | null | undefined): string => (iso ? `${instant.format(dateOf(iso))} UTC` : NO_VALUE);

/** How long before `now` an instant was: "3 days", "2 h", "5 min". */
export function ageText(iso: string | null, now: number): string {
  if (!iso) return 'never';
  const minutes = Math.max(0, Math.round((now - Date.parse(iso)) / 60_000));
  if (minutes < 90) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.round(minutes / 60)} h`;
  return `${count(Math.round(minutes / 1440))} days`;
}

/** "1 session", "412 sessions". */
export const plural = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;
