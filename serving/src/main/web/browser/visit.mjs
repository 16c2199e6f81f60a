// A browser page that remembers everything that went wrong on it.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

export const SCREENSHOTS = fileURLToPath(new URL('../../../../target/screenshots/', import.meta.url));
mkdirSync(SCREENSHOTS, { recursive: true });

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
export const SIZES = { 1440: { width: 1440, height: 900 }, 390: { width: 390, height: 844 } };

/** A page in a context of its own; `faults` fills with console errors, exceptions and requests that failed. */
export async function openPage(browser, stack, { width = 1440, theme = 'light', allow = [] } = {}) {
  const context = await browser.newContext({ viewport: SIZES[width], colorScheme: theme, reducedMotion: 'reduce', acceptDownloads: true });
  if (stack.cookies.length) await context.addCookies(stack.cookies);
  const page = await context.newPage();
  const faults = [];
  // a container that starts or stops beside us changes the machine's network: Chromium then drops requests, and the page asks again
  const ours = (text) => !text.includes('ERR_NETWORK_CHANGED') && !allow.some((pattern) => pattern.test(text));
  const fault = (text) => { if (ours(text)) faults.push(text); };
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) fault(`console: ${message.text()}`); });
  page.on('pageerror', (error) => fault(`exception: ${error.stack}`));
  page.on('requestfailed', (request) => { if (!request.url().includes('/stream')) fault(`failed: ${request.url()} ${request.failure()?.errorText}`); });
  page.on('response', (response) => { if (response.status() >= 400) fault(`${response.status()}: ${response.url()}`); });
  return { page, faults, context };
}

/** Waits until the page has drawn what it asked for. */
export async function settled(page) {
  await page.waitForSelector('.panel, .method, .note.empty, main.alone h1');
  await page.waitForFunction(() => !document.querySelector('.loading') && !document.querySelector('.stale'));
  await page.waitForFunction(() => [...document.querySelectorAll('.chart')].every((chart) => chart.firstElementChild));
  await page.evaluate(() => document.fonts.ready);
}

export async function show(page, stack, hash) {
  if (page.url().startsWith(stack.url)) await page.evaluate((to) => { location.hash = to; }, hash);
  else await page.goto(`${stack.url}/${hash}`);
  await settled(page);
}

/** The findings of axe on the page as it is, a line each. */
export async function axe(page) {
  if (!(await page.evaluate(() => Boolean(window.axe)))) {
    // the page's policy forbids inline scripts, and so it should: axe comes in by the debugger
    const { readFile } = await import('node:fs/promises');
    await page.evaluate(await readFile(AXE, 'utf8'));
  }
  const { violations } = await page.evaluate(() => window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] }));
  return violations.map((finding) => `${finding.id}: ${finding.help} (${finding.nodes.length}) ${finding.nodes.slice(0, 2).map((node) => `${node.html.slice(0, 160)} ${node.any.map((a) => a.message).slice(0, 1)}`).join(' | ')}`);
}
