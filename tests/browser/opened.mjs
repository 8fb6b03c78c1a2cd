// What most files of tests begin with: a browser, and a server of the built site, open as long as the tests of the
// file that imports this run. Both are there once its tests do.

import { after, before } from "node:test";
import { launch } from "./browser.mjs";
import { serve } from "./site.mjs";

export let browser;
export let server;
before(async () => {
  browser = await launch();
  server = await serve();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});
