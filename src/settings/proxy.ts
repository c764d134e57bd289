import * as z from "zod/mini";
import type { Secret } from "../secrets/secret.ts";

/** A proxy as the settings hold it. */
export const proxySchema = z.object({
  scheme: z.enum(["http", "https", "socks5"]),
  /** An ASCII name, an IPv4 address, or an IPv6 address without brackets. */
  host: z.string(),
  port: z.int().check(z.minimum(1), z.maximum(65_535)),
  user: z.optional(z.string()),
  /** The id of its password in the store of secrets. Only with a user. Absent: it has no password. */
  passwordId: z.optional(z.string()),
});
/** A proxy through which the chat sites are reached, as the settings hold it. */
export type Proxy = z.infer<typeof proxySchema>;

/** A proxy with all that it takes to use it. */
export interface UsableProxy extends Omit<Proxy, "passwordId"> {
  /** Only with a user. Goes to the proxy alone, and is shown nowhere. Absent: it has no password. */
  password?: Secret;
}
