/** Stands in for the flags of the schema package: its makers' service is never asked, and every flag is off. */
export const fg = (): boolean => false;
