// Takes one picture of one page, for whoever changes the design: node browser/look.mjs '#/overview' [width] [light|dark] [file]
import { openBrowser } from './chromium.mjs';
import { startFixture } from '../dev/server.mjs';

const [hash = '#/overview', width = '1440', theme = 'light', file = '../../../target/screenshots/look.png'] = process.argv.slice(2);
const fixture = await startFixture({ role: process.env.ROLE ?? 'SAFETY' });
const browser = await openBrowser();
const page = await browser.newPage({ viewport: { width: Number(width), height: width === '390' ? 844 : 900 }, colorScheme: theme });
page.on('console', (message) => console.error(message.text()));
page.on('pageerror', (error) => console.error(error.stack));
await page.goto(`${fixture.url}/${hash}`);
await page.waitForSelector('.panel, .method');
await page.waitForFunction(() => !document.querySelector('.loading'));
await page.evaluate(() => document.fonts.ready);
await page.screenshot({ path: file, fullPage: true });
await browser.close();
fixture.close();
