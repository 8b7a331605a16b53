import { spawn } from 'node:child_process';
import { join } from 'node:path';

/**
 * `npm run dev`: the demo engagement with the server restarted and the page reloaded on every change. The page is on
 * PORT (default 4000), the server behind it on the port after it.
 */
const pagePort = Number(process.env.PORT ?? 4000);
const serverPort = pagePort + 1;
const publicUrl = `http://127.0.0.1:${pagePort}`;

const start = (script: string[], args: string[], env: Record<string, string>) =>
  spawn(process.execPath, [join('node_modules', ...script), ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });

const children = [
  start(['tsx', 'dist', 'cli.mjs'], ['watch', 'server/main.ts', '--demo'], {
    PORT: String(serverPort),
    PUBLIC_URL: publicUrl,
  }),
  start(['vite', 'bin', 'vite.js'], ['--host', '127.0.0.1', '--port', String(pagePort)], {
    CADRAGE_SERVER: `http://127.0.0.1:${serverPort}`,
  }),
];

const stop = () => children.forEach((child) => child.kill('SIGTERM'));
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
for (const child of children) child.on('exit', stop);
