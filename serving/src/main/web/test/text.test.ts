import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvOf } from '../src/csv';
import { ageText, count, interval, monthText, percent, rateText } from '../src/format';
import { conditionName, reactionName, stratumName } from '../src/names';
import { link, parseRoute } from '../src/route';
import { countColumn, rateColumns } from '../src/table';

test('a rate is one decimal, two below 1 % together with its interval, and never NaN', () => {
  assert.equal(rateText({ rate: 0.029, rateLow: 0.017, rateHigh: 0.05 }), '2.9 % (1.7–5.0)');
  assert.equal(rateText({ rate: 0.0014, rateLow: 0.0008, rateHigh: 0.0025 }), '0.14 % (0.08–0.25)');
  assert.equal(rateText({ rate: 0, rateLow: 0, rateHigh: 0.009 }), '0 % (0–0.90)');
  assert.equal(rateText({ rate: null, rateLow: null, rateHigh: null }), '–');
  assert.equal(percent(1), '100');
  assert.equal(percent(0.0004), '0.04');
  assert.equal(interval(null, 0.2), '–');
});

test('counts have thousands, and none is a dash, not a zero', () => {
  assert.equal(count(24110), '24,110');
  assert.equal(count(0), '0');
  assert.equal(count(null), '–');
});

test('months and ages are read in UTC', () => {
  assert.equal(monthText('2026-03'), 'Mar 2026');
  assert.equal(monthText('2026-03-01'), 'Mar 2026');
  const now = Date.parse('2026-04-14T12:00:00Z');
  assert.equal(ageText('2026-04-14T11:30:00Z', now), '30 min');
  assert.equal(ageText('2026-04-13T12:00:00Z', now), '24 h');
  assert.equal(ageText('2026-03-26T12:00:00Z', now), '19 days');
  assert.equal(ageText(null, now), 'never');
});

test('a symbol that is not known is still readable', () => {
  assert.equal(conditionName('ACNE_SCAR'), 'Acne scars');
  assert.equal(reactionName('NEW_KIND'), 'New kind');
  assert.equal(stratumName('ACNE_SCAR', 'UNKNOWN'), 'Acne scars, skin type unknown');
  assert.equal(stratumName(null, null), 'All strata');
});

test('a route goes into the hash and comes back', () => {
  const hash = link('stratum', ['ACNE_SCAR', 'IV'], { setting: 'HOME', period: undefined });
  assert.equal(hash, '#/stratum/ACNE_SCAR/IV?setting=HOME');
  assert.deepEqual(parseRoute(hash), { page: 'stratum', parts: ['ACNE_SCAR', 'IV'], filters: { setting: 'HOME' } });
  assert.deepEqual(parseRoute(''), { page: 'overview', parts: [], filters: {} });
  assert.deepEqual(parseRoute(link('clinics', [], { clinic: 'a b&c' })).filters, { clinic: 'a b&c' });
});

test('a CSV keeps all digits, quotes what needs it, and leaves a hidden value empty', () => {
  const rows = [{ name: 'one, "two"', n: 3, rate: 1 / 3, rateLow: 0.1, rateHigh: 0.7 }, { name: 'hidden', n: null, rate: null, rateLow: null, rateHigh: null }];
  const csv = csvOf({ caption: '', rows, columns: [{ title: 'Name', name: 'name', value: (r) => r.name }, countColumn('n', 'n', (r) => r.n), ...rateColumns('Rate', 'rate', (r) => r)] });
  assert.equal(csv, 'name,n,rate,rate_low,rate_high\r\n"one, ""two""",3,0.3333333333333333,0.1,0.7\r\nhidden,,,,\r\n');
});
