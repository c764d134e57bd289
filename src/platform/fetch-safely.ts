import { isNearby } from "../settings/site-address.ts";

/**
 * Fetches as the browser does, but sends nothing by `http` to a host on the internet, where everybody on the way could read
 * along. The extension's content security policy cannot say that, because it knows no private networks.
 * @throws TypeError for such an address, as for all that the policy forbids
 */
export const fetchSafely: typeof fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  if (new URL(url).protocol === "http:" && !isNearby(url)) throw new TypeError("Refused to connect without encryption");
  return fetch(input, init);
};
