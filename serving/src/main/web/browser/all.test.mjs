// All browser tests in one process: they share a browser, and a sign-in link works once.
import { after, before } from 'node:test';
import { openBrowser } from './chromium.mjs';
import { openStack, real } from './stack.mjs';
import { testPages } from './pages.mjs';
import { testValues } from './values.mjs';
import { testStates } from './states.mjs';

const world = {};
before(async () => {
  world.browser = await openBrowser();
  world.stack = await openStack(world.browser);
});
after(async () => {
  await world.browser?.close();
  world.stack?.close();
});

testValues(world);
testPages(world);
if (!real) testStates(world);
