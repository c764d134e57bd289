import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { type PageText, sourceOfPage } from "../../page/page-text.ts";
import type { QuickPrompt } from "../../settings/quick-prompt.ts";
import { useAgreement } from "../consent/use-consent.ts";
import { ChatArea } from "./chat-area.tsx";
import { IconButton } from "../kit/icon-button.tsx";
import { NewChatIcon, PanelIcon, SettingsIcon } from "../kit/icons.tsx";
import { applyQuickPrompt, quickPromptsOf, quickPromptTitle } from "../../prompts/quick-prompts.ts";
import { withShortenedNote } from "../../prompts/truncation-note.ts";
import { translate } from "../../i18n/translate.ts";
import type { PopupContext } from "./view-context.ts";

/** Shows the popup: quick prompts for the page below it, a text box and the answer. */
export function Popup(context: PopupContext) {
  const { chat, settings, readPage, openPanel, openTab, openSettings, close } = context;
  const agreement = useAgreement(context);
  const reading = useSignal<string | undefined>(undefined);
  /** The prompt that was pressed last. */
  const applied = useRef<QuickPrompt>(undefined);
  const isAsking = chat.unconfirmed.value.length + chat.held.value.length > 0;
  const busy = chat.shown.running.value || isAsking || reading.value !== undefined;
  const begun = chat.shown.path.value.length > 0 || chat.unconfirmed.value.length > 0;

  async function apply(prompt: QuickPrompt, rest = false): Promise<void> {
    applied.current = prompt;
    reading.value = prompt.id;
    chat.problem.value = undefined;
    try {
      const page = await readPage(rest);
      if (typeof page === "string") chat.problem.value = page;
      else if (page.text === "")
        chat.problem.value = page.textless === undefined ? "page-empty" : `page-${page.textless}`;
      else use(prompt, page);
    } catch {
      chat.problem.value = "page-unreadable";
    } finally {
      reading.value = undefined;
    }
  }

  function use(prompt: QuickPrompt, page: PageText): void {
    if (begun) chat.newChat(false);
    const question = applyQuickPrompt(prompt, withShortenedNote(page));
    const sources = [sourceOfPage(page)];
    if (prompt.send === "now") chat.ask(question, { title: quickPromptTitle(prompt, page), sources });
    else {
      chat.draft.add(question, sources);
      chat.focusComposer();
    }
    if (chat.held.value.length > 0) agreement.remind();
  }

  function applyAgain(rest: boolean): void {
    if (applied.current !== undefined && !busy) void apply(applied.current, rest);
  }

  async function goOnInPanel(open: () => Promise<void>): Promise<void> {
    const opened = open();
    const takeBack = chat.handOver();
    try {
      await opened;
      close();
    } catch {
      takeBack();
      chat.problem.value = "panel-refused";
    }
  }

  return (
    <div class="view">
      <header class="header">
        <h1 class="title">{translate("extensionName")}</h1>
        {begun && (
          <IconButton label={translate("newChat")} onClick={() => chat.newChat(false)}>
            <NewChatIcon />
          </IconButton>
        )}
        <IconButton label={translate("settings")} onClick={openSettings}>
          <SettingsIcon />
        </IconButton>
        {openPanel !== undefined && (
          <button type="button" class="button" onClick={() => void goOnInPanel(openPanel)}>
            <PanelIcon />
            {translate("openInSidePanel")}
          </button>
        )}
        {openPanel === undefined && openTab !== undefined && (
          <button type="button" class="button" onClick={() => openTab(chat.knownId.value)}>
            {translate("openInTab")}
          </button>
        )}
      </header>
      <main class={begun ? "main begun" : "main"}>
        <div class="quick-prompts" role="group" aria-label={translate("quickPrompts")}>
          {settings.value !== undefined &&
            quickPromptsOf(settings.value).map((prompt) => (
              <button
                key={prompt.id}
                type="button"
                class="button"
                disabled={busy}
                aria-busy={reading.value === prompt.id}
                onClick={() => void apply(prompt)}
              >
                {prompt.name}
              </button>
            ))}
        </div>
        <ChatArea
          context={context}
          agreement={agreement}
          mending={{
            "page-silent": { label: translate("tryAgain"), run: () => applyAgain(false) },
            "page-focus-closed": { label: translate("useRestOfPage"), run: () => applyAgain(true) },
          }}
        >
          <p class="empty">{translate("popupEmpty")}</p>
        </ChatArea>
      </main>
    </div>
  );
}
