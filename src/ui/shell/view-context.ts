import type { Signal } from "@preact/signals";
import type { PageProblem, PageText } from "../../page/page-text.ts";
import type { Settings } from "../../settings/settings.ts";
import type { Chat } from "../client/chat.ts";
import type { Undo } from "../notices/undo.tsx";
import type { MessageActions } from "../thread/message-actions.ts";

/** What a view gets from its entrypoint: all that touches the browser. */
export interface ViewContext {
  chat: Chat;
  /** undefined until they have been read. */
  settings: Signal<Settings | undefined>;
  /** Reads them once more, where that failed. */
  readSettings(): void;
  actions: MessageActions;
  /** In a private window: what is asked there is kept in memory alone. */
  isPrivate: boolean;
  /** Whether the browser has a menu on what is selected in a page. */
  hasContextMenu: boolean;
  agree(): Promise<void>;
  openSettings(): void;
  undo: Undo;
  /** Opens a conversation (null: a new one) in a tab of its own; absent in such a tab. */
  openTab?: (conversationId: string | null) => void;
}

export interface PopupContext extends ViewContext {
  /**
   * The selection or the readable text of the page under the popup, or what is in the way. Rejects where the browser does
   * not allow that. `rest`: what can be read, even if the person is in a frame that cannot.
   */
  readPage(rest: boolean): Promise<PageText | PageProblem>;
  /** Must be called inside the click. Absent where the browser has no panel; the chat then opens in a tab. */
  openPanel?: () => Promise<void>;
  close(): void;
}
