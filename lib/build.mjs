// Builds the npm package: the catalogue first, then the bundles. Written out by the lead.
