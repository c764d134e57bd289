import { expect, test, vi } from "vitest";
import { DEFAULT_BACKEND, type UsableBackend } from "../../backends/backend.ts";
import { reachText, sentText } from "./consent-text.ts";

vi.mock("../../i18n/translate.ts", () => ({
  translate: (key: string, ...values: string[]) => [key, ...values].join(" "),
}));

const backend = (type: string, name: string, config: object) =>
  ({ id: "b", type, name, config, agreedAt: null }) as unknown as UsableBackend;

test.each<[UsableBackend, string, string]>([
  [DEFAULT_BACKEND, "agreementSent chatgptt.me", "agreementPublic"],
  [backend("built-in", "Built-in model", {}), "agreementSentBuiltIn", "agreementComputer"],
  [backend("ollama", "Ollama", {}), "agreementSentToHost Ollama 127.0.0.1:11434", "agreementComputer"],
  [
    backend("ollama", "Ollama", { baseUrl: "http://192.168.1.9:11434" }),
    "agreementSentToHost Ollama 192.168.1.9:11434",
    "agreementNetwork",
  ],
  [
    backend("openai-compatible", "My account", { baseUrl: "https://api.openai.com/v1" }),
    "agreementSentToHost My account api.openai.com",
    "agreementAccount",
  ],
])("%j: who gets what", (one, sent, reach) => {
  expect(sentText(one)).toBe(sent);
  expect(reachText(one)).toBe(reach);
});
