import {
  type AddressChange,
  type AddressProblem,
  normaliseAddress,
} from "../providers/transport/addresses/normalise-address.ts";
import { readSiteAddress } from "../settings/site-address.ts";
import type { BackendOf, BackendType } from "./backend.ts";
import type { BackendKind } from "./backend-kinds.ts";

export type { AddressChange };

/** What a person types about a backend, as far as its config is made of it. */
export interface TypedBackend {
  readonly address: string;
  /** The name of the header that carries the key. Blank or `Authorization`: the usual one. */
  readonly keyHeader: string;
}

/** Why what was typed is no backend. `no-address`: nothing was typed. */
export type TypedProblem = AddressProblem | "no-address" | "no-header";

/** What a backend is asked by. */
export type BackendSetup = { [Type in BackendType]: Pick<BackendOf<Type>, "type" | "config"> }[BackendType];

/** What was made of what a person typed. */
export type ReadTyped =
  | { problem: TypedProblem }
  | {
      setup: BackendSetup;
      /** Where it is asked. Absent: in the browser itself. */
      url?: string;
      /** What was altered in the typed address. */
      changes: readonly AddressChange[];
      /** The id and the name of a chat site: the same site has the same ones, however it is typed. */
      site?: { id: string; name: string };
    };

/** The header that carries the key of most servers. */
export const USUAL_KEY_HEADER = "Authorization";

/**
 * Reads what a person typed about a backend of a kind.
 * @param before what it has been asked by. What the form does not show of that stays
 */
export function readTyped(kind: BackendKind, typed: TypedBackend, before?: BackendSetup): ReadTyped {
  if (kind.type === "built-in") {
    return { setup: before?.type === "built-in" ? before : { type: "built-in", config: {} }, changes: [] };
  }
  if (typed.address.trim() === "") return { problem: "no-address" };
  if (kind.type === "chatgptt") {
    const site = readSiteAddress(typed.address);
    if (typeof site === "string") return { problem: site };
    const { id, label: name, url } = site;
    return { setup: { type: "chatgptt", config: { url } }, url, changes: [], site: { id, name } };
  }
  const address = normaliseAddress(typed.address);
  if ("problem" in address) return address;
  const { baseUrl: url, changes } = address;
  const keyHeader = readHeader(typed.keyHeader);
  if (keyHeader === undefined) return { problem: "no-header" };
  return { setup: serverSetup(kind.type, url, { ...kind, keyHeader }, before), url, changes };
}

function serverSetup(
  type: Exclude<BackendType, "built-in" | "chatgptt">,
  baseUrl: string,
  { preset = "other", keyHeader }: Pick<BackendKind, "preset"> & { keyHeader: string },
  before: BackendSetup | undefined,
): BackendSetup {
  switch (type) {
    case "openai-compatible": {
      const { keyHeader: _, ...rest } = before?.type === type ? before.config : { keyHeader };
      return { type, config: { preset, ...rest, baseUrl, ...(keyHeader !== USUAL_KEY_HEADER && { keyHeader }) } };
    }
    case "anthropic":
      return { type, config: { ...(before?.type === type && before.config), baseUrl } };
    case "gemini":
      return { type, config: { ...(before?.type === type && before.config), baseUrl } };
    case "ollama":
      return { type, config: { ...(before?.type === type && before.config), baseUrl } };
    default:
      return type satisfies never;
  }
}

/** Returns undefined for what cannot be the name of a header. */
function readHeader(typed: string): string | undefined {
  const header = typed.trim();
  if (header === "" || header.toLowerCase() === USUAL_KEY_HEADER.toLowerCase()) return USUAL_KEY_HEADER;
  return /^[\w-]{1,64}$/.test(header) ? header : undefined;
}
