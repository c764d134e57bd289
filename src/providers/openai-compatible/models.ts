import * as z from "zod/mini";
import { ChatError } from "../chat-error.ts";
import type { Model } from "../provider.ts";

const text = z.catch(z.optional(z.string()), undefined);
const tokens = z.catch(z.optional(z.number().check(z.positive())), undefined);
const words = z.catch(z.optional(z.array(z.string())), undefined);
const flag = z.catch(z.optional(z.boolean()), undefined);

/** What any server says of a model, as far as it is of use. */
const entry = z.object({
  id: z.string().check(z.minLength(1)),
  name: text,
  /** Together: what it is for. Mistral: where it comes from. */
  type: text,
  /** Groq. */
  active: flag,
  context_length: tokens,
  context_window: tokens,
  max_model_len: tokens,
  max_context_length: tokens,
  /** llama.cpp. */
  meta: z.catch(z.optional(z.object({ n_ctx: tokens })), undefined),
  architecture: z.catch(z.optional(z.object({ input_modalities: words, output_modalities: words })), undefined),
  supported_parameters: words,
  /** Mistral. */
  capabilities: z.catch(z.optional(z.object({ completion_chat: flag, vision: flag })), undefined),
});
type Entry = z.infer<typeof entry>;

/** A list under a name, or bare as Together sends it. */
const list = z.union([
  z.array(z.unknown()),
  z.pipe(
    z.object({ data: z.array(z.unknown()) }),
    z.transform(({ data }) => data),
  ),
]);

/** Models of other uses, by the names that their makers give them. */
const NOT_FOR_CHAT =
  /embed|whisper|moderation|^(?:tts|dall-e|sora|gpt-image|babbage|davinci|omni-moderation)|-(?:tts|transcribe|realtime|audio|image)(?:-|$)/i;

/** Kinds of models that take no conversation, as Together names them. Elsewhere a type says other things. */
const OTHER_TYPES: ReadonlySet<string> = new Set(
  "language code image embedding embeddings moderation rerank audio video transcribe tts".split(" "),
);

/**
 * Reads a list of models, without those that cannot chat as far as the server tells. The order stays.
 * @throws ChatError of kind `wrong-path` if it is no list
 */
export function readModels(value: unknown): Model[] {
  const { data: entries } = z.safeParse(list, value);
  if (entries === undefined) throw new ChatError("wrong-path");
  const models = entries.flatMap((each) => {
    const { data } = z.safeParse(entry, each);
    return data !== undefined && canChat(data) ? [toModel(data)] : [];
  });
  return [...new Map(models.map((model) => [model.id, model])).values()];
}

function canChat({ id, type, active, capabilities, architecture }: Entry): boolean {
  if (active === false || capabilities?.completion_chat === false) return false;
  if (type !== undefined && OTHER_TYPES.has(type)) return false;
  return !NOT_FOR_CHAT.test(id) && architecture?.output_modalities?.includes("text") !== false;
}

function toModel(data: Entry): Model {
  const { id, name, architecture, capabilities, supported_parameters } = data;
  const contextTokens =
    data.context_length ?? data.context_window ?? data.max_model_len ?? data.max_context_length ?? data.meta?.n_ctx;
  const sees = capabilities?.vision === true || architecture?.input_modalities?.includes("image") === true;
  return {
    id,
    ...(name !== undefined && name !== id && { name }),
    ...(contextTokens !== undefined && { contextTokens }),
    input: sees ? ["text", "image"] : ["text"],
    ...(supported_parameters !== undefined && { thinking: supported_parameters.includes("reasoning") }),
  };
}
