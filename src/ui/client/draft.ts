import { effect, signal, type Signal } from "@preact/signals";
import type { Source } from "../../conversations/conversation.ts";
import { joinSources } from "../../conversations/sources.ts";

/** Pause in typing after which the text is stored, in ms. A crash loses what was typed after it. */
const KEEP_AFTER_MS = 300;

/** The owner of a draft: a conversation, or (null) the new chat. */
export type DraftOwner = string | null;

export interface Draft {
  /** The text in the composer. */
  readonly text: Signal<string>;
  /**
   * Adds a text below the one in the composer.
   * @param sources what it holds that the person has not typed. Default: nothing
   */
  add(text: string, sources?: readonly Source[]): void;
  /** Adds a text to any draft, also one that is not in the composer. */
  append(owner: DraftOwner, text: string, sources?: readonly Source[]): void;
  /**
   * What the text of an owner holds that the person has not typed. It stays as long as there is text, however that is
   * changed: nobody knows how much of it is left.
   */
  sourcesOf(owner: DraftOwner): readonly Source[];
  /** A text that was deleted here can be back in the composer, by Undo or from the clipboard. */
  mayBeBack(): void;
  /**
   * Takes in the stored text of an owner. It goes above what has been typed in the composer since. Only the first call
   * for an owner counts; after that the composer knows better. A newer text that is still being stored wins, too.
   */
  load(owner: DraftOwner, kept: string, sources?: readonly Source[]): void;
  /**
   * Switches to another conversation, whose text comes with `load`. The text in the composer stays with its owner. If
   * that owner's stored text has not arrived yet, it moves along instead.
   */
  switchTo(owner: DraftOwner): void;
  /** The new chat becomes this conversation. The text in the composer moves along. */
  rename(conversationId: string): void;
  /** Returns the text of an owner and clears it. undefined: the text is not known here. */
  take(owner: DraftOwner): string | undefined;
  /** The owner of the text in the composer. */
  readonly owner: DraftOwner;
  /** The oldest pending write of this owner has arrived. */
  delivered(owner: DraftOwner): void;
  /**
   * Stores the text in the composer now. If this text was stored before, another view may have sent or cleared it
   * since. Then it is stored again, unless something else is stored by now.
   */
  keepNow(): void;
}

/** A text to store. `unlessKept`: only if nothing is stored for this conversation. */
export interface KeptDraft {
  conversationId: DraftOwner;
  text: string;
  sources?: Source[];
  unlessKept?: true;
}

/** Holds the text of the composer. Stores it with its conversation, through `keep`, whenever the person pauses. */
export function createDraft(keep: (kept: KeptDraft) => void): Draft {
  const text = signal("");
  /** The stored text of each owner, as far as it is known here. */
  const known = new Map<DraftOwner, string>();
  /** The owners of pending writes, one entry a write. After a break, they arrive later than the stored text is read. */
  const onTheWay: DraftOwner[] = [];
  const sources = new Map<DraftOwner, readonly Source[]>();
  /** The sources of texts that were deleted or sent here. */
  let deleted: readonly Source[] = [];
  let owner: DraftOwner = null;
  /**
   * Whether the owner's stored text has arrived. Until then nothing is stored, because it would overwrite that text.
   */
  let loaded = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const sourcesOf = (of: DraftOwner) => sources.get(of) ?? [];

  function addSources(of: DraftOwner, more: readonly Source[]): void {
    if (more.length > 0) sources.set(of, joinSources(sourcesOf(of), more));
  }

  function forgetSources(of: DraftOwner): void {
    deleted = joinSources(deleted, sourcesOf(of));
    sources.delete(of);
  }

  function store(of: DraftOwner, changed: string): void {
    if ((known.get(of) ?? "") !== changed) send({ conversationId: of, text: changed });
  }

  function send(kept: KeptDraft): void {
    const { conversationId } = kept;
    const held = sourcesOf(conversationId);
    known.set(conversationId, kept.text);
    onTheWay.push(conversationId);
    keep({ ...kept, ...(held.length > 0 && { sources: [...held] }) });
  }

  function keepChanged(): void {
    clearTimeout(timer);
    if (loaded) store(owner, text.value);
  }

  function keepNow(): void {
    clearTimeout(timer);
    if (!loaded) return;
    if (known.get(owner) !== text.value) store(owner, text.value);
    else if (text.value.trim() !== "") send({ conversationId: owner, text: text.value, unlessKept: true });
  }

  function keepLater(): void {
    clearTimeout(timer);
    if (loaded && text.value !== (known.get(owner) ?? "")) timer = setTimeout(keepChanged, KEEP_AFTER_MS);
  }

  effect(() => {
    if (text.value.trim() === "" && loaded) forgetSources(owner);
    keepLater();
  });

  function add(more: string, from: readonly Source[] = []): void {
    if (more.trim() !== "") addSources(owner, from);
    text.value = joinParagraphs(text.value, more);
  }

  return {
    text,
    get owner() {
      return owner;
    },
    add,
    keepNow,
    append(of, more, from = []) {
      if (of === owner) return add(more, from);
      addSources(of, from);
      store(of, joinParagraphs(known.get(of) ?? "", more));
    },
    sourcesOf,
    mayBeBack: () => addSources(owner, deleted),
    load(of, kept, from = []) {
      if (of === owner ? loaded : known.has(of)) return;
      const isOlder = onTheWay.includes(of);
      const latest = isOlder ? (known.get(of) ?? kept) : kept;
      if (!isOlder) addSources(of, from);
      known.set(of, latest);
      if (of !== owner) return;
      loaded = true;
      text.value = joinParagraphs(latest, text.value);
      if (text.value.trim() === "") forgetSources(of);
      keepLater();
    },
    delivered(of) {
      const first = onTheWay.indexOf(of);
      if (first >= 0) onTheWay.splice(first, 1);
    },
    switchTo(next) {
      const carried = loaded ? "" : text.value;
      const carriedSources = loaded ? [] : sourcesOf(owner);
      keepChanged();
      owner = next;
      // What is kept of it comes with its text.
      if (next !== null && !onTheWay.includes(next)) sources.delete(next);
      addSources(next, carriedSources);
      loaded = next === null && known.has(null);
      text.value = loaded ? joinParagraphs(known.get(null) ?? "", carried) : carried;
      keepLater();
    },
    rename(conversationId) {
      if (owner === conversationId) return;
      const held = sourcesOf(owner);
      sources.delete(owner);
      if (loaded) store(owner, "");
      owner = conversationId;
      addSources(owner, held);
      loaded = true;
      keepLater();
    },
    take(of) {
      const taken = of === owner ? text.value : known.get(of);
      forgetSources(of);
      if (of === owner) {
        text.value = "";
        keepChanged();
      } else store(of, "");
      return taken;
    },
  };
}

function joinParagraphs(above: string, text: string): string {
  if (above.trim() === "") return text;
  return text.trim() === "" ? above : `${above.trimEnd()}\n\n${text}`;
}
