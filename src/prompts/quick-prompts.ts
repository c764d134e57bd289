import { titleFrom, titleOf } from "../conversations/title.ts";
import type { PageText } from "../page/page-text.ts";
import type { QuickPrompt } from "../settings/quick-prompt.ts";
import type { PopupSettings } from "../settings/popup-settings.ts";
import { translate } from "../i18n/translate.ts";

/** Returns the quick prompts to offer: the person's own, or by default those that come with Sidenote. */
export function quickPromptsOf(settings: PopupSettings): QuickPrompt[] {
  return settings.quickPrompts ?? defaultQuickPrompts();
}

/** Returns the quick prompts that come with Sidenote, in the interface's language. */
export function defaultQuickPrompts(): QuickPrompt[] {
  return [
    { id: "summarise", name: translate("summarise"), prompt: translate("summarisePrompt"), send: "now" },
    { id: "explain", name: translate("explain"), prompt: translate("explainPrompt"), send: "now" },
    { id: "translate", name: translate("translate"), prompt: translate("translatePrompt"), send: "now" },
    { id: "improve", name: translate("improve"), prompt: translate("improvePrompt"), send: "now" },
  ];
}

/**
 * Returns the title of a conversation that a quick prompt begins: the prompt's name, and what the page or the text is
 * called. Made of the question, the titles of all of them would begin with the same words.
 */
export function quickPromptTitle(prompt: QuickPrompt, { type, title, text }: PageText): string {
  return titleOf(prompt.name, (type === "page" && title) || titleFrom(text));
}

/** Returns the question that a quick prompt makes of a text: the text follows the prompt after a blank line. */
export function applyQuickPrompt(prompt: QuickPrompt, text: string): string {
  return `${prompt.prompt}\n\n${text}`;
}
