import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Target } from "../../../backends/target.ts";
import type { Conversation } from "../../../conversations/conversation.ts";
import type { Command } from "../../../port/commands.ts";

/** What a command says about whom to ask. */
export interface Whom {
  target?: Target;
  /** The person has chosen it for this conversation. */
  binds?: true;
}

/** Whom the shown conversation asks. */
export interface TargetChoice {
  /**
   * Whom the next question goes to. undefined: this is not known yet, because the settings or the conversation are still
   * being read. The background knows it then.
   */
  readonly target: ReadonlySignal<Target | undefined>;
  /** Chooses whom to ask in this conversation alone. A choice for a new chat is kept until that is asked. */
  choose(target: Target): void;
  /** Takes in what was kept for the new chat. Only the first call counts; after that this view knows better. */
  load(target: Target | undefined): void;
  /** The new chat becomes the shown conversation. Its choice moves along. */
  begin(): void;
  /** Returns the choice for the new chat and forgets it, if that is what is shown. */
  take(): Target | undefined;
  /** Says in a command whom the person sees as the one that is asked. */
  whom(): Whom;
  /** The background has carried out a command. */
  delivered(command: Command): void;
  /** The background could not carry out a command. */
  failed(command: Command): void;
}

export interface TargetChoiceDependencies {
  send(command: Command): void;
  conversationId: ReadonlySignal<string>;
  /** The shown conversation if the background knows it, null for a new chat. */
  knownId: ReadonlySignal<string | null>;
  /** The shown conversation as the background knows it; undefined: not at all, or not yet. */
  conversation: ReadonlySignal<Conversation | undefined>;
  /** Whether the conversation begins with the next question, or has just begun with one of this view. */
  isNew: ReadonlySignal<boolean>;
  /** Whether the background has a message of it, or is about to. */
  isStored(): boolean;
  /** The backend that the person has chosen in the settings. undefined: they have not been read yet. */
  chosen(): Target | undefined;
}

/** A choice that the shown conversation does not show yet. */
interface Pick {
  conversationId: string;
  target: Target;
  /** The conversation as it was then. */
  before: Conversation | undefined;
  delivered: boolean;
}

/**
 * Keeps whom the shown conversation asks. A choice counts at once. When the background has it, the conversation tells,
 * also of what is chosen in another view. Without a choice, the conversation follows the settings.
 */
export function createTargetChoice(dependencies: TargetChoiceDependencies): TargetChoice {
  const { send, conversationId, knownId, conversation, isNew, isStored, chosen } = dependencies;
  const picked = signal<Pick | undefined>();
  /** Whom the new chat asks, as the person has chosen. */
  const forNew = signal<Target | undefined>();
  let loaded = false;
  const pick = computed(() => (picked.value?.conversationId === conversationId.value ? picked.value : undefined));

  const newTarget = computed(() => (knownId.value === null ? forNew.value : undefined));

  const target = computed(() => {
    const own = newTarget.value ?? pick.value?.target ?? conversation.value?.target;
    if (own !== undefined) return own;
    return conversation.value === undefined && !isNew.value ? undefined : chosen();
  });

  effect(() => {
    const now = conversation.value;
    if (pick.value?.delivered === true && now !== undefined && now !== pick.value.before) picked.value = undefined;
  });

  function keep(wanted: Target | undefined): void {
    loaded = true;
    // Who chooses the same again wants it to be asked, also where it has failed.
    if (wanted === undefined && forNew.peek() === undefined) return;
    forNew.value = wanted;
    send({ type: "draft-target", target: wanted ?? null });
  }

  function choose(wanted: Target): void {
    if (knownId.peek() === null) return keep(wanted);
    const id = conversationId.peek();
    picked.value = { conversationId: id, target: wanted, before: conversation.peek(), delivered: false };
    if (isStored()) send({ type: "edit", conversationId: id, edit: { type: "target", target: wanted } });
  }

  /** Whether this command carried the choice to the background. */
  function carries(command: Command, { target: wanted }: Pick): boolean {
    if (command.type === "edit") return command.edit.type === "target" && command.edit.target === wanted;
    return command.type === "ask" && command.target === wanted;
  }

  return {
    target,
    choose,
    load(kept) {
      if (!loaded) forNew.value = kept;
      loaded = true;
    },
    begin() {
      const wanted = newTarget.peek();
      if (wanted === undefined) return;
      const id = conversationId.peek();
      picked.value = { conversationId: id, target: wanted, before: undefined, delivered: false };
      keep(undefined);
    },
    take() {
      const taken = newTarget.peek();
      if (taken !== undefined) keep(undefined);
      return taken;
    },
    whom() {
      const asked = target.peek();
      if (asked === undefined) return {};
      const isChosen = pick.peek() !== undefined || newTarget.peek() !== undefined;
      return { target: asked, ...(isChosen && { binds: true }) };
    },
    delivered(command) {
      const made = picked.peek();
      if (made !== undefined && carries(command, made)) picked.value = { ...made, delivered: true };
    },
    failed(command) {
      const made = picked.peek();
      if (command.type === "edit" && made !== undefined && carries(command, made)) picked.value = undefined;
    },
  };
}
