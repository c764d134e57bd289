/** Names the database of conversations, in the extension's own origin. */
export const DATABASE_NAME = "sidenote";

/** Names the database of secrets. It stands apart, so that a reader of the other one sees no secret. */
export const SECRETS_DATABASE_NAME = "sidenote-secrets";
