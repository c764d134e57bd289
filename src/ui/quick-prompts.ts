import type { QuickPrompt, Settings } from "../settings/settings.ts";
import { translate } from "./translate.ts";

/** The quick prompts to offer: the person's own, or those that come with Sidenote in the interface's language. */
export function quickPromptsOf(settings: Settings): QuickPrompt[] {
  return settings.quickPrompts ?? defaultQuickPrompts();
}

export function defaultQuickPrompts(): QuickPrompt[] {
  return [
    { id: "summarise", name: translate("summarise"), prompt: translate("summarisePrompt"), send: "now" },
    { id: "explain", name: translate("explain"), prompt: translate("explainPrompt"), send: "now" },
    { id: "translate", name: translate("translate"), prompt: translate("translatePrompt"), send: "now" },
    { id: "improve", name: translate("improve"), prompt: translate("improvePrompt"), send: "now" },
  ];
}

/** The question that a quick prompt makes of a text. */
export function applyQuickPrompt(prompt: QuickPrompt, text: string): string {
  return `${prompt.prompt}\n\n${text}`;
}
