import type { ReadonlySignal } from "@preact/signals";
import type { RefObject } from "preact";
import type { PageProblem, PageText } from "../../page/page-text.ts";
import type { PopupSettings } from "../../settings/popup-settings.ts";
import type { ViewSettings } from "../../settings/view-settings.ts";
import type { Chat } from "../client/chat.ts";
import type { ModelPicker } from "../models/picker.ts";
import type { Undo } from "../notices/undo.tsx";
import type { MessageActions } from "../thread/message-actions.ts";

/** What a view gets from its entrypoint: all that touches the browser. */
export interface ViewContext<Read extends ViewSettings = ViewSettings> {
  chat: Chat;
  /** undefined until the settings have been read. */
  settings: ReadonlySignal<Read | undefined>;
  /** Reads the settings once more after a failure. */
  readSettings(): void;
  actions: MessageActions;
  /** Whether the view stands in a private window. What is asked there is kept in memory alone. */
  isPrivate: boolean;
  /** Whether the browser has a menu on what is selected in a page. */
  hasContextMenu: boolean;
  agree(): Promise<void>;
  openSettings(): void;
  undo: Undo;
  picker: ModelPicker;
  /** The button below the composer that opens the picker. */
  modelButton: RefObject<HTMLButtonElement | null>;
  /** Opens a conversation in a tab of its own; null opens a new one. Such a tab lacks it. */
  openTab?: (conversationId: string | null) => void;
}

export interface PopupContext extends ViewContext<PopupSettings> {
  /**
   * Reads the selection or the readable text of the page under the popup, or says what is in the way.
   * @param rest whether to read what can be read, even if the person is in a frame that cannot
   * @throws if the browser does not allow that
   */
  readPage(rest: boolean): Promise<PageText | PageProblem>;
  /**
   * Opens the panel. Must be called inside the click. It is absent if the browser has no panel; the chat then opens in
   * a tab.
   */
  openPanel?: () => Promise<void>;
  close(): void;
}
