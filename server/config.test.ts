import { describe, expect, test } from 'vitest';
import { describeConfig, readConfig } from './config.ts';

describe('settings', () => {
  test('have defaults that listen on this machine only', () => {
    expect(readConfig({})).toMatchObject({ config: { PORT: 4000, HOST: '127.0.0.1' } });
  });

  test('are read from the environment', () => {
    const read = readConfig({
      PORT: '8080',
      PUBLIC_URL: 'https://cadrage.example.org/',
      ALLOWED_ORIGINS: 'https://wiki.example.org, https://intranet.example.org',
    });
    expect(read).toMatchObject({
      config: {
        PORT: 8080,
        PUBLIC_URL: 'https://cadrage.example.org',
        ALLOWED_ORIGINS: ['https://wiki.example.org', 'https://intranet.example.org'],
      },
    });
  });

  test('that are wrong are all named at once', () => {
    const read = readConfig({ PORT: 'x', PUBLIC_URL: 'nowhere', LOG_LEVEL: 'loud' });
    expect('faults' in read && read.faults.map((fault) => fault.name)).toEqual([
      'PORT',
      'PUBLIC_URL',
      'LOG_LEVEL',
    ]);
  });

  test('describe themselves, each in a line', () => {
    expect(describeConfig()).toMatch(/^ {2}PORT .*Default: 4000\.$/m);
    expect(describeConfig().split('\n')).toHaveLength(
      Object.keys((readConfig({}) as { config: object }).config).length,
    );
  });
});
