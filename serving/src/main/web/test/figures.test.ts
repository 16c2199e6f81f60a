import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Band, Funnel, FunnelClinic, ReleasedRow, SideEffects, TypeCount } from '../src/api';
import { placeOf } from '../src/charts/funnel';
import { splitTypes } from '../src/charts/reactions';
import { divergingParts } from '../src/charts/satisfaction';
import { followUpShare } from '../src/followup';
import { heatClass } from '../src/heatmap';
import { releasedCells } from '../src/pages/releases';

const ENDS = [0.01, 0.02, 0.05];
const none = { rate: null, rateLow: null, rateHigh: null, mixed: false };

test('a class holds its lower end and not its upper', () => {
  assert.deepEqual([0, 0.0099, 0.01, 0.02, 0.0499, 0.05, 1].map((rate) => heatClass(rate, ENDS)), [0, 0, 1, 2, 2, 3, 3]);
});

test('satisfaction lies around the middle of the neutral score', () => {
  const band = { byScore: [10, 20, 40, 20, 10], mean: 3 } as Band;
  const parts = divergingParts({ name: 'x', band });
  const middle = parts[2]!;
  assert.ok(Math.abs(middle.x1 + middle.x2) < 1e-12);
  assert.ok(Math.abs(parts[0]!.x1 + 0.5) < 1e-12);
  assert.ok(Math.abs(parts[4]!.x2 - 0.5) < 1e-12);
  assert.deepEqual(divergingParts({ name: 'x', band: { ...band, byScore: [0, 0, 0, 0, 0] } }), []);
  assert.deepEqual(divergingParts({ name: 'x', band: { ...band, byScore: [0, 0, 0, 0, 7] } }).map((part) => [part.score, part.x1, part.x2]), [[5, 0, 1]]);
});

test('a clinic is placed against the limits at its own number of sessions', () => {
  const limits: Funnel['limits'] = [
    { n: 100, low95: 0.01, high95: 0.09, low998: 0, high998: 0.13 }, { n: 200, low95: 0.02, high95: 0.07, low998: 0.01, high998: 0.09 }];
  const at = (sessions: number, adjustedRate: number | null) => placeOf({ sessions, adjustedRate } as FunnelClinic, limits);
  assert.equal(at(150, 0.079), 'INSIDE');
  assert.equal(at(150, 0.081), 'BEYOND_95');
  assert.equal(at(150, 0.111), 'BEYOND_998');
  assert.equal(at(200, 0.005), 'BEYOND_998');
  assert.equal(at(100, 0), 'BEYOND_95');
  assert.equal(at(5000, 0.05), 'INSIDE');
  assert.equal(at(100, null), 'INSIDE');
});

test('the elapsed share of follow-up is a mean over sessions, at most one each', () => {
  const row = (sessionsByDay: Record<string, number>) => ({ sessionsByDay }) as SideEffects;
  assert.equal(followUpShare([row({ '2026-04-01': 1 })], '2026-05-16T10:00:00Z', 90), 0.5);
  assert.equal(followUpShare([row({ '2025-01-01': 3 }), row({ '2026-05-16': 1 })], '2026-05-16T10:00:00Z', 90), 0.75);
  assert.equal(followUpShare([row({ '2026-06-01': 1 })], '2026-05-16T10:00:00Z', 90), 0);
  assert.equal(followUpShare([row({})], '2026-05-16T10:00:00Z', 90), null);
});

test('types that nobody reported are kept apart and complete', () => {
  const type = (sessions: number) => ({ sessions }) as TypeCount;
  const { seen, unseen } = splitTypes({ MILIA: type(0), ERYTHEMA: type(9), BURN: type(0), PAIN: type(12) });
  assert.deepEqual(seen.map((row) => row.type), ['PAIN', 'ERYTHEMA']);
  assert.deepEqual(unseen.map((row) => row.type), ['BURN', 'MILIA']);
});

test('a suppressed cell has no number and is no zero; a stratum without patients is no cell', () => {
  const row = (patients: number | null, adverse: ReleasedRow['adverse']): ReleasedRow =>
    ({ period: { kind: 'ALL', start: null }, setting: 'CLINIC', condition: 'MELASMA', skinType: 'IV', patients, any: adverse, adverse, suppressed: adverse.patients === null });
  const states = releasedCells([row(40, { patients: null, ...none }), row(null, { patients: null, ...none }), row(0, { patients: 0, ...none }),
    row(40, { patients: 0, rate: 0, rateLow: 0, rateHigh: 0.09, mixed: false })], 'adverse').map((cell) => [cell.state, cell.rate.rate]);
  assert.deepEqual(states, [['SUPPRESSED', null], ['SUPPRESSED', null], ['SHOWN', 0]]);
});

test('a rate of two releases is known as such', () => {
  const mixed = (is: boolean): ReleasedRow['adverse'] => ({ patients: 20, rate: 0.5, rateLow: 0.4, rateHigh: 0.6, mixed: is });
  const row = { period: { kind: 'ALL', start: null }, setting: 'CLINIC', condition: null, skinType: null, patients: 40, any: mixed(true), adverse: mixed(false), suppressed: false } as ReleasedRow;
  assert.deepEqual([releasedCells([row], 'any')[0]!.mixed, releasedCells([row], 'adverse')[0]!.mixed], [true, false]);
});
