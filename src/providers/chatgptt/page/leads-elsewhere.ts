import { ChatError } from "../../chat-error.ts";
import { openConnection } from "../../transport/connection.ts";
import type { SiteContext } from "../site-context.ts";
import { TIME_LIMITS } from "../../transport/time-limits.ts";

/** Time limit for each request, in ms. The site has just failed, so it gets little time. */
const FIRST_BYTE_MS = 10_000;

/**
 * Whether an address redirects to a host that we have no access to. Browsers report that as a network failure, but the
 * first step, without following, still gets an answer. Never throws. Returns false if nobody answers or all is well.
 */
export async function leadsElsewhere(url: string, context: SiteContext): Promise<boolean> {
  const first = await look(url, "manual", context);
  // If the network is back by now, following the redirect succeeds.
  return first === "redirect" && (await look(url, "follow", context)) === "network";
}

async function look(url: string, redirect: "manual" | "follow", context: SiteContext): Promise<string> {
  const init: RequestInit = { method: "GET", credentials: context.credentials ?? "omit", redirect, cache: "no-store" };
  try {
    const connection = await openConnection(url, init, context, { ...TIME_LIMITS, firstByteMs: FIRST_BYTE_MS });
    connection.close();
    const { type, status } = connection.response;
    return type === "opaqueredirect" || (status >= 300 && status < 400) ? "redirect" : "page";
  } catch (thrown) {
    return ChatError.from(thrown).kind;
  }
}
