// What the page shows is what the REST interface says: every cell, and the figures of each page.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { readFile } from 'node:fs/promises';
import { openPage, show } from './visit.mjs';

const figure = (rate) => {
  const value = rate * 100;
  return value === 0 || value === 100 ? String(value) : value.toFixed(value < 0.05 ? 2 : 1);
};
const whole = (n) => n.toLocaleString('en-GB');
const byName = (rows) => rows.map((row) => row.clinicId).sort((a, b) => a.localeCompare(b));

export function testValues(world) {
  describe('values', () => {
    let visit;
    before(async () => { visit = await openPage(world.browser, world.stack); });
    after(async () => {
      await visit.context.close();
      assert.deepEqual(visit.faults, []);
    });

    for (const setting of ['CLINIC', 'HOME']) {
      test(`every cell of the heat map is the account's rate, ${setting}`, async () => {
        const { page } = visit;
        const stack = world.stack;
        const rows = [];
        for (const grouping of ['STRATUM', 'CONDITION', 'SKIN_TYPE', 'CHAIN']) {
          rows.push(...(await stack.read(`/side-effects?grouping=${grouping}&setting=${setting}&limit=1000`)).rows);
        }
        await show(page, stack, `#/overview${setting === 'HOME' ? '?setting=HOME' : ''}`);
        await page.waitForSelector('.heat');
        const expected = rows.filter((row) => row.sessions > 0).map((row) =>
          [`${row.condition ?? ''}|${row.skinType ?? ''}`, figure(row.adverse.rate), `${whole(row.adverse.sessions)} of ${whole(row.sessions)} sessions`]);
        const shown = await page.$$eval('.heat td[data-cell]', (cells) => cells.map((cell) =>
          [cell.dataset.cell, cell.querySelector('b').textContent, /, ([\d,]+ of [\d,]+ sessions)/.exec(cell.textContent)[1]]));
        const sorted = (list) => [...list].sort((a, b) => a[0].localeCompare(b[0]));
        assert.ok(expected.length > 0);
        assert.deepEqual(sorted(shown), sorted(expected));
        const small = rows.filter((row) => row.sessions > 0 && row.patients < 11).length;
        assert.equal(await page.locator('.heat td.hatched').count(), small);
      });
    }

    test('the tooltip names interval, n and patients', async () => {
      const { page } = visit;
      await show(page, world.stack, '#/overview');
      const { rows } = await world.stack.read('/side-effects?grouping=STRATUM&setting=CLINIC&limit=1000');
      const row = rows.reduce((most, next) => (next.sessions > most.sessions ? next : most));
      await page.hover(`td[data-cell="${row.condition}|${row.skinType}"] a`);
      const tip = await page.textContent('[role=tooltip]');
      const { rate, rateLow, rateHigh } = row.adverse;
      const digits = (rate || rateHigh) < 0.01 ? 2 : 1;
      assert.ok(tip.includes(`${(rate * 100).toFixed(digits)} % (${(rateLow * 100).toFixed(digits)}–${(rateHigh * 100).toFixed(digits)})`), tip);
      assert.ok(tip.includes(`${whole(row.adverse.sessions)} of ${whole(row.sessions)} sessions`), tip);
      assert.ok(tip.includes(`${whole(row.patients)} patients`), tip);
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('[role=tooltip]').count(), 0);
    });

    test('a stratum has the counts of its document, 0/n included', async () => {
      const { page } = visit;
      const { rows } = await world.stack.read('/side-effects?grouping=STRATUM&setting=CLINIC&limit=1000');
      const { condition, skinType } = rows.reduce((most, next) => (next.sessions > most.sessions ? next : most));
      const { all } = await world.stack.read(`/strata/${condition}/${skinType}?setting=CLINIC`);
      await show(page, world.stack, `#/stratum/${condition}/${skinType}`);
      await page.getByRole('button', { name: 'Table: Sessions with each reaction type' }).click();
      const shown = Object.fromEntries(await page.$$eval('#stratum-types-table tbody tr', (lines) => lines.map((line) =>
        [line.cells[0].textContent, [line.cells[1].textContent, line.cells[5].textContent]])));
      assert.equal(Object.keys(shown).length, 23);
      assert.deepEqual(shown.Hyperpigmentation, [whole(all.reactions.HYPERPIGMENTATION.sessions), whole(all.reactions.HYPERPIGMENTATION.adverseSessions)]);
      assert.deepEqual(shown.Erythema, [whole(all.reactions.ERYTHEMA.sessions), whole(all.reactions.ERYTHEMA.adverseSessions)]);
      const unseen = Object.values(all.reactions).filter((type) => type.sessions === 0).length;
      if (unseen > 0) assert.match(await page.textContent('.zero-types summary'), new RegExp(`^${unseen} types? without a report`));
    });

    test('clinics stand by name, each with its own counts', async () => {
      const { page } = visit;
      const { rows } = await world.stack.read('/clinics?setting=CLINIC');
      await show(page, world.stack, '#/clinics');
      const shown = await page.$$eval('section[aria-labelledby="clinics-title"] tbody tr', (lines) => lines.map((line) => [line.cells[0].textContent, line.cells[1].textContent, line.cells[3].textContent]));
      assert.deepEqual(shown.map(([name]) => name), byName(rows).slice(0, shown.length));
      const first = rows.find((row) => row.clinicId === shown[0][0]);
      assert.deepEqual(shown[0], [first.clinicId, whole(first.sessions), whole(first.adverse.sessions)]);
    });

    test('the CSV of a panel holds what its table shows', async () => {
      const { page } = visit;
      const { rows } = await world.stack.read('/satisfaction?grouping=CHAIN&setting=CLINIC&bands=true');
      await show(page, world.stack, '#/satisfaction');
      const waiting = page.waitForEvent('download');
      await page.getByRole('button', { name: 'CSV: By weeks since the treatment' }).click();
      const lines = (await readFile(await (await waiting).path(), 'utf8')).split('\r\n');
      const weeks = rows[0].byWeeks['2-4'];
      assert.equal(lines[0], 'band,score_1,score_2,score_3,score_4,score_5,ratings,mean,top_box_rate,top_box_rate_low,top_box_rate_high');
      assert.ok(lines[2].startsWith(`2–4,${weeks.byScore.join(',')},`), lines[2]);
      assert.ok(lines[2].includes(String(weeks.topBoxRate)), lines[2]);
    });

    test('data quality and the work list have the rows of the interface', async () => {
      const { page } = visit;
      const quality = await world.stack.read('/data-quality?limit=1000');
      const clinics = quality.rows.filter((row) => row.clinicId !== null);
      await show(page, world.stack, '#/data-quality');
      assert.equal(await page.locator('section[aria-labelledby="clinic-quality-title"] tbody tr').count(), Math.min(100, clinics.length));
      const overdue = await world.stack.read('/follow-ups?limit=1');
      await show(page, world.stack, '#/follow-ups');
      assert.match(await page.textContent('section[aria-labelledby="follow-ups-title"] .provenance'), new RegExp(`^${whole(overdue.count)} reaction`));
    });

    test('the first view is there quickly', async (t) => {
      const { page } = visit;
      await page.goto('about:blank');
      const start = Date.now();
      await show(page, world.stack, '#/overview');
      await page.waitForSelector('.heat b');
      t.diagnostic(`overview drawn after ${Date.now() - start} ms`);
    });
  });
}
