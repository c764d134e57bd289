import { ChatError } from "../chat-error.ts";
import { openConnection } from "../transport/connection.ts";
import type { ReplyPart } from "../provider.ts";
import type { SiteContext } from "./site-context.ts";
import type { TimeLimits } from "../transport/time-limits.ts";
import { readGeneration2Data } from "./reply/generation-2-json.ts";
import type { Generation2Tokens } from "./page/page.ts";
import { writeForPlugin } from "./page/old-plugin.ts";
import { readObject, readReply } from "./reply/reply.ts";
import {
  type FormRequest,
  toCacheRequest,
  toGeneration1Request,
  toNonceRequest,
  toSingleRequest,
  toStreamRequest,
} from "./request.ts";
import { BotGoneError } from "./errors/token-refusal.ts";
import type { TokenRecord } from "./page/tokens.ts";

/**
 * Asks once with these tokens, in the form of the site's generation.
 * @throws ChatError. `nonce-expired`, `tokens-missing` and `moved` mean that the site wants other tokens; nothing was
 *   yielded then
 */
export async function* ask(
  message: string,
  record: TokenRecord,
  context: SiteContext,
  limits: TimeLimits,
): AsyncGenerator<ReplyPart, void, void> {
  const { tokens, identity } = record;
  const { credentials = "omit" } = context;
  switch (tokens.generation) {
    case 1: {
      const { text, rewritten } = writeForPlugin(message, tokens.version);
      const connection = await open(toGeneration1Request(tokens, text, identity, credentials), context, limits);
      const reply = readReply(connection, 1, context.now());
      yield* rewritten ? sayRewritten(reply, tokens.endpoint, context) : reply;
      return;
    }
    case 2: {
      yield* askGeneration2(message, tokens, record, context, limits);
      return;
    }
    default:
      tokens satisfies never;
  }
}

/** Puts a `rewritten` part before the answer, once for each site. A question that fails gets none. */
async function* sayRewritten(
  reply: AsyncGenerator<ReplyPart, void, void>,
  endpoint: string,
  { memory, guest = "" }: SiteContext,
): AsyncGenerator<ReplyPart, void, void> {
  const key = `ai-power-rewritten:${endpoint}${guest}`;
  let said = (await memory.get(key)) === true;
  for await (const part of reply) {
    if (!said) {
      said = true;
      yield { type: "rewritten" };
      // If memory refuses it, the person is told twice at worst.
      await memory.set(key, true).catch(() => undefined);
    }
    yield part;
  }
}

/** Asks in two requests, or in one if the site does not know the two (protocol §3). */
async function* askGeneration2(
  message: string,
  tokens: Generation2Tokens,
  { identity }: TokenRecord,
  context: SiteContext,
  limits: TimeLimits,
): AsyncGenerator<ReplyPart, void, void> {
  const { credentials = "omit" } = context;
  const conversationId = context.randomId();
  try {
    const cacheConnection = await open(toCacheRequest(tokens, message, credentials), context, limits);
    const { cacheKey } = readGeneration2Data(await readObject(cacheConnection, context.now()));
    if (!cacheKey) throw new ChatError("site-error");
    const turn = { conversationId, now: context.now() };
    const connection = await open(toStreamRequest(tokens, cacheKey, identity, turn, credentials), context, limits);
    yield* readReply(connection, 2, context.now());
    return;
  } catch (thrown) {
    // A site that does not know the action says so before any answer. If the bot is gone, the other form fails too
    // (2.3: status 500).
    const unknownAction = thrown instanceof ChatError && thrown.kind === "tokens-missing";
    if (!unknownAction || thrown instanceof BotGoneError) throw thrown;
  }
  const single = toSingleRequest(tokens, message, identity, conversationId, credentials);
  yield* readReply(await open(single, context, limits), 2, context.now());
}

/**
 * Asks for a fresh nonce of generation 2 without reading the page.
 * @returns undefined if the site gives none, for whatever reason: the page has one as well
 * @throws ChatError of kind `aborted` only
 */
export async function askForNonce(
  tokens: Generation2Tokens,
  context: SiteContext,
  limits: TimeLimits,
): Promise<string | undefined> {
  try {
    const connection = await open(toNonceRequest(tokens, context.credentials ?? "omit"), context, limits);
    return readGeneration2Data(await readObject(connection, context.now())).nonce || undefined;
  } catch (thrown) {
    if (context.signal.aborted) throw thrown;
    return undefined;
  }
}

function open({ url, init }: FormRequest, context: SiteContext, limits: TimeLimits) {
  return openConnection(url, init, context, limits);
}
