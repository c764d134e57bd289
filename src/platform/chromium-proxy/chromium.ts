import { browser } from "wxt/browser";
import type { AuthAnswer, AuthRequest } from "../proxy/answer-proxy-auth.ts";

type Control =
  | "not_controllable"
  | "controlled_by_other_extensions"
  | "controllable_by_this_extension"
  | "controlled_by_this_extension";

interface ProxyConfiguration {
  mode: "pac_script";
  pacScript: { data: string; mandatory: boolean };
}

/**
 * The part of Chromium's own API that is used here. https://developer.chrome.com/docs/extensions/reference/api/proxy
 */
interface Chromium {
  readonly proxy: {
    readonly settings: {
      get(details: object): Promise<{ levelOfControl: Control; value: { pacScript?: { data?: string } } }>;
      set(details: { scope: "regular"; value: ProxyConfiguration }): Promise<void>;
      clear(details: { scope: "regular" }): Promise<void>;
    };
  };
  readonly webRequest: {
    readonly onAuthRequired: {
      addListener(
        listener: (request: AuthRequest, answer: (answer: AuthAnswer) => void) => void,
        filter: { urls: string[] },
        extra: ["asyncBlocking"],
      ): void;
    };
  };
}

export const chromium = browser as unknown as Chromium;
