import type { z } from 'zod';

/** What is wrong with one value of an input: where it stands, and the kind of fault. */
export interface Fault {
  path: string;
  key: string;
}

/** Every fault that a schema found, by its path; a fault of our own rules is called by the name that the rule gives. */
export function faultsOf(error: z.ZodError): Fault[] {
  return error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    key: issue.code === 'custom' ? issue.message : issue.code,
  }));
}
