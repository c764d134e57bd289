import { effect, signal, type Signal } from "@preact/signals";

/** Pause in typing after which the text is stored, in ms. A crash loses what was typed after it. */
const KEEP_AFTER_MS = 300;

/** The owner of a draft: a conversation, or (null) the new chat. */
export type DraftOwner = string | null;

export interface Draft {
  /** The text in the composer. */
  readonly text: Signal<string>;
  /** Adds a text below the one in the composer. */
  add(text: string): void;
  /** Adds a text to any draft, also one that is not in the composer. */
  append(owner: DraftOwner, text: string): void;
  /**
   * Takes in the stored text of an owner. It goes above what has been typed in the composer since. Only the first call
   * for an owner counts; after that the composer knows better. A newer text that is still being stored wins, too.
   */
  load(owner: DraftOwner, kept: string): void;
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
  unlessKept?: true;
}

/** Holds the text of the composer. Stores it with its conversation, through `keep`, whenever the person pauses. */
export function createDraft(keep: (kept: KeptDraft) => void): Draft {
  const text = signal("");
  /** The stored text of each owner, as far as it is known here. */
  const known = new Map<DraftOwner, string>();
  /** The owners of pending writes, one entry a write. After a break, they arrive later than the stored text is read. */
  const onTheWay: DraftOwner[] = [];
  let owner: DraftOwner = null;
  /**
   * Whether the owner's stored text has arrived. Until then nothing is stored, because it would overwrite that text.
   */
  let loaded = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function store(of: DraftOwner, changed: string): void {
    if ((known.get(of) ?? "") !== changed) send({ conversationId: of, text: changed });
  }

  function send(kept: KeptDraft): void {
    known.set(kept.conversationId, kept.text);
    onTheWay.push(kept.conversationId);
    keep(kept);
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
    void text.value;
    keepLater();
  });

  function add(more: string): void {
    text.value = joinParagraphs(text.value, more);
  }

  return {
    text,
    get owner() {
      return owner;
    },
    add,
    keepNow,
    append(of, more) {
      if (of === owner) add(more);
      else store(of, joinParagraphs(known.get(of) ?? "", more));
    },
    load(of, kept) {
      if (of === owner ? loaded : known.has(of)) return;
      const latest = onTheWay.includes(of) ? (known.get(of) ?? kept) : kept;
      known.set(of, latest);
      if (of !== owner) return;
      loaded = true;
      text.value = joinParagraphs(latest, text.value);
      keepLater();
    },
    delivered(of) {
      const first = onTheWay.indexOf(of);
      if (first >= 0) onTheWay.splice(first, 1);
    },
    switchTo(next) {
      const carried = loaded ? "" : text.value;
      keepChanged();
      owner = next;
      loaded = next === null && known.has(null);
      text.value = loaded ? joinParagraphs(known.get(null) ?? "", carried) : carried;
      keepLater();
    },
    rename(conversationId) {
      if (owner === conversationId) return;
      if (loaded) store(owner, "");
      owner = conversationId;
      loaded = true;
      keepLater();
    },
    take(of) {
      const taken = of === owner ? text.value : known.get(of);
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
