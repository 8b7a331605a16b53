import { fileURLToPath } from 'node:url';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The same names in every build, test and type check: one alias per top-level folder. */
export const aliases = {
  '@shared': here('./shared'),
  '@server': here('./server'),
  '@client': here('./client'),
  '@plugin': here('./plugin'),
};
