import type { Traits } from "../../provider.ts";
import { reachOf } from "../host-reach.ts";
import { HOSTED_TIME_LIMITS, LOCAL_TIME_LIMITS } from "../time-limits.ts";

/** The traits of a service on the internet. */
export function serviceTraits(key: Traits["key"]): Traits {
  return { key, reach: "account", siteTab: false, pace: { gapMs: 0, atOnce: 3 }, limits: HOSTED_TIME_LIMITS };
}

/** The traits of a server by where it is. */
export function traitsAt(baseUrl: string, key: Traits["key"]): Traits {
  const traits = serviceTraits(key);
  const reach = reachOf(baseUrl);
  if (reach === "public") return traits;
  // What stands at home mostly computes one answer at a time, and takes longer for two at once.
  return { ...traits, reach, pace: { gapMs: 0, atOnce: 1 }, limits: LOCAL_TIME_LIMITS };
}

/** The match pattern of the one host that a server needs. Patterns know no port. */
export function originsOf(baseUrl: string): readonly string[] {
  const { protocol, hostname } = new URL(baseUrl);
  return [`${protocol}//${hostname}/*`];
}
