import type { Deletion } from "../conversations/deletion.ts";
import type { Stores } from "../conversations/store/stores.ts";
import type { ChatErrorKind } from "../providers/chat-error.ts";
import type { ProxyVerdict } from "../settings/proxy-verdict.ts";
import type { SiteVisit } from "../settings/site-visit.ts";
import type { LiveConversations } from "../turns/live-conversations.ts";
import type { Turns } from "../turns/turns.ts";
import type { LastShown } from "./last-shown.ts";
import type { PanelIntents } from "./panel-intents.ts";

/** What views ask about chat sites. */
export interface Sites {
  /**
   * Shows the site of an answer in a tab.
   * @returns false: nothing is opened, because it would go past the person's proxy
   * @throws ChatError if there is no backend with this id
   */
  open(
    answer: { backendId?: string | undefined; conversationId: string; messageId: string },
    visit: SiteVisit,
  ): Promise<boolean>;
  /** Why this site cannot be asked; null where it can. */
  check(url: string): Promise<ChatErrorKind | null>;
  /** Tries the proxy as it is saved. */
  checkProxy(): Promise<ProxyVerdict>;
}

/** What the background's end of the ports works with. */
export interface PortServerDependencies {
  turns: Turns;
  conversations: LiveConversations;
  stores: Stores;
  deletion: Deletion;
  intents: PanelIntents;
  lastShown: LastShown;
  sites: Sites;
  /** Whether the person has agreed that questions go to the backend that they have chosen. Nothing is asked before. */
  agreed(): Promise<boolean>;
  now(): number;
  randomId(): string;
  /** Whether a window is open; undefined where the browser does not say. */
  isWindowOpen?(windowId: number): Promise<boolean | undefined>;
  /** A command was malformed or could not be carried out. */
  report(problem: unknown): void;
  storageFailed(cause: unknown): void;
}
