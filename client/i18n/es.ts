import { gather } from './gather.ts';

/** Every sentence of the page in this language, one namespace per file of the folder `es`. */
export const messages = gather(import.meta.glob('./es/*.json', { eager: true, import: 'default' }));
