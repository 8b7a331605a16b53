import * as flags from '@atlaskit/platform-feature-flags';

// Without a resolver each first read of a flag logs an error. Every flag is off: our schema must not change with somebody
// else's roll-out. Imported before adf-schema, which reads flags while it loads. The page's build has a stand-in for
// the package, which is off by itself and has no resolver to set.
if ('setBooleanFeatureFlagResolver' in flags) flags.setBooleanFeatureFlagResolver(() => false);
