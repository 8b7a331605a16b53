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

  test('that are wrong say what they have to be', () => {
    const read = readConfig({
      PORT: 'x',
      TRUST_PROXY: '11',
      PUBLIC_URL: 'https://example.org/cadrage',
      ALLOWED_ORIGINS: 'a, https://example.org, b',
      LOG_LEVEL: 'loud',
    });
    expect('faults' in read && read.faults.map(({ message }) => message)).toEqual([
      'must be a whole number from 0 to 65535',
      'must be an address without a path, such as https://cadrage.example.org',
      'must be an address without a path, such as https://cadrage.example.org',
      'must be a whole number from 0 to 10',
      'must be fatal, error, warn, info, debug, trace or silent',
    ]);
  });

  test('describe themselves, each in a line', () => {
    expect(describeConfig()).toMatch(/^ {2}PORT .*Default: 4000\.$/m);
    expect(describeConfig().split('\n')).toHaveLength(
      Object.keys((readConfig({}) as { config: object }).config).length,
    );
  });
});
