/** The database of conversations in the extension's own origin. */
export const DATABASE_NAME = "sidenote";
