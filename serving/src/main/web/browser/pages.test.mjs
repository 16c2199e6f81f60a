// Walks every page at both widths and in both themes: nothing on the console, no failed request, no finding of axe, nothing
// wider than the screen; and leaves a picture of each.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openBrowser } from './chromium.mjs';
import { openStack } from './stack.mjs';
import { axe, openPage, SCREENSHOTS, show } from './visit.mjs';

const PAGES = [
  ['overview', '#/overview', 'Overview'],
  ['overview-type', '#/overview?measure=HYPERPIGMENTATION', 'Overview'],
  ['stratum', '#/stratum/ACNE_SCAR/IV', 'Acne scars, skin type IV'],
  ['stratum-small', '#/stratum/ALOPECIA/V', 'Alopecia, skin type V'],
  ['clinics', '#/clinics', 'Clinics'],
  ['satisfaction', '#/satisfaction', 'Satisfaction'],
  ['follow-ups', '#/follow-ups', 'Follow-up overdue'],
  ['data-quality', '#/data-quality', 'Data quality'],
  ['releases', '#/releases', 'Releases'],
  ['release', '#/releases/1', 'Release 1'],
  ['method', '#/method/funnel', 'Method'],
  ['nowhere', '#/nowhere', 'No such page'],
];

let browser;
let stack;
before(async () => {
  browser = await openBrowser();
  stack = await openStack(browser);
});
after(async () => {
  await browser.close();
  stack.close();
});

for (const width of [1440, 390]) {
  for (const theme of ['light', 'dark']) {
    describe(`${width} px, ${theme}`, () => {
      let visit;
      before(async () => { visit = await openPage(browser, stack, { width, theme, allow: [/404.*(strata|releases)/, /status of 404/] }); });
      after(() => visit.context.close());
      for (const [name, hash, title] of PAGES) {
        test(name, async () => {
          const { page, faults } = visit;
          await show(page, stack, hash);
          assert.equal(await page.textContent('h1'), title);
          assert.equal(await page.title(), `${title} · Dermavigil`);
          await page.evaluate(() => scrollTo(0, 0));
          await page.screenshot({ path: `${SCREENSHOTS}${name}-${width}-${theme}.png`, fullPage: true });
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'wider than the screen');
          assert.deepEqual(await axe(page), []);
          assert.deepEqual(faults, []);
        });
      }
    });
  }
}
