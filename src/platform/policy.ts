import { browser } from "wxt/browser";
import { createPolicyReader, type PolicyReader } from "../organisation/policy-reader.ts";

/** The key in `storage.local` under which it is kept whether there were rules when the browser answered last. No rule is. */
export const WERE_RULES_KEY = "policy:were-rules";

const reader = createPolicyReader({
  get: () => browser.storage.managed.get(),
  async wereRules() {
    const { [WERE_RULES_KEY]: kept } = await browser.storage.local.get(WERE_RULES_KEY);
    return typeof kept === "boolean" ? kept : undefined;
  },
  keepWhether: (areRules) => browser.storage.local.set({ [WERE_RULES_KEY]: areRules }),
  // Whoever cannot keep it waits at the next start as at this one.
  report: () => undefined,
});

/** The rules of the person's organisation, as the browser has them. */
export const policy: PolicyReader = {
  read: reader.read,
  watch(listener, signal) {
    reader.watch(listener, signal);
    const { onChanged } = browser.storage.managed;
    onChanged.addListener(listener);
    signal.addEventListener("abort", () => onChanged.removeListener(listener), { once: true });
  },
};
