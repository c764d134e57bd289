import type { MessageError } from "../conversations/conversation.ts";
import { toMessageError } from "../conversations/message-error.ts";
import { ChatError } from "../providers/chat-error.ts";
import type { Allowance, Model } from "../providers/provider.ts";
import { findServer } from "./find-server.ts";
import type { Draft, KnownBackend, OpenBackends } from "./open-backends.ts";

/** What was found out about a backend. */
export interface Finding {
  /** Empty: none could be listed, or the backend chooses by itself. */
  models: readonly Model[];
  /** What is wrong; null: nothing. It holds no secret. */
  problem: MessageError | null;
  /** What is left of the day. Absent: nobody knows. */
  allowance?: Allowance;
  /** The base URL of such a server, if none is at the address that was tried. */
  foundAt?: string;
}

/** What views ask about backends beside questions. Nothing rejects. */
export interface Probes {
  /** Lists the models of a stored backend. */
  models(backendId: string, signal: AbortSignal): Promise<Finding>;
  /**
   * Tries a backend that may not be stored.
   * @param options `ask`: it is checked as thoroughly as possible, with a tiny question where that takes one. Else its
   *   models are listed, and nothing more
   */
  test(draft: Draft, options: { ask: boolean; signal: AbortSignal }): Promise<Finding>;
}

export interface ProbesDependencies {
  backends: Pick<OpenBackends, "open" | "openDraft">;
  /** Takes secrets out of an error. */
  masked(error: ChatError): ChatError;
  stayAwake(): () => void;
  /** Milliseconds since 1970. */
  now(): number;
}

export function createProbes({ backends, masked, stayAwake, now }: ProbesDependencies): Probes {
  async function probe(open: () => Promise<KnownBackend>, ask: boolean, signal: AbortSignal): Promise<Finding> {
    const release = stayAwake();
    let models: readonly Model[] = [];
    try {
      const backend = await open();
      models = await backend.listModels(signal);
      // The list can be used without it.
      const allowance = await backend.allowance(signal).catch(() => undefined);
      if (ask) await backend.check(signal);
      return { models, problem: null, ...(allowance !== undefined && { allowance }) };
    } catch (thrown) {
      return { models, problem: toMessageError(masked(ChatError.from(thrown)), now()) };
    } finally {
      release();
    }
  }

  return {
    models: (backendId, signal) => probe(() => backends.open(backendId), false, signal),
    async test(draft, { ask, signal }) {
      const finding = await probe(() => backends.openDraft(draft), ask, signal);
      if (finding.problem?.kind !== "not-running") return finding;
      const foundAt = await findServer(draft, backends.openDraft, signal);
      return foundAt === undefined ? finding : { ...finding, foundAt };
    },
  };
}
