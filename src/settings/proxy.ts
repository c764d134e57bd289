import * as z from "zod/mini";
import type { Secret } from "../secrets/secret.ts";

export const proxySchema = z.object({
  scheme: z.enum(["http", "https", "socks5"]),
  /** A name in ASCII, an IPv4 address, or an IPv6 address without brackets. */
  host: z.string(),
  port: z.int().check(z.minimum(1), z.maximum(65_535)),
  user: z.optional(z.string()),
  /** Its password's id in the store of secrets. Only with a user; absent: it has none. */
  passwordId: z.optional(z.string()),
});
/** A proxy through which the chat sites are reached, as the settings have it. */
export type Proxy = z.infer<typeof proxySchema>;

/** A proxy with all that is needed to reach it. */
export interface UsableProxy extends Omit<Proxy, "passwordId"> {
  /** Only with a user. Never shown, told or sent anywhere but to the proxy. */
  password?: Secret;
}
