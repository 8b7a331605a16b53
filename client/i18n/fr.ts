import { gather } from './gather.ts';

/** Every sentence of the page in this language, one namespace per file of the folder `fr`. */
export const messages = gather(import.meta.glob('./fr/*.json', { eager: true, import: 'default' }));
