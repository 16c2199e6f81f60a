// What the browser tests run against: a real stack when DERMAVIGIL_SIGN_IN names its one-time sign-in link (as `dermavigil
// demo` prints it), else the fixture server.
import { startFixture } from '../dev/server.mjs';

const link = process.env.DERMAVIGIL_SIGN_IN;

/** Whether the tests run against a real stack, whose states cannot be set. */
export const real = Boolean(link);

/** Starts or finds the stack, and signs a first context in; answers the cookies that later contexts need. */
export async function openStack(browser) {
  if (!real) {
    const fixture = await startFixture();
    return { url: fixture.url, cookies: [], fixture, close: fixture.close };
  }
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  await page.waitForSelector('.panel');
  const cookies = await context.cookies();
  await context.close();
  return { url: new URL(link).origin, cookies, fixture: null, close: () => {} };
}
