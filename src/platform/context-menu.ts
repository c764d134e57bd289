import { openPanel } from "#browser/panel.ts";
import { browser } from "wxt/browser";
import { ofTab, type PageText, shorten, sourceOfPage } from "../page/page-text.ts";
import type { Intent } from "../port/events.ts";
import type { SessionMemory } from "../providers/provider.ts";
import type { PopupSettings } from "../settings/popup-settings.ts";
import type { SettingsReader } from "../settings/settings-reader.ts";
import { applyQuickPrompt, quickPromptsOf, quickPromptTitle } from "../prompts/quick-prompts.ts";
import { withShortenedNote } from "../prompts/truncation-note.ts";
import { translate } from "../i18n/translate.ts";
import { desktopApis } from "./desktop-apis.ts";
import { menuTitle } from "./menu-title.ts";
import { readSelectionOf } from "./tabs/page-reader.ts";

const ASK_ABOUT_ID = "ask-about";
const QUICK_PROMPT_PREFIX = "quick-prompt:";
/** The key that session memory holds while the items are being made. */
const MAKING_KEY = "menu-making";
/** The menu leaves out Sidenote's own views, because what they show has been asked already. */
const WEB_PAGES = ["http://*/*", "https://*/*", "file:///*"];

interface MenuClick {
  selectionText?: string | undefined;
  frameId?: number | undefined;
  editable: boolean;
}

/**
 * Serves the menu items on a selection. Opens the panel inside the gesture and then sends its intent, which waits until
 * the panel has connected.
 * @param texts resolves when the texts of the person's language are there
 */
export function serveSelectionMenu(
  settings: SettingsReader<PopupSettings>,
  memory: SessionMemory,
  send: (windowId: number, intent: Intent) => Promise<void>,
  randomId: () => string,
  report: (problem: unknown) => void,
  texts: Promise<void>,
): void {
  const { contextMenus } = desktopApis();
  if (contextMenus === undefined) return;

  const leaving = new AbortController().signal;
  /** What the items were last made of. If other settings change, the items stay as they are. */
  let made = "";
  /** Makes the items one time after the other, because two at once would make each item twice. */
  let making = texts;

  async function makeItems(): Promise<void> {
    const items = [
      { id: ASK_ABOUT_ID, title: menuTitle(translate("askAbout")) },
      ...quickPromptsOf(await settings.get()).map(({ id, name }) => ({
        id: QUICK_PROMPT_PREFIX + id,
        title: menuTitle(name),
      })),
    ];
    const wanted = JSON.stringify(items);
    if (wanted === made) return;
    // A background that is killed in between leaves half a menu or none. The next one then makes it anew.
    // If session memory is full, that cannot be told, and the menu is made all the same.
    await memory.set(MAKING_KEY, true).catch(report);
    await contextMenus?.removeAll();
    for (const item of items) {
      contextMenus?.create({ ...item, contexts: ["selection"], documentUrlPatterns: WEB_PAGES });
    }
    made = wanted;
    await memory.delete(MAKING_KEY);
  }

  async function makeIntent(itemId: string, selection: PageText): Promise<Intent | undefined> {
    const text = withShortenedNote(selection);
    const sources = [sourceOfPage(selection)];
    if (itemId === ASK_ABOUT_ID) return { type: "quote", id: randomId(), text, sources };
    const prompts = quickPromptsOf(await settings.get());
    const prompt = prompts.find(({ id }) => QUICK_PROMPT_PREFIX + id === itemId);
    if (prompt === undefined) return undefined;
    const question = applyQuickPrompt(prompt, text);
    return prompt.send === "now"
      ? { type: "ask", id: randomId(), text: question, sources, title: quickPromptTitle(prompt, selection) }
      : { type: "show", id: randomId(), conversationId: null, draft: question, sources };
  }

  async function sendIntent(windowId: number, itemId: string, selection: Promise<PageText>): Promise<void> {
    const intent = await makeIntent(itemId, await selection);
    if (intent !== undefined) await send(windowId, intent);
  }

  /**
   * Returns the selected text. The browser leaves line breaks out of it, so the page is asked too, if it answers in
   * time. Each frame has a selection of its own: the one of the frame that was clicked counts.
   */
  async function selectedText(
    { selectionText = "", frameId = 0, editable }: MenuClick,
    tabId?: number,
  ): Promise<string> {
    if (tabId === undefined) return selectionText;
    const whole = await readSelectionOf(tabId, frameId, leaving).catch(() => "");
    // A field and the page around it can both have a selection.
    const isOther = editable && joined(whole) !== joined(selectionText);
    return whole === "" || isOther ? selectionText : whole;
  }

  contextMenus.onClicked.addListener((click, tab) => {
    // A selection in a panel belongs to no window.
    if (tab?.windowId === undefined || tab.windowId < 0) return;
    openPanel(tab.windowId).catch(report);
    const selection = selectedText(click, tab.id).then((selected) => ofTab(shorten("selection", selected), tab));
    sendIntent(tab.windowId, String(click.menuItemId), selection).catch(report);
  });

  function refresh(): void {
    making = making.then(makeItems).catch(report);
  }
  browser.runtime.onInstalled.addListener(refresh);
  browser.runtime.onStartup.addListener(refresh);
  settings.watch(refresh, leaving);
  void memory.get(MAKING_KEY).then((unfinished) => unfinished !== undefined && refresh(), report);
}

function joined(text: string): string {
  return text.replaceAll(/\s+/g, "");
}
