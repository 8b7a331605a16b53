/** Stands in for the platform experiments of the schema package: none is enabled. */
export const isExperimentEnabled = (): boolean => false;
