/** The published schema of configuration files. Both `src/` and `dist/` stand beside its folder. */
export const SCHEMA_ADDRESS = new URL('../schemas/config.schema.json', import.meta.url)
