import { type Backend, readBackend, type UsableBackend } from "../backends/backend.ts";
import { isRecord } from "../entries/ordered-entries.ts";
import { normaliseAddress } from "../providers/transport/addresses/normalise-address.ts";
import { Secret } from "../secrets/secret.ts";
import { MANAGED_PREFIX } from "./managed-prefix.ts";

/** A backend that an organisation has set up. */
export interface ManagedBackend {
  readonly backend: UsableBackend;
  /** undefined: it has none. */
  readonly key: Secret | undefined;
}

/**
 * Reads the backends of a policy.
 * @returns `broken`: names for what cannot be read, such as `backends[1]`. That is no backend
 */
export function readManagedBackends(raw: unknown): { backends: readonly ManagedBackend[]; broken: readonly string[] } {
  if (raw === undefined) return { backends: [], broken: [] };
  if (!Array.isArray(raw)) return { backends: [], broken: ["backends"] };
  const backends = new Map<string, ManagedBackend>();
  const broken: string[] = [];
  for (const [index, each] of raw.entries()) {
    const read = readManagedBackend(each);
    if (read === undefined || backends.has(read.backend.id)) broken.push(`backends[${index}]`);
    else backends.set(read.backend.id, read);
  }
  return { backends: [...backends.values()], broken };
}

/** Whoever sets a backend up says its name and kind, and most often where it is. All else has a default. */
function readManagedBackend(raw: unknown): ManagedBackend | undefined {
  if (!isRecord(raw)) return undefined;
  const { name, kind, address, model, key, keyHeader, contextTokens, agreed = false } = raw;
  const texts = [name, kind, raw["id"] ?? name, address ?? "", model ?? "", key ?? ""];
  if (!texts.every((text) => typeof text === "string") || name === "" || typeof agreed !== "boolean") return undefined;
  const id = `${MANAGED_PREFIX}${String(raw["id"] ?? name)}`;
  const given = <Name extends string>(field: Name, value: unknown) => (value === undefined ? {} : { [field]: value });
  const place = addressConfig(String(kind), typeof address === "string" ? address : undefined);
  if (place === undefined) return undefined;
  const record: Record<keyof Backend, unknown> | object = {
    type: kind,
    name,
    config: { ...place, ...given("keyHeader", keyHeader), ...given("contextTokens", contextTokens) },
    ...given("model", model),
    agreedAt: agreed ? 1 : null,
    ...(typeof key === "string" && key !== "" && { keyId: id }),
  };
  const backend = readBackend(id, record);
  return backend && { backend, key: typeof key === "string" && key !== "" ? new Secret(key) : undefined };
}

/** Returns what a config says of where a backend is; undefined if nobody may be asked there. */
function addressConfig(kind: string, address: string | undefined): object | undefined {
  if (address === undefined) return {};
  const read = normaliseAddress(address);
  if ("problem" in read || kind === "built-in") return undefined;
  return kind === "chatgptt" ? { url: read.baseUrl } : { baseUrl: read.baseUrl };
}
