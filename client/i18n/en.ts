import { gather } from './gather.ts';

/** Every sentence of the page in this language, one namespace per file of the folder `en`. */
export const messages = gather(import.meta.glob('./en/*.json', { eager: true, import: 'default' }));
