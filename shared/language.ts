import { z } from 'zod';

/** The languages of the interface; each person chooses one. */
export const languageSchema = z.enum(['en', 'fr', 'es']);
export type Language = z.infer<typeof languageSchema>;

/** A short text that exists in every language of the interface, such as the label of a phase. */
export const localTextSchema = z.object({
  en: z.string().min(1).max(300),
  fr: z.string().min(1).max(300),
  es: z.string().min(1).max(300),
});
export type LocalText = z.infer<typeof localTextSchema>;
