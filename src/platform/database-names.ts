/** The database of conversations in the extension's own origin. */
export const DATABASE_NAME = "sidenote";

/** The database of secrets, so that whoever reads the other one sees none. */
export const SECRETS_DATABASE_NAME = "sidenote-secrets";
