/** Stands in for the flags of the schema package: its makers' service is never asked, and every flag is off. */
export const fg = (): boolean => false;

/** Whoever answers for flags elsewhere has nothing to answer here. */
export const setBooleanFeatureFlagResolver = (): void => {};
