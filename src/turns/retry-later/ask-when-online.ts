import * as z from "zod/mini";
import type { Message, StoredConversation } from "../../conversations/conversation.ts";
import { askedBackend } from "../../conversations/writers.ts";
import type { AskAgain } from "./ask-again.ts";
import { onlineId } from "./online-id.ts";
import type { SessionMemory } from "../../providers/provider.ts";
import { type FailedAnswer, isRetryWanted } from "./is-retry-wanted.ts";

const KEY = "offline-answers";

const answersSchema = z.array(
  z.object({ conversationId: z.string(), messageId: z.string(), backendId: z.optional(z.string()) }),
);
type OfflineAnswer = z.infer<typeof answersSchema>[number];

/** So long the background is kept awake for the connection to come back, in ms; after that it notices when it next starts. */
export const LONGEST_WATCH_MS = 60 * 60 * 1000;

/** How often it looks meanwhile, in ms: not every browser tells a background that the connection is back. */
export const LOOK_INTERVAL_MS = 3_000;

/** So many looks are between two at what waits, in the end: that reads whole conversations, and hardly ever changes. */
const LOOKS_BETWEEN_READING = 100;

/** Asks again what could not be asked for the lack of a connection, with no view open. */
export interface AskWhenOnline {
  /** An answer has come to its end. Where it failed for the lack of a connection, it is asked for again. */
  ended(answer: Message): Promise<void>;
  /** The connection may be back: each of them is asked for once. */
  online(): Promise<void>;
  /** Nothing is asked again for conversations whose ids begin like this: their window has closed. */
  forget(prefix: string): Promise<void>;
}

export interface AskWhenOnlineDependencies {
  /** Of this browser session: what failed in an earlier one is not asked out of the blue. */
  memory: SessionMemory;
  open(conversationId: string): Promise<StoredConversation | undefined>;
  askAgain: AskAgain;
  isOnline(): boolean;
  /** Keeps the background awake: one that sleeps is not told that the connection is back. */
  stayAwake(): () => void;
  report(problem: unknown): void;
}

export function createAskWhenOnline(dependencies: AskWhenOnlineDependencies): AskWhenOnline {
  const { memory, open, askAgain, isOnline, stayAwake, report } = dependencies;
  /** The list is read, changed and written: one change after the other, or the second would undo the first. */
  let changing: Promise<unknown> = Promise.resolve();
  let rest: (() => void) | undefined;
  let looks = 0;
  /** One run after the other: what is asked stays listed until it is under way. */
  let asking: Promise<unknown> = Promise.resolve();

  /** Writes the changed list, and gives the one before. */
  function change(make: (answers: OfflineAnswer[]) => OfflineAnswer[]): Promise<OfflineAnswer[]> {
    const changed = changing.then(async () => {
      const stored = answersSchema.safeParse(await memory.get(KEY));
      const before = stored.success ? stored.data : [];
      const after = make(before);
      // It is looked at often, and hardly ever anything waits.
      if (after !== before) await (after.length === 0 ? memory.delete(KEY) : memory.set(KEY, after));
      return before;
    });
    changing = changed.catch(() => undefined);
    return changed;
  }

  function watch(): void {
    if (rest !== undefined) return;
    looks = 0;
    const release = stayAwake();
    const timer = setTimeout(unwatch, LONGEST_WATCH_MS);
    const looking = setInterval(() => void look().catch(report), LOOK_INTERVAL_MS);
    rest = () => {
      clearTimeout(timer);
      clearInterval(looking);
      release();
    };
  }

  function unwatch(): void {
    rest?.();
    rest = undefined;
  }

  /** What is deleted can be restored, so it stays listed; nobody stays awake for it. */
  async function isAnyAwaited(answers: readonly FailedAnswer[]): Promise<boolean> {
    for (const answer of answers) if (await isRetryWanted(open, answer, "offline")) return true;
    return false;
  }

  async function look(): Promise<void> {
    looks += 1;
    if (isOnline()) return online();
    // The first ones soon after each other: who has just failed may delete it, or go on without it.
    const reads = Number.isInteger(Math.log2(looks)) || looks % LOOKS_BETWEEN_READING === 0;
    if (reads && !(await isAnyAwaited(await change((kept) => kept)))) unwatch();
  }

  function online(): Promise<void> {
    const asked = asking.then(askAll);
    asking = asked.catch(() => undefined);
    return asked;
  }

  async function askAll(): Promise<void> {
    const answers = await change((kept) => kept);
    if (!isOnline()) {
      if (await isAnyAwaited(answers)) watch();
      return;
    }
    unwatch();
    for (const { backendId, ...answer } of answers) {
      try {
        if (await isRetryWanted(open, answer, "offline")) {
          await askAgain(answer, onlineId(answer.messageId), backendId);
        }
      } catch (problem) {
        report(problem);
      }
      await change((kept) => withoutFirst(kept, answer));
    }
  }

  return {
    async ended(answer) {
      const { id: messageId, conversationId, error } = answer;
      if (error?.kind !== "offline") return;
      const backendId = askedBackend(answer)?.id;
      const failed = { conversationId, messageId, ...(backendId !== undefined && { backendId }) };
      await change((answers) => [...answers, failed]);
      // It can be back since.
      if (isOnline()) await online();
      else watch();
    },
    online,
    async forget(prefix) {
      const isOver = ({ conversationId }: FailedAnswer) => conversationId.startsWith(prefix);
      await change((answers) => (answers.some(isOver) ? answers.filter((answer) => !isOver(answer)) : answers));
    },
  };
}

/** Without this answer, once: it can have failed again, and be listed anew, while it was being asked. */
function withoutFirst(answers: OfflineAnswer[], answer: FailedAnswer): OfflineAnswer[] {
  const index = answers.findIndex(({ messageId }) => messageId === answer.messageId);
  return index < 0 ? answers : answers.toSpliced(index, 1);
}
