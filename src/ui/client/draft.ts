import { effect, signal, type Signal } from "@preact/signals";

/** A pause in typing after which the text is kept, in ms: what a crash may take. */
const KEEP_AFTER_MS = 300;

/** Whose a draft is: a conversation's, or (null) the new chat's. */
export type DraftOwner = string | null;

export interface Draft {
  /** What stands in the composer. */
  readonly text: Signal<string>;
  /** Adds a text below what is there already. */
  add(text: string): void;
  /** Adds a text to a draft that need not be the one in the composer. */
  append(owner: DraftOwner, text: string): void;
  /**
   * What was kept for this owner. It comes above what has been put into the composer since; only the first counts: after
   * that the composer knows better, and so it does as long as something newer is on its way.
   */
  load(owner: DraftOwner, kept: string): void;
  /**
   * Goes over to another conversation; its own text comes with `load`. What stands in the composer stays behind with its
   * owner, or, where the text kept for that one has not come yet, goes along.
   */
  switchTo(owner: DraftOwner): void;
  /** The new chat has become this conversation: what stands in the composer goes along. */
  rename(conversationId: string): void;
  /** Gives the text of this owner, to be sent, and leaves nothing of it. undefined: it is not known here. */
  take(owner: DraftOwner): string | undefined;
  /** Whose text stands in the composer. */
  readonly owner: DraftOwner;
  /** The oldest of this owner's texts that are on their way to be kept has arrived. */
  delivered(owner: DraftOwner): void;
  /**
   * Keeps what stands in the composer. Where that was kept before, another view can have sent or cleared it since: it is kept
   * again unless there is something else by now.
   */
  keepNow(): void;
}

/** What is to be kept. `unlessKept`: only where nothing is kept for this conversation. */
export interface KeptDraft {
  conversationId: DraftOwner;
  text: string;
  unlessKept?: true;
}

/** The text of the composer, kept with its conversation by `keep` whenever the person pauses. */
export function createDraft(keep: (kept: KeptDraft) => void): Draft {
  const text = signal("");
  /** What is kept of each, as far as it is known here. */
  const known = new Map<DraftOwner, string>();
  /** Whose text is on its way to be kept, once for each time. After a break it arrives later than what was kept is read. */
  const onTheWay: DraftOwner[] = [];
  let owner: DraftOwner = null;
  /** Until the owner's text has come, nothing is kept: it would take the place of that one. */
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
