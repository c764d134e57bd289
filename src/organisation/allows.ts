import { backendAddress } from "../backends/address.ts";
import { DEFAULT_BACKEND, type UsableBackend } from "../backends/backend.ts";
import { MANAGED_PREFIX } from "./managed-prefix.ts";
import type { ShownRules } from "./shown-rules.ts";

/** Whether the rules let a backend be asked. What the organisation has set up itself may. */
export function allows(rules: ShownRules, backend: UsableBackend): boolean {
  if (backend.id.startsWith(MANAGED_PREFIX)) return true;
  const { allowedKinds, allowedAddresses, allowChatgptt } = rules;
  if (allowedKinds !== undefined && !allowedKinds.includes(backend.type)) return false;
  const address = backendAddress(backend);
  if (!allowChatgptt && (backend.id === DEFAULT_BACKEND.id || isAtDefaultSite(address))) return false;
  if (allowedAddresses === undefined || address === undefined) return true;
  return allowedAddresses.some((pattern) => coversAddress(pattern, address));
}

/** However it is written: the site answers under other hosts of its own too. */
function isAtDefaultSite(address: string | undefined): boolean {
  const { hostname } = new URL(DEFAULT_BACKEND.config.url);
  const host = address === undefined ? "" : new URL(address).hostname.replace(/\.$/, "");
  return host === hostname || host.endsWith(`.${hostname}`);
}

/**
 * Whether a pattern covers an address: scheme, host and port are the same, and the path is the pattern's or below it.
 * `https://*.example.com` covers the hosts below `example.com`, and not that one itself. What is no pattern covers nothing.
 */
export function coversAddress(pattern: string, address: string): boolean {
  const isBelow = pattern.includes("://*.");
  const allowed = URL.parse(pattern.replace("://*.", "://"));
  const asked = URL.parse(address);
  if (allowed === null || asked === null || !/^https?:$/.test(allowed.protocol)) return false;
  if (allowed.protocol !== asked.protocol || allowed.port !== asked.port) return false;
  if (allowed.search !== "" || allowed.hash !== "" || allowed.username !== "" || allowed.hostname.includes("*"))
    return false;
  const isHost = isBelow ? asked.hostname.endsWith(`.${allowed.hostname}`) : asked.hostname === allowed.hostname;
  const path = allowed.pathname.replace(/\/?\*?$/, "/");
  return isHost && `${asked.pathname}/`.startsWith(path);
}
