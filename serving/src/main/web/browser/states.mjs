// States that a healthy stack does not show, on the fixture server: signed out, failing, empty, an analyst's; and what happens
// while a reader looks on.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { axe, openPage, SCREENSHOTS, settled, show } from './visit.mjs';

const CELL = 'td[data-cell="ACNE_SCAR|IV"]';

export function testStates(world) {
  describe('states', () => {
    let visit;
    let state;
    const expected = [/status of (401|404|503)/, /^(401|404|503): /, /ERR_ABORTED/]; // aborted: the page was left while it asked
    before(async () => {
      visit = await openPage(world.browser, world.stack, { allow: expected });
      state = world.stack.fixture.state;
    });
    afterEach(() => Object.assign(state, { role: 'SAFETY', signedIn: true, failing: false, empty: false, stream: true }));
    after(async () => {
      await visit.context.close();
      assert.deepEqual(visit.faults, []);
    });

    const open = async (hash) => {
      await visit.page.goto('about:blank');
      await visit.page.goto(`${world.stack.url}/${hash}`);
      await settled(visit.page);
      return visit.page;
    };
    const picture = (name) => visit.page.screenshot({ path: `${SCREENSHOTS}${name}-1440-light.png`, fullPage: true });

    test('who is not signed in is told how to get a link', async () => {
      state.signedIn = false;
      const page = await open('#/overview');
      assert.equal(await page.textContent('h1'), 'You are not signed in');
      assert.match(await page.textContent('main'), /dermavigil sign-in/);
      assert.deepEqual(await axe(page), []);
      await picture('signed-out');
    });

    test('a store that does not answer is said, and recovered from', async () => {
      const page = await open('#/overview');
      state.failing = true;
      await page.evaluate(() => { location.hash = '#/clinics'; });
      await page.waitForSelector('[role=alert]');
      assert.match(await page.textContent('[role=alert]'), /Service Unavailable.*The store does not answer/);
      await picture('failing');
      state.failing = false;
      await page.waitForSelector('.chart svg', { timeout: 15_000 });
      assert.equal(await page.locator('[role=alert]').count(), 0);
    });

    test('nothing counted yet is no error and no zero', async () => {
      state.empty = true;
      for (const [hash, says] of [['#/overview', /No session in clinics/], ['#/clinics', /./], ['#/satisfaction', /No rated session/],
        ['#/follow-ups', /No follow-up is overdue/], ['#/data-quality', /No clinic has published/], ['#/releases', /Nothing has been released/]]) {
        const page = await open(hash);
        assert.match(await page.textContent('main'), says, hash);
        assert.deepEqual(await axe(page), [], hash);
      }
      await open('#/overview');
      await picture('empty');
    });

    test('an analyst sees releases and nothing raw', async () => {
      state.role = 'ANALYST';
      const page = await open('#/overview');
      assert.deepEqual(await page.$$eval('nav[aria-label=Pages] a', (links) => links.map((link) => link.textContent)), ['Overview', 'Releases', 'Method']);
      const hidden = await page.locator('.heat td.hatched .hidden-value').count();
      assert.ok(hidden > 0);
      assert.equal(await page.locator('.heat td.hatched b').count(), 0, 'a suppressed cell shows no number');
      await picture('analyst');
      await page.getByRole('button', { name: /^Table: Patients/ }).click();
      const table = await page.textContent('.data');
      assert.match(table, /suppressed/);
      assert.match(table, /\d \*/, 'a rate of two releases is marked');
      assert.match(table, /\* its two counts are of different releases/);
      assert.match(await page.textContent('.heat-legend'), /\* counts of different releases/);
      await show(page, world.stack, '#/follow-ups');
      assert.match(await page.textContent('main'), /nothing at this address for your role/);
      assert.deepEqual(await axe(page), []);
    });

    test('a change arrives in its place: same cell, same scroll, same focus', async () => {
      const page = await open('#/overview');
      await page.waitForSelector('.connection.live');
      await page.focus(`${CELL} a`);
      await page.evaluate(() => scrollTo(0, 240));
      const before = await page.evaluate((cell) => {
        window.keptCell = document.querySelector(cell);
        return { y: scrollY, height: document.documentElement.scrollHeight };
      }, CELL);
      world.stack.fixture.changed((body) => {
        for (const row of body?.rows ?? []) {
          if (row.condition === 'ACNE_SCAR' && row.skinType === 'IV' && row.adverse?.rate) row.adverse = { ...row.adverse, rate: 0.123 };
        }
      });
      await page.waitForFunction((cell) => document.querySelector(`${cell} b`).textContent === '12.3', CELL, { timeout: 10_000 });
      const now = await page.evaluate((cell) => ({ y: scrollY, height: document.documentElement.scrollHeight,
        same: window.keptCell === document.querySelector(cell), focused: document.activeElement === document.querySelector(`${cell} a`) }), CELL);
      assert.deepEqual(now, { ...before, same: true, focused: true });
    });

    test('a hidden tab lets go of the stream and catches up when seen', async () => {
      const page = await open('#/overview');
      await page.waitForSelector('.connection.live');
      const hide = (hidden) => page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
      await hide(true);
      await page.waitForSelector('.connection.paused');
      for (let i = 0; i < 300 && state.streams.size > 0; i++) await page.evaluate(() => new Promise((next) => requestAnimationFrame(next)));
      assert.equal(state.streams.size, 0);
      await hide(false);
      await page.waitForSelector('.connection.live');
    });

    test('without a stream the page polls', async () => {
      state.stream = false;
      const page = await open('#/overview');
      await page.waitForSelector('.connection.polling');
    });

    test('the heat map goes by keyboard alone', async () => {
      const page = await open('#/overview');
      await page.focus('td[data-cell="ACNE_SCAR|I"] a');
      assert.match(await page.textContent('[role=tooltip]'), /Acne scars, skin type I/);
      for (const key of ['ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
      assert.equal(await page.evaluate(() => document.activeElement.closest('td').dataset.cell), 'OTHER_SCAR|II');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.querySelector('h1').textContent === 'Other scars, skin type II');
      assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1');
    });

    test('filters are in the address and survive a reload', async () => {
      const page = await open('#/overview');
      await page.check('input[value=HOME]');
      await page.selectOption('select[name=measure]', 'any');
      assert.match(page.url(), /#\/overview\?setting=HOME&measure=any$/);
      await page.reload();
      await settled(page);
      assert.ok(await page.isChecked('input[value=HOME]'));
      assert.match(await page.textContent('#heat-title'), /any reported reaction/);
    });

    test('the theme chosen stays', async () => {
      const page = await open('#/method');
      await page.selectOption('.theme select', 'dark');
      await page.reload();
      await settled(page);
      assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(14, 19, 24)');
      await page.selectOption('.theme select', 'auto');
    });

    test('on paper: no controls, and all tables where wanted', async () => {
      const page = await open('#/overview?tables=all');
      await page.emulateMedia({ media: 'print' });
      assert.ok(!(await page.isVisible('.sidebar')) && !(await page.isVisible('.filters')) && !(await page.isVisible('.actions >> nth=0')));
      assert.ok((await page.locator('.data').count()) >= 3);
      await page.pdf({ path: `${SCREENSHOTS}overview.pdf`, format: 'A4', printBackground: true });
      await page.emulateMedia({ media: null });
    });
  });
}
