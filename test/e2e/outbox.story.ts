/** The browser's outbox in a real browser: what a page had not saved outlives its reload, its crash and its closing. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { build, type Rollup } from 'vite';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type * as browserOutbox from '@client/sync/browserOutbox';
import type { OutboxStore } from '@client/sync/outbox';
import { aliases } from '../../vite.aliases.ts';
import { ensureChromium } from '../support/chromium.ts';
import { until } from '../support/until.ts';

declare global {
  interface Window {
    outbox: typeof browserOutbox;
    queue: Awaited<ReturnType<OutboxStore['open']>>;
  }
}

let browser: Browser;
let server: Server;
let url: string;
let context: BrowserContext;

beforeAll(async () => {
  const built = (await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { alias: aliases },
    build: {
      write: false,
      lib: { entry: 'client/sync/browserOutbox.ts', name: 'outbox', formats: ['iife'] },
    },
  })) as Rollup.RollupOutput[];
  const script = built[0]!.output[0].code;
  server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><title>Outbox</title><script>${script}</script>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await chromium.launch({
    executablePath: ensureChromium().path,
    args: ['--no-sandbox'],
  });
});
afterAll(async () => {
  await browser.close();
  server.close();
});
beforeEach(async () => {
  await context?.close();
  context = await browser.newContext();
});

/** A page that has opened the outbox of a place; gives the words that earlier pages left. */
async function openPage(place = 'scope of ada'): Promise<{ page: Page; left: string[] }> {
  const page = await context.newPage();
  await page.goto(url);
  return { page, left: await openOutbox(page, place) };
}

function openOutbox(page: Page, place = 'scope of ada'): Promise<string[]> {
  return page.evaluate(async (where) => {
    window.queue = await window.outbox.browserOutbox().open(where);
    return window.queue.left.map(({ update }) => new TextDecoder().decode(update.bytes));
  }, place);
}

const add = (page: Page, word: string) =>
  page.evaluate(
    (text) => window.queue.add({ epoch: 1, mode: 'edit', bytes: new TextEncoder().encode(text) }),
    word,
  );

test('[D6] what was not acknowledged is there after a reload, in order, and what was is not', async () => {
  const { page } = await openPage();
  await add(page, 'one');
  const saved = await add(page, 'saved');
  await add(page, 'two');
  await page.evaluate((key) => window.queue.remove([key]), saved);
  await page.reload();
  expect(await openOutbox(page)).toEqual(['one', 'two']);
});

test('[D6] a living page keeps its own; a page that crashed or was closed leaves it to the next', async () => {
  const living = await openPage();
  await add(living.page, 'of the living');
  const closed = await openPage();
  expect(closed.left).toEqual([]);
  await add(closed.page, 'of the closed');
  await closed.page.close();
  const crashed = await openPage();
  await until('the closed page’s text is adopted', async () => {
    crashed.left.push(...(await openOutbox(crashed.page)));
    return crashed.left.includes('of the closed');
  });
  expect(crashed.left).not.toContain('of the living');
  await add(crashed.page, 'of the crashed');
  // A renderer that dies answers nobody, the protocol that kills it included.
  void crashed.page.goto('chrome://crash').catch(() => undefined);
  await new Promise((resolve) => crashed.page.once('crash', resolve));

  const last = await openPage();
  await until('the crashed page’s text is adopted', async () => {
    last.left.push(...(await openOutbox(last.page)));
    return last.left.includes('of the crashed');
  });
  expect(last.left).toContain('of the closed');
  expect(last.left).not.toContain('of the living');
});

test('[D6] nobody is handed the text of another person or another document', async () => {
  const { page } = await openPage('scope of ada');
  await add(page, 'mine');
  await page.close();
  expect((await openPage('scope of ben')).left).toEqual([]);
  expect((await openPage('plan of ada')).left).toEqual([]);
});
