import * as z from "zod/mini";
import type { Message, StoredConversation } from "../../conversations/conversation.ts";
import type { ListedMemory } from "../../conversations/store/listed-memory.ts";
import { withOverflow } from "../../conversations/store/overflow-memory.ts";
import { askedBackend } from "../../conversations/writers.ts";
import type { AskAgain } from "./ask-again.ts";
import { onlineId } from "./online-id.ts";
import { type FailedAnswer, isRetryWanted } from "./is-retry-wanted.ts";

const KEY = "offline-answers";

const answersSchema = z.array(
  z.object({ conversationId: z.string(), messageId: z.string(), backendId: z.optional(z.string()) }),
);
type OfflineAnswer = z.infer<typeof answersSchema>[number];

/**
 * How long the background stays awake for the connection to come back, in ms: an hour. After that it notices when it
 * next starts.
 */
export const LONGEST_WATCH_MS = 60 * 60 * 1000;

/** Time between two looks at the connection, in ms. Not every browser tells a background that it is back. */
export const LOOK_INTERVAL_MS = 3_000;

/**
 * How many looks at the connection pass, in the long run, before the listed answers are checked again. A check reads
 * whole conversations, and hardly ever finds a change.
 */
const LOOKS_BETWEEN_READING = 100;

/**
 * Lists answers that failed for lack of a connection, and asks for them again, with or without a view. The methods
 * reject if session memory does.
 */
export interface AskWhenOnline {
  /** Called when an answer has ended. Lists it if it failed for lack of a connection. */
  ended(answer: Message): Promise<void>;
  /** Called when the connection may be back. If it is, asks for each listed answer once. */
  online(): Promise<void>;
  /** Drops the answers of conversations whose ids begin with `prefix`, because their window has closed. */
  forget(prefix: string): Promise<void>;
}

/** What it works with. */
export interface AskWhenOnlineDependencies {
  /** Ends with the browser session, so that nothing that failed in an earlier one is asked out of the blue. */
  memory: ListedMemory;
  /** Reads a stored conversation. */
  open(conversationId: string): Promise<StoredConversation | undefined>;
  askAgain: AskAgain;
  /** Whether the browser says that there is a connection. */
  isOnline(): boolean;
  /**
   * Keeps the background awake, because one that sleeps is not told that the connection is back. Returns a function
   * that ends that.
   */
  stayAwake(): () => void;
  /** Told of failures that nobody waits for. */
  report(problem: unknown): void;
}

/** Creates the list of this browser session, with what earlier backgrounds have put into it. */
export function createAskWhenOnline(dependencies: AskWhenOnlineDependencies): AskWhenOnline {
  const { open, askAgain, isOnline, stayAwake, report } = dependencies;
  // If it is full, the list waits in the background.
  const memory = withOverflow(dependencies.memory, { stayAwake });
  /** The last change of the list. Changes run one after the other; otherwise one could undo another. */
  let changing: Promise<unknown> = Promise.resolve();
  let rest: (() => void) | undefined;
  let looks = 0;
  /** The last run. Runs come one after the other, because an answer stays listed until its retry is under way. */
  let asking: Promise<unknown> = Promise.resolve();

  /** Writes the changed list. Resolves with the list before. */
  function change(make: (answers: OfflineAnswer[]) => OfflineAnswer[]): Promise<OfflineAnswer[]> {
    const changed = changing.then(async () => {
      const stored = answersSchema.safeParse(await memory.get(KEY));
      const before = stored.success ? stored.data : [];
      const after = make(before);
      // The list is read often and hardly ever changes, so an unchanged one is not written.
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

  /**
   * Whether any listed answer is still wanted. Deleted ones stay in the list (a deletion can be undone) but do not keep
   * the background awake.
   */
  async function isAnyAwaited(answers: readonly FailedAnswer[]): Promise<boolean> {
    for (const answer of answers) if (await isRetryWanted(open, answer, "offline")) return true;
    return false;
  }

  async function look(): Promise<void> {
    looks += 1;
    if (isOnline()) return online();
    // The first checks follow soon after each other: a person who has just seen a failure may delete it or ask anew.
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
      // The connection can be back already.
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

/** Removes the first entry of this answer only: if its retry has failed meanwhile, it is listed once more. */
function withoutFirst(answers: OfflineAnswer[], answer: FailedAnswer): OfflineAnswer[] {
  const index = answers.findIndex(({ messageId }) => messageId === answer.messageId);
  return index < 0 ? answers : answers.toSpliced(index, 1);
}
