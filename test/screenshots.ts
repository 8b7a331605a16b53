import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { ensureChromium } from './support/chromium.ts';

/**
 * Takes each page of the demo at desk and phone width, light and dark, into a folder, so that people can look at them:
 * `npx tsx test/screenshots.ts [--out folder] [--only name] [--url http://… --password …]`. Without a URL it starts a demo
 * of its own on the built page.
 */
const { values: options } = parseArgs({
  options: {
    out: { type: 'string', default: 'screenshots' },
    only: { type: 'string' },
    url: { type: 'string' },
    password: { type: 'string' },
  },
});

interface Shot {
  name: string;
  path: string;
  /** Who looks; nobody is signed in without one. */
  email?: string;
  locale?: string;
  /** What has to be in view before the picture is taken. */
  ready: string;
  /** Something to do first, such as opening a menu. */
  act?: (page: Page) => Promise<void>;
  /** As the window shows it, where what matters is laid over the page. */
  window?: boolean;
}

const sponsor = 'helene.montclar@lavande.example.com';
const vendor = 'orla.fennimore@fieldwise.example.org';
const spanish = 'pilar.santacolina@lavande.example.com';

const shots: Shot[] = [
  { name: 'sign-in', path: '/sign-in', locale: 'fr-FR', ready: 'form' },
  {
    name: 'sign-in-refused',
    path: '/sign-in',
    locale: 'es-ES',
    ready: 'form',
    act: async (page) => {
      await page.locator('input[name=email]').fill('eve@example.org');
      await page.locator('input[name=password]').fill('not the password');
      await page.locator('button[type=submit]').click();
      await page.locator('[slot=errorMessage], [role=alert] p').first().waitFor();
    },
  },
  { name: 'set-up', path: '/setup#token', locale: 'en-GB', ready: 'form' },
  { name: 'welcome', path: '/welcome#token', locale: 'fr-FR', ready: 'form' },
  { name: 'home', path: '/', email: sponsor, ready: 'h1' },
  { name: 'overview', path: '/e/LAV', email: sponsor, ready: 'table' },
  { name: 'overview-en', path: '/e/LAV', email: vendor, ready: 'table' },
  { name: 'overview-es', path: '/e/LAV', email: spanish, ready: 'table' },
  { name: 'documents', path: '/e/LAV/documents', email: sponsor, ready: 'table' },
  { name: 'documents-vendor', path: '/e/LAV/documents', email: vendor, ready: 'table' },
  {
    name: 'new-document',
    path: '/e/LAV/documents',
    email: sponsor,
    ready: 'table',
    window: true,
    act: async (page) => {
      await page.locator('header button:not([aria-label])').first().click();
      await page.locator('[role=dialog]').waitFor();
    },
  },
  {
    name: 'document',
    path: '/e/LAV/documents',
    email: sponsor,
    ready: 'table',
    window: true,
    act: async (page) => {
      await page.locator('tbody th a').first().click();
      await page.locator('.ProseMirror').waitFor();
    },
  },
  { name: 'members', path: '/e/LAV/members', email: sponsor, ready: 'table' },
  {
    name: 'profile',
    path: '/e/LAV/members',
    email: vendor,
    ready: 'table',
    window: true,
    act: async (page) => {
      await page.locator('header button[aria-haspopup]').last().click();
      await page.locator('[role=menu]').waitFor();
    },
  },
  {
    name: 'navigation',
    path: '/e/LAV/members',
    email: sponsor,
    ready: 'table',
    window: true,
    act: async (page) => {
      const open = page.locator('header button').first();
      // At desk width the navigation stands open beside the page.
      if ((page.viewportSize()?.width ?? 0) > 767) return;
      await open.click();
      await page.locator('[role=dialog]').waitFor();
    },
  },
  { name: 'not-found', path: '/e/NOWHERE', email: sponsor, ready: 'h1' },
];

const sizes = {
  desk: { width: 1440, height: 1000 },
  phone: { width: 390, height: 844 },
};

interface Source {
  url: string;
  /** The cookie of somebody who is signed in. */
  cookie(email: string): Promise<string>;
  stop(): Promise<void>;
}

async function ownDemo(): Promise<Source> {
  const { startServer } = await import('./support/startServer.ts');
  const server = await startServer({ demo: true, page: join(process.cwd(), 'dist', 'client') });
  return {
    url: server.url,
    cookie: async (email) => (await server.signIn(email)).cookie ?? '',
    stop: () => server.stop(),
  };
}

function runningServer(url: string, password: string): Source {
  return {
    url,
    async cookie(email) {
      const reply = await fetch(new URL('/api/v1/session', url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: JSON.stringify({ email, password }),
      });
      if (!reply.ok) throw new Error(`Sign-in of ${email} failed: ${await reply.text()}`);
      return reply.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    },
    stop: async () => {},
  };
}

async function openContext(
  browser: Browser,
  source: Source,
  shot: Shot,
  size: keyof typeof sizes,
  colorScheme: 'light' | 'dark',
  cookies: Map<string, string>,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: sizes[size],
    colorScheme,
    locale: shot.locale ?? 'fr-FR',
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
    isMobile: size === 'phone',
    hasTouch: size === 'phone',
  });
  if (shot.email) {
    const cookie = cookies.get(shot.email) ?? (await source.cookie(shot.email));
    cookies.set(shot.email, cookie);
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: source.url }]);
  }
  return context;
}

const source = options.url ? runningServer(options.url, options.password ?? '') : await ownDemo();
const browser = await chromium.launch({
  executablePath: ensureChromium().path,
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ],
});
mkdirSync(options.out, { recursive: true });
const cookies = new Map<string, string>();
try {
  for (const shot of shots) {
    if (options.only && !shot.name.startsWith(options.only)) continue;
    for (const size of ['desk', 'phone'] as const) {
      for (const scheme of ['light', 'dark'] as const) {
        const context = await openContext(browser, source, shot, size, scheme, cookies);
        const page = await context.newPage();
        page.on('pageerror', (error) => console.error(`${shot.name}: ${error.message}`));
        await page.goto(source.url + shot.path);
        await page.locator(shot.ready).first().waitFor();
        await shot.act?.(page);
        await page.evaluate(() => document.fonts.ready);
        // What was just opened is drawn with the frame after the next.
        await page.evaluate(
          () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
        );
        const path = join(options.out, `${shot.name}-${size}-${scheme}.png`);
        await page.screenshot({ path, fullPage: !shot.window });
        await context.close();
      }
    }
    console.log(shot.name);
  }
} finally {
  await browser.close();
  await source.stop();
}
