/** The ids of backends that an organisation has set up begin with it, and so do those of their keys. */
export const MANAGED_PREFIX = "managed:";
