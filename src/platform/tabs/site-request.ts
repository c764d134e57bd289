/** The port between the background and the script in a tab of the chat site: one port a request. */
export const SITE_REQUEST_PORT = "site-request";

const METHODS = ["GET", "POST"] as const;
const CACHES = ["default", "no-store", "reload"] as const;
const REDIRECTS = ["follow", "manual"] as const;

/** Background to tab: what to ask the site. Sent once. */
export interface SiteRequest {
  url: string;
  method: (typeof METHODS)[number];
  /** A form body, encoded; null for none. */
  body: string | null;
  cache: (typeof CACHES)[number];
  redirect: (typeof REDIRECTS)[number];
}

/** Whether a message is a request. By hand, because the script in the page is injected before each request, and is small. */
export function isSiteRequest(message: unknown): message is SiteRequest {
  if (typeof message !== "object" || message === null) return false;
  const { url, method, body, cache, redirect } = message as Record<keyof SiteRequest, unknown>;
  return (
    typeof url === "string" &&
    (body === null || typeof body === "string") &&
    isOneOf(METHODS, method) &&
    isOneOf(CACHES, cache) &&
    isOneOf(REDIRECTS, redirect)
  );
}

function isOneOf(names: readonly string[], value: unknown): boolean {
  return typeof value === "string" && names.includes(value);
}
