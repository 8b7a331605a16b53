import { z } from 'zod';

/** The two companies of an engagement. */
export const sideSchema = z.enum(['client', 'vendor']);
export type Side = z.infer<typeof sideSchema>;

/** Who may see a record: both sides, or one side only (`internal` in the glossary). */
export const audienceSchema = z.enum(['shared', 'client', 'vendor']);
export type Audience = z.infer<typeof audienceSchema>;

/** The audiences that somebody of a side reads. */
export function audiencesOf(side: Side): Audience[] {
  return ['shared', side];
}

export function mayRead(side: Side, audience: Audience): boolean {
  return audience === 'shared' || audience === side;
}

/** A child is never wider than its parent: the narrower of the two, or null when they exclude one another. */
export function narrower(parent: Audience, child: Audience): Audience | null {
  if (parent === 'shared') return child;
  if (child === 'shared' || child === parent) return parent;
  return null;
}
