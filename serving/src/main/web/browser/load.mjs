// Measures how long the first page takes on the stack that DERMAVIGIL_SIGN_IN names: from the navigation, with nothing in the
// browser's cache, until every panel is drawn and the typeface is there. No test; run with: node browser/load.mjs
import { openBrowser } from './chromium.mjs';
import { openStack, real } from './stack.mjs';
import { openPage, settled } from './visit.mjs';

const LOADS = 20;

if (!real) throw new Error('name a stack: DERMAVIGIL_SIGN_IN=<sign-in link>');
const browser = await openBrowser();
try {
  const stack = await openStack(browser);
  const millis = [];
  for (let load = 0; load < LOADS; load++) {
    const { page, faults, context } = await openPage(browser, stack);
    const start = performance.now();
    await page.goto(`${stack.url}/#/overview`);
    await settled(page);
    millis.push(performance.now() - start);
    if (faults.length > 0) throw new Error(faults.join('\n'));
    await context.close();
  }
  console.log(`first ${Math.round(millis[0])} ms`);
  millis.sort((a, b) => a - b);
  console.log(`${LOADS} loads: p50 ${Math.round(millis[LOADS / 2])} ms, longest ${Math.round(millis[LOADS - 1])} ms`);
} finally {
  await browser.close();
}
