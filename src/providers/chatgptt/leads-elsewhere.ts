import { openConnection } from "../connection.ts";
import type { ProviderContext } from "../provider.ts";

/**
 * Whether an address sends the browser on to another one. Browsers do not say so where they follow it: the other host is
 * one that we have no access to, which looks like a failure of the network. Never throws; false where nobody answers.
 */
export async function leadsElsewhere(url: string, context: ProviderContext): Promise<boolean> {
  const { credentials = "omit" } = context;
  try {
    const connection = await openConnection(
      url,
      { method: "GET", credentials, redirect: "manual", cache: "no-store" },
      context,
    );
    connection.close();
    const { type, status } = connection.response;
    return type === "opaqueredirect" || (status >= 300 && status < 400);
  } catch {
    return false;
  }
}
