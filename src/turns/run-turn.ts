import type { Message } from "../conversations/conversation.ts";
import { isRunning } from "../conversations/message-state.ts";
import { ChatError } from "../providers/chat-error.ts";
import { advance, type TurnEvent } from "./advance.ts";
import type { AnswerPart } from "./fallback/ask-in-order.ts";
import { createTurnClock } from "./turn-times.ts";

/**
 * Time between two checkpoints of a growing answer, in ms. No text waits longer to be stored, even if nothing follows
 * it. So a background that is killed loses at most this much.
 */
export const CHECKPOINT_INTERVAL_MS = 500;

/** What a turn works with. */
export interface TurnDependencies {
  /** Resolves when this question may be asked, with a function that must be called when it has been answered. */
  enter(signal: AbortSignal): Promise<() => void>;
  /** Called at once with each step of the answer. */
  update(message: Message, event: TurnEvent): void;
  /** Stores the answer as it is. Must not reject: it reports a failure itself, and the turn goes on. */
  checkpoint(message: Message): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
  /** Aborts when the person presses Stop. */
  signal: AbortSignal;
}

/**
 * Writes one answer to its end. Whatever the provider does (throws, ends without `finish`, goes on or hangs after
 * Stop or `finish`), the message reaches an end state, which is stored before this resolves. Never rejects.
 */
export async function runTurn(
  answer: Message,
  reply: AsyncGenerator<AnswerPart, void, void>,
  dependencies: TurnDependencies,
): Promise<void> {
  const { enter, update, checkpoint, now, signal } = dependencies;
  const withTimes = createTurnClock(answer, now);
  let message = answer;
  let lastCheckpoint = now();
  let checkpointing: Promise<void> | undefined;
  /** Whether something has come since the last checkpoint. */
  let unkept = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let leave = (): void => undefined;
  let end = (): void => undefined;
  // Resolves at the end of the message and not of the provider, whose clean-up may take long or hang.
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });

  function step(event: TurnEvent): void {
    if (!isRunning(message.state)) return;
    message = withTimes(advance(message, event), event);
    update(message, event);
    if (!isRunning(message.state)) end();
  }

  /** Makes a checkpoint as soon as it is due. Only one runs at a time; what comes meanwhile is stored by the next. */
  function checkpointWhenDue(): void {
    clearTimeout(timer);
    if (!unkept || checkpointing !== undefined || !isRunning(message.state)) return;
    const waitMs = lastCheckpoint + CHECKPOINT_INTERVAL_MS - now();
    if (waitMs > 0) {
      timer = setTimeout(checkpointWhenDue, waitMs);
      return;
    }
    lastCheckpoint = now();
    unkept = false;
    checkpointing = checkpoint(message).finally(() => {
      checkpointing = undefined;
      checkpointWhenDue();
    });
  }

  async function takeParts(): Promise<void> {
    try {
      leave = await enter(signal);
      step({ type: "asked" });
      for await (const part of reply) {
        step({ type: "part", part });
        if (!isRunning(message.state)) break;
        unkept = true;
        checkpointWhenDue();
      }
      step({ type: "failed", error: new ChatError("cut"), at: now() });
    } catch (thrown) {
      step({ type: "failed", error: ChatError.from(thrown), at: now() });
    }
  }

  function stop(): void {
    step({ type: "stopped" });
  }

  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
  await Promise.race([ended, takeParts()]);
  leave();
  clearTimeout(timer);
  await checkpointing;
  await checkpoint(message);
}
