// What the browser tests run against: a real stack when DERMAVIGIL_SIGN_IN names its one-time sign-in link (as `dermavigil
// demo` prints it), else the fixture server.
import { startFixture } from '../dev/server.mjs';

const link = process.env.DERMAVIGIL_SIGN_IN;

/** Whether the tests run against a real stack, whose states cannot be set. */
export const real = Boolean(link);

let cookies;

/** Finds or starts the stack, signed in; `read` asks its REST interface as the browser would. */
export async function openStack(browser) {
  if (!real) {
    const fixture = await startFixture();
    return { url: fixture.url, cookies: [], fixture, close: fixture.close, read: reader(fixture.url, []) };
  }
  const url = new URL(link).origin;
  cookies ??= await signIn(browser);
  return { url, cookies, fixture: null, close: () => {}, read: reader(url, cookies) };
}

async function signIn(browser) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  await page.waitForSelector('.panel');
  const own = await context.cookies();
  await context.close();
  return own;
}

const reader = (url, own) => async (path) => {
  const response = await fetch(`${url}/api/v1${path}`, { headers: { Cookie: own.map(({ name, value }) => `${name}=${value}`).join('; ') } });
  if (!response.ok) throw new Error(`${response.status} for ${path}`);
  return response.json();
};
