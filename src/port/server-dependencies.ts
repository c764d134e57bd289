import type { SignInResult } from "../backends/open-router/sign-in-result.ts";
import type { Probes } from "../backends/probes.ts";
import type { Target } from "../backends/target.ts";
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
   * @returns false if nothing is opened, because the tab would bypass the person's proxy
   * @throws ChatError if there is no backend with this id
   */
  open(
    answer: { backendId?: string | undefined; conversationId: string; messageId: string },
    visit: SiteVisit,
  ): Promise<boolean>;
  /** Returns why this site cannot be asked; null: it can. */
  check(url: string): Promise<ChatErrorKind | null>;
  /** Tests the proxy that is saved. */
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
  probes: Probes;
  /** Signs the person in with OpenRouter, and stores the key. Nothing rejects. */
  signIn(signal: AbortSignal): Promise<SignInResult>;
  /**
   * Whether the person has agreed that questions go to a backend. Nothing is asked before. Rejects if nobody knows.
   * @param target default: the backend that the person has chosen
   */
  agreed(target: Target | undefined): Promise<boolean>;
  /**
   * Called with a backend that the person has chosen by hand: they want it to be asked, however often it has failed.
   * @param windowId the private window in which they did; undefined: it was none
   */
  tryNow(backendId: string, windowId: number | undefined): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
  randomId(): string;
  /** Whether a window is open; undefined if the browser does not say. */
  isWindowOpen?(windowId: number): Promise<boolean | undefined>;
  /** Told of each command that was malformed or could not be carried out. */
  report(problem: unknown): void;
  /** Told of each failure of a store. */
  storageFailed(cause: unknown): void;
}
