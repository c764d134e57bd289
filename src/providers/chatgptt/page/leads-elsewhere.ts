import { ChatError } from "../../chat-error.ts";
import { openConnection } from "../../transport/connection.ts";
import type { ProviderContext } from "../../provider.ts";
import { TIME_LIMITS } from "../../transport/time-limits.ts";

/** A site that has just failed is not waited for much longer, in ms. */
const FIRST_BYTE_MS = 10_000;

/**
 * Whether an address sends the browser on to a host that we have no access to. Browsers tell that as a failure of the
 * network, but not of the first step: there the site answers. Never throws; false where nobody answers, or where all is well.
 */
export async function leadsElsewhere(url: string, context: ProviderContext): Promise<boolean> {
  const first = await look(url, "manual", context);
  // A network that is back leads to wherever the site itself has the page.
  return first === "redirect" && (await look(url, "follow", context)) === "network";
}

async function look(url: string, redirect: "manual" | "follow", context: ProviderContext): Promise<string> {
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
