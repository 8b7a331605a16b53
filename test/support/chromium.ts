import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

export interface FoundBrowser {
  path: string;
  /** Where it came from, in words, since a story that fails in one browser may pass in another. */
  origin: string;
}

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

function onPath(): FoundBrowser | null {
  const given = process.env.CADRAGE_CHROMIUM;
  if (given && existsSync(given)) return { path: given, origin: 'named by CADRAGE_CHROMIUM' };
  for (const folder of (process.env.PATH ?? '').split(':')) {
    const found = names.map((name) => join(folder, name)).find((path) => existsSync(path));
    if (found) return { path: found, origin: 'found on this machine' };
  }
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  return existsSync(mac) ? { path: mac, origin: 'found on this machine' } : null;
}

function downloaded(): FoundBrowser | null {
  const present = () => (existsSync(chromium.executablePath()) ? chromium.executablePath() : null);
  if (!present()) {
    try {
      const cli = join('node_modules', 'playwright-core', 'cli.js');
      execFileSync(process.execPath, [cli, 'install', 'chromium'], {
        stdio: 'ignore',
        timeout: 300_000,
      });
    } catch {
      return null;
    }
  }
  const path = present();
  return path ? { path, origin: 'downloaded by Playwright' } : null;
}

function packaged(): FoundBrowser | null {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  if (!/debian|ubuntu/i.test(release) || process.getuid?.() !== 0) return null;
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
  execFileSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: 'ignore' });
  const found = onPath();
  return found && { path: found.path, origin: 'installed from the distribution’s packages' };
}

/** A Chrome or Chromium: one that is here, else Playwright's download, else (as root, on Debian or Ubuntu) the distribution's package. */
export function ensureChromium(): FoundBrowser {
  const found = onPath() ?? downloaded() ?? packaged();
  if (!found) {
    throw new Error(
      'No Chrome or Chromium was found and none could be installed. Install one, or name it in CADRAGE_CHROMIUM.',
    );
  }
  return found;
}
