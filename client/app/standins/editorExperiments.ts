/** Stands in for the experiments of the schema package: nobody takes part in one. */
export const expValEqualsNoExposure = (): boolean => false;
