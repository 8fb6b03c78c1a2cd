// A browser that tells everything a page does wrong: requests to other servers, what the
// Content-Security-Policy blocked, errors on the console.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Where pictures of pages are left for people to look at: of pages that fail, and with PICTURES=1 of every kind of page. */
const SCREENSHOTS = process.env.SCREENSHOTS ?? fileURLToPath(new URL("./screenshots/", import.meta.url));
let failures = 0;

/** Leaves a picture of the whole page, for who asked for them: they take a third of the time of these tests. */
export async function photograph(page, name) {
  if (process.env.PICTURES) await leave(page, name);
}

async function leave(page, name) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}

export const PHONE = { width: 360, height: 740, isMobile: true, hasTouch: true };
export const DESKTOP = { width: 1280, height: 900 };

/** What opens the menu where there is no room for it: an element of HTML, or a button with a script. */
export const MENU_OPENER = 'header summary, header button[aria-expanded], header button[popovertarget]:not([popovertargetaction="hide"])';

/** Light or dark, and always for somebody who prefers less motion. */
export function wear(page, scheme) {
  return page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: scheme },
    { name: "prefers-reduced-motion", value: "reduce" },
  ]);
}

export function launch() {
  const args = [
    "--disable-gpu", "--disable-quic", "--disable-sync", "--disable-component-update", "--disable-background-networking",
    "--disable-dev-shm-usage", "--no-first-run", "--no-default-browser-check",
  ];
  // Chromium refuses to run its sandbox as root, which is who tests are in a container.
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  return puppeteer.launch({ executablePath: CHROMIUM, headless: true, args });
}

export const FIREFOX = process.env.FIREFOX ?? "/usr/bin/firefox-esr";

/** Firefox, which Puppeteer speaks to over WebDriver BiDi. */
export function launchFirefox() {
  return puppeteer.launch({ browser: "firefox", executablePath: FIREFOX, headless: true });
}

/**
 * Opens a fresh visitor (no cookies, no storage), gives `visit(page)` a page, and afterwards
 * fails when the page did something that no page of a hub may do. `mayFail`: requests may get no answer; no `scheme`: as the browser is by itself.
 */
export async function visitor(browser, options, visit) {
  const { viewport = DESKTOP, scheme = "light", javascript = true, origin, allow404 = false, mayFail = false } = options;
  const context = await browser.createBrowserContext();
  const wrong = [];
  let page;
  try {
    page = await context.newPage();
    await page.setViewport(viewport);
    if (!javascript) await page.setJavaScriptEnabled(false);
    if (scheme) await wear(page, scheme);
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol !== "data:" && url.protocol !== "blob:" && origin && !request.url().startsWith(origin)) {
        wrong.push(`a request to another place: ${request.url()}`);
      }
    });
    page.on("response", (response) => {
      if (response.status() >= 400 && !allow404) wrong.push(`${response.status()} for ${response.url()}`);
    });
    page.on("console", (message) => {
      if (mayFail && /net::ERR_/.test(message.text())) return;
      if (message.type() !== "error" && message.type() !== "warn") return;
      // A page that says that there is nothing comes in the place of a script.
      if (allow404 && /status of 404|MIME type/.test(message.text())) return;
      wrong.push(`on the console: ${message.text()} ${message.location()?.url ?? ""}`);
    });
    page.on("pageerror", (error) => wrong.push(`a script failed: ${error.message}`));
    page.on("dialog", (dialog) => {
      wrong.push(`a dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
    await page.evaluateOnNewDocument(() => {
      window.__violations = [];
      document.addEventListener("securitypolicyviolation", (event) => {
        window.__violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
      });
    });
    const result = await visit(page);
    if (javascript) {
      const violations = await page.evaluate(() => window.__violations ?? []);
      wrong.push(...violations.map((v) => `blocked by the Content-Security-Policy: ${v}`));
    }
    // The same complaint a hundred times is one complaint.
    if (wrong.length > 0) throw new Error([...new Set(wrong)].join("\n"));
    return result;
  } catch (error) {
    failures += 1;
    // A page that is gone has no picture; what failed before that is what counts.
    await leave(page, `failed-${process.pid}-${failures}`).catch(() => {});
    throw error;
  } finally {
    await context.close();
  }
}
