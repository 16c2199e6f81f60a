// Walks every page at both widths and in both themes: nothing on the console, no failed request, no finding of axe, nothing
// wider than the screen; and leaves a picture of each.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, openPage, SCREENSHOTS, show } from './visit.mjs';

const title = (name) => async () => ({ hash: `#/${name.toLowerCase().replaceAll(' ', '-')}`, title: name });

async function stratum(stack, order) {
  const { rows } = await stack.read(`/side-effects?grouping=STRATUM&setting=CLINIC&order=${order}&limit=1000`);
  const sorted = rows.filter((row) => row.sessions > 0).sort((a, b) => a.sessions - b.sessions);
  const { condition, skinType } = sorted.at(order === 'sessions' ? 0 : -1);
  return { hash: `#/stratum/${condition}/${skinType}`, title: new RegExp(`, skin type ${skinType === 'UNKNOWN' ? 'unknown' : skinType}$`) };
}

/** Name of the picture, and where the page is; null where this stack has no such page. */
const PAGES = {
  overview: title('Overview'),
  'overview-one-type': async () => ({ hash: '#/overview?measure=HYPERPIGMENTATION', title: 'Overview' }),
  stratum: (stack) => stratum(stack, '-sessions'),
  'stratum-small': (stack) => stratum(stack, 'sessions'),
  clinics: title('Clinics'),
  satisfaction: title('Satisfaction'),
  'follow-ups': async () => ({ hash: '#/follow-ups', title: 'Follow-up overdue' }),
  'data-quality': title('Data quality'),
  releases: title('Releases'),
  release: async (stack) => {
    const { newestRelease } = await stack.read('/status');
    return newestRelease === null ? null : { hash: `#/releases/${newestRelease}`, title: `Release ${newestRelease}` };
  },
  method: async () => ({ hash: '#/method/funnel', title: 'Method' }),
  nowhere: async () => ({ hash: '#/nowhere', title: 'No such page' }),
};

export function testPages(world) {
  for (const width of [1440, 390]) {
    for (const theme of ['light', 'dark']) {
      describe(`${width} px, ${theme}`, () => {
        let visit;
        before(async () => { visit = await openPage(world.browser, world.stack, { width, theme }); });
        after(() => visit.context.close());
        for (const [name, find] of Object.entries(PAGES)) {
          test(name, async (t) => {
            const place = await find(world.stack);
            if (!place) return t.skip('this stack has none');
            const { page, faults } = visit;
            await show(page, world.stack, place.hash);
            assert.match(await page.textContent('h1'), place.title instanceof RegExp ? place.title : new RegExp(`^${place.title}$`));
            assert.equal(await page.title(), `${await page.textContent('h1')} · Dermavigil`);
            await page.evaluate(() => scrollTo(0, 0));
            await page.screenshot({ path: `${SCREENSHOTS}${name}-${width}-${theme}.png`, fullPage: true });
            assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'wider than the screen');
            if (width === 1440 || theme === 'light') assert.deepEqual(await axe(page), []);
            assert.deepEqual(faults, []);
          });
        }
      });
    }
  }
}
