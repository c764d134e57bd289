import { ChatError } from "../chat-error.ts";
import { estimateTokens } from "../formats/estimate-tokens.ts";
import { toTurns } from "../formats/turns.ts";
import type { Call, ChatMessage, ChatRequest, ReplyPart } from "../provider.ts";
import { readJsonLines } from "../transport/json-lines.ts";
import type { OllamaConfig } from "./config.ts";
import { contextTokensBeyond, contextTokensFor, DEFAULT_CONTEXT_TOKENS } from "./context-tokens.ts";
import { createLineReader } from "./line-reader.ts";
import type { Models } from "./models.ts";
import type { Server } from "./server.ts";
import { refusesTooLong } from "./version.ts";

/** Asks as `Provider.chat`. Thinking in tags is still part of the text. */
type Ask = (request: ChatRequest, call: Call) => AsyncGenerator<ReplyPart, void, void>;

/**
 * Creates what asks Ollama. Each question gets as much room for context as it needs. What is longer than there may be is
 * the error `too-long`, and never cut in silence.
 */
export function createAsk(config: OllamaConfig, server: Server, models: Models): Ask {
  /** The most room that a model has had: with less it would be loaded anew, without need. */
  const hadTokens = new Map<string, number>();

  async function* askOnce(body: object, call: Call): AsyncGenerator<ReplyPart, void, void> {
    const { connection, failures } = await server.ask(body, call);
    try {
      await failures.throwIfRefused(connection);
      yield* readJsonLines(connection.pieces, createLineReader(failures));
    } finally {
      connection.close();
    }
  }

  return async function* ask(request, call) {
    const { model, think = true } = request;
    if (model === undefined || model === "") throw new ChatError("no-model");
    const { capabilities, contextTokens: ownLimit } = await models.details(model, call);
    const canThink = capabilities?.includes("thinking") === true;
    const thinks = canThink && think;
    const limit = Math.min(ownLimit ?? Infinity, config.contextTokens ?? DEFAULT_CONTEXT_TOKENS);
    const messages = toMessages(request);
    const need = { messages, thinks, limit };
    const tooLong = ({ status, detail }: Partial<ChatError> = {}) =>
      new ChatError("too-long", {
        status,
        detail,
        context: {
          neededTokens: contextTokensBeyond(need),
          allowedTokens: limit,
          ...(ownLimit !== undefined && { modelTokens: ownLimit }),
        },
      });
    if (estimateTokens(messages) > limit && !(await refusesTooLong(server, call))) throw tooLong();

    const body = { model, messages: messages.map(({ role, text }) => ({ role, content: text })), stream: true };
    const thinking = canThink ? { think: thinks } : {};
    const first = Math.max(contextTokensFor(need), Math.min(limit, hadTokens.get(model) ?? 0));
    const most = contextTokensFor({ ...need, atMost: true });
    for (const contextTokens of most > first ? [first, most] : [first]) {
      let begun = false;
      try {
        const context = { truncate: false, shift: false, options: { num_ctx: contextTokens } };
        for await (const part of askOnce({ ...body, ...thinking, ...context }, call)) {
          begun = true;
          hadTokens.set(model, contextTokens);
          yield part;
        }
        return;
      } catch (thrown) {
        // Only where the estimate was too low does more room help.
        const isTooLong = thrown instanceof ChatError && thrown.kind === "too-long";
        if (begun || !isTooLong) throw thrown;
        if (contextTokens >= most) throw contextTokens >= limit ? tooLong(thrown) : thrown;
      }
    }
  };
}

function toMessages({ messages }: ChatRequest): ChatMessage[] {
  const { system, turns } = toTurns(messages);
  return [...(system === undefined ? [] : [{ role: "system" as const, text: system }]), ...turns];
}
