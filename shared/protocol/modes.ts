import { z } from 'zod';

/** How somebody works in a document, weakest first. A person may work in a weaker mode than the one granted. */
export const modeSchema = z.enum(['view', 'comment', 'suggest', 'edit']);
export type Mode = z.infer<typeof modeSchema>;

const order: readonly Mode[] = modeSchema.options;

/** True when somebody to whom `granted` is given may work as `wanted`. */
export function allowsMode(granted: Mode, wanted: Mode): boolean {
  return order.indexOf(wanted) <= order.indexOf(granted);
}
