import * as Plot from '@observablehq/plot';
import { rateText } from '../format';

/** What all charts share. Colours are the style sheet's variables, so that a change of theme draws nothing anew. */
export const INK = 'var(--ink)';
export const INK_2 = 'var(--ink-2)';
export const LINE = 'var(--line)';
export const ADVERSE = 'var(--adverse)';
export const ANY = 'var(--any)';

export const percentTick = (rate: number): string => `${Number((rate * 100).toFixed(2))}`;

/** "4.1 % (2.0–8.2)" for a tip. */
export const rateTip = (rate: number, low: number, high: number): string =>
  rateText({ rate, rateLow: low, rateHigh: high });

/** The tip of a chart: the values of the nearest mark, in the panel's colours. */
export const tipStyle = { fill: 'var(--panel)', stroke: 'var(--line)', textPadding: 8, lineHeight: 1.35 } as const;

export const monthOf = (start: string): Date => new Date(`${start.slice(0, 7)}-15T00:00:00Z`);

export { Plot };
