import { titleFrom, titleOf } from "../conversations/title.ts";
import type { PageText } from "../page/page-text.ts";
import type { QuickPrompt } from "../settings/quick-prompt.ts";
import type { PopupSettings } from "../settings/popup-settings.ts";
import { translate } from "../i18n/translate.ts";

/** The quick prompts to offer: the person's own, or those that come with Sidenote in the interface's language. */
export function quickPromptsOf(settings: PopupSettings): QuickPrompt[] {
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

/** What a conversation is called that a quick prompt begins: all of them would begin with the same words. */
export function quickPromptTitle(prompt: QuickPrompt, { type, title, text }: PageText): string {
  return titleOf(prompt.name, (type === "page" && title) || titleFrom(text));
}

/** The question that a quick prompt makes of a text. */
export function applyQuickPrompt(prompt: QuickPrompt, text: string): string {
  return `${prompt.prompt}\n\n${text}`;
}
