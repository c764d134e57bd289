import type { Target } from "../backends/target.ts";
import type { Source } from "../conversations/conversation.ts";
import { createDraftKeeper, type DraftText, readDraft } from "../conversations/drafts.ts";
import { isTemporary, windowPrefix } from "../conversations/temporary.ts";
import { createConversationDeleter, type DeletionScope } from "../turns/delete-conversations.ts";
import type { Command } from "./commands.ts";
import { createMessageChanger } from "./change-message.ts";
import { createEditedKeeper, type Edited, readEdited } from "./edited-questions.ts";
import type { Intent } from "./events.ts";
import { createProbing } from "./probing.ts";
import type { PortServerDependencies } from "./server-dependencies.ts";
import { draftKey, keepDraftTarget, readDraftTarget, storeFor, type View } from "./view.ts";
import { watchConversation } from "./watching.ts";

/** How many hits of a search are shown. A person who does not see theirs types another word. */
const MAX_HITS = 50;

/** Returns what an event says of a draft. */
function asDraft({ text, sources }: DraftText): { draft: string; draftSources?: readonly Source[] } {
  return { draft: text, ...(sources.length > 0 && { draftSources: sources }) };
}

/** What the handlers work with. */
export interface CommandHandlerDependencies extends PortServerDependencies {
  /** The views that have said hello and are still connected. */
  views: Set<View>;
  sendList(view: View): Promise<void>;
  sendCounts(view: View): Promise<void>;
  sendBin(view: View): Promise<void>;
  listChanged(): void;
  /** Leaves an intent for the panel of a window. */
  send(windowId: number, intent: Intent): Promise<void>;
}

/** Creates a function that carries out a view's command. It rejects if the command could not be carried out. */
export function createCommandHandlers(
  dependencies: CommandHandlerDependencies,
): (view: View, command: Command) => Promise<void> {
  const { turns, conversations, stores, deletion, intents, lastShown, agreed, tryNow, sites } = dependencies;
  const { views, sendList, sendCounts, sendBin, listChanged, send, storageFailed, report } = dependencies;

  const keepTyped = createDraftKeeper();
  const keepEdited = createEditedKeeper();
  const probe = createProbing(dependencies);
  const changeMessage = createMessageChanger(dependencies);
  const deleter = createConversationDeleter(dependencies);
  /** Returns the store of a conversation, or (null) of all that the view lists. */
  const storeOf = (view: View, id: string | null = null) => (id === null ? storeFor(view, stores) : stores.of(id));

  async function hello(view: View, { resumed }: Extract<Command, { type: "hello" }>): Promise<void> {
    if (view.open) views.add(view);
    if (!resumed) {
      const [conversationId, typed, target] = await Promise.all([
        lastShown.get(view.surface, view.windowId),
        readDraft(storeOf(view), draftKey(view, null)).catch(noDraft),
        readDraftTarget(storeOf(view), view).catch(noTarget),
      ]);
      view.post({ type: "welcome", conversationId, ...asDraft(typed), ...(target !== undefined && { target }) });
    }
    if (view.surface !== "panel") return;
    for (const intent of await intents.waiting(view.windowId)) view.post({ type: "intent", intent });
  }

  function noDraft(cause: unknown): DraftText {
    storageFailed(cause);
    return { text: "", sources: [] };
  }

  function noTarget(cause: unknown): undefined {
    storageFailed(cause);
  }

  function noneEdited(cause: unknown): Edited {
    storageFailed(cause);
    return {};
  }

  async function watch(view: View, { conversationId, has }: Extract<Command, { type: "watch" }>): Promise<void> {
    if (view.watching?.conversationId === conversationId) return;
    view.watching?.end();
    view.watching = undefined;
    await lastShown.set(view.surface, view.windowId, conversationId).catch(report);
    if (conversationId === null) return;
    const store = stores.of(conversationId);
    const [kept, edited] = await Promise.all([
      readDraft(store, conversationId).catch(noDraft),
      readEdited(store, conversationId).catch(noneEdited),
    ]);
    const typed = { ...asDraft(kept), ...(Object.keys(edited).length > 0 && { edited }) };
    const watching = await watchConversation({ conversationId, has, typed }, conversations, view.post);
    if (view.open) view.watching = watching;
    else watching.end();
  }

  async function targetOf(conversationId: string): Promise<Target | undefined> {
    const { live, release } = await conversations.hold(conversationId);
    release();
    return live.conversation.target;
  }

  /** Whom the person chooses by hand is asked first again. */
  async function chosen(view: View, target: Target): Promise<void> {
    await tryNow(target.backendId, view.private ? view.windowId : undefined);
  }

  /** Asks, if the person has agreed. */
  async function ask(view: View, command: Extract<Command, { type: "ask" | "retry" | "go-on" }>): Promise<void> {
    const id = command.type === "ask" ? command.questionId : command.messageId;
    const target = command.target ?? (await targetOf(command.conversationId));
    if (command.type === "retry" && command.chosen === true && target !== undefined) await chosen(view, target);
    const refusal = (await agreed(target)) ? await start({ ...command, target }) : "not-agreed";
    if (refusal !== undefined) view.post({ type: "refused", questionId: id, reason: refusal });
  }

  function start(command: Extract<Command, { type: "ask" | "retry" | "go-on" }>) {
    switch (command.type) {
      case "ask":
        return turns.ask(command);
      case "retry":
        if (command.alone === true)
          return turns.retryAlone(command.conversationId, command.messageId, command.answerId, command.target);
        return turns.retry(command.conversationId, command.messageId, command.answerId, command.target);
      case "go-on":
        return turns.goOn(command.conversationId, command.messageId, command.target);
      default:
        return command satisfies never;
    }
  }

  async function keepDraft(view: View, command: Extract<Command, { type: "draft" }>): Promise<void> {
    const { conversationId, messageId, text, sources = [], unlessKept = false } = command;
    const store = storeOf(view, conversationId);
    if (conversationId !== null && messageId !== undefined) return keepEdited(store, conversationId, messageId, text);
    await keepTyped(store, draftKey(view, conversationId), { text, sources }, unlessKept);
  }

  /** Adds letters that a view has drawn and a stopped background has not stored. Changes nothing else. */
  function recover({ text, ...place }: Extract<Command, { type: "recover" }>): Promise<void> {
    return changeMessage(place, (message) => {
      const isLonger = text.length > message.text.length && text.startsWith(message.text);
      return message.state === "interrupted" && isLonger ? { ...message, text } : undefined;
    });
  }

  async function openSite({ visit, ...answer }: Extract<Command, { type: "open-site" }>): Promise<void> {
    if (await sites.open(answer, visit)) return;
    // The person has chosen a proxy since the answer failed. A tab no longer helps, so the error says what does.
    await changeMessage(answer, (message) =>
      message.error === undefined ? undefined : { ...message, error: { ...message.error, kind: "tab-past-proxy" } },
    );
  }

  /** Returns the scope of a conversation, or (null) of all that the view lists. */
  function scopeOf(view: View, id: string | null): DeletionScope {
    const list = view.private ? windowPrefix(view.windowId) : "";
    const isListed = (other: string) => (view.private ? other.startsWith(list) : !isTemporary(other));
    return { id, store: storeOf(view, id), includes: id === null ? isListed : (other) => other === id };
  }

  async function search(view: View, query: string): Promise<void> {
    view.post({ type: "found", query, ...(await storeOf(view).search(query, MAX_HITS)) });
  }

  return async (view, command) => {
    switch (command.type) {
      case "hello":
        return hello(view, command);
      case "watch":
        return watch(view, command);
      case "recover":
        return recover(command);
      case "ask":
      case "retry":
      case "go-on":
        return ask(view, command);
      case "stop":
        turns.stop(command.conversationId);
        return;
      case "edit":
        if (command.edit.type === "target") await chosen(view, command.edit.target);
        return turns.edit(command.conversationId, command.edit);
      case "list":
        view.listLimit = command.limit ?? undefined;
        if (command.limit === null) return;
        await sendList(view);
        // Not awaited, because the view's next command must not wait for it.
        if (command.resumed !== true) void storeOf(view).prepareSearch().catch(storageFailed);
        return;
      case "search":
        // Not awaited, because in a long history it takes longer than a person should wait for Stop.
        void search(view, command.query).catch((problem: unknown) => {
          report(problem);
          view.post({ type: "failed" });
        });
        return;
      case "delete":
        await deleter.delete(scopeOf(view, command.conversationId), command.at);
        return listChanged();
      case "restore":
        await deleter.restore(scopeOf(view, command.conversationId), command.at);
        return listChanged();
      case "count":
        view.counts = command.wanted;
        return sendCounts(view);
      case "bin":
        view.binLimit = command.limit ?? undefined;
        if (view.binLimit !== undefined) await deletion.purgeOld(storeOf(view));
        return sendBin(view);
      case "erase":
        await deleter.erase(scopeOf(view, command.conversationId), command.messageId);
        return listChanged();
      case "draft":
        return keepDraft(view, command).catch(storageFailed);
      case "draft-target":
        if (command.target !== null) await chosen(view, command.target);
        return keepDraftTarget(storeOf(view), view, command.target).catch(storageFailed);
      case "hand-over": {
        const { intentId, type: _, ...shown } = command;
        return send(view.windowId, { type: "show", id: intentId, ...shown });
      }
      case "open-site":
        return openSite(command);
      case "check-site":
        return view.post({ type: "site-checked", url: command.url, problem: await sites.check(command.url) });
      case "check-proxy":
        return view.post({ type: "proxy-checked", verdict: await sites.checkProxy() });
      case "list-models":
      case "test-backend":
      case "stop-test":
      case "sign-in":
        return probe(view, command);
      case "imported":
        stores.persistent.changedElsewhere();
        return listChanged();
      case "intent-done":
        return intents.done(view.windowId, command.intentId);
      case "received":
        if (view.watching?.conversationId === command.conversationId) view.watching.received(command.sequence);
        return;
      default:
        command satisfies never;
    }
  };
}
