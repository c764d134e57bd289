import { checkByAsking } from "../formats/check-by-asking.ts";
import type { Call, Provider } from "../provider.ts";
import type { Bases } from "../transport/addresses/bases.ts";
import { readModels } from "./models.ts";
import type { Preset } from "./presets.ts";

/** Gets an endpoint below a base as JSON. */
export type Get = (baseUrl: string, path: string, call: Call) => Promise<unknown>;

/**
 * Checks a server in the order in which things go wrong: the network, the key, the path, the models, and a question.
 * @throws ChatError
 */
export async function checkServer(
  { get, bases, preset }: { get: Get; bases: Bases; preset: Preset },
  chat: Provider["chat"],
  call: Call,
  model: string | undefined,
): Promise<void> {
  const models = await bases.first(async (baseUrl) => readModels(await get(baseUrl, "/models", call)));
  const { keyCheckPath } = preset;
  if (keyCheckPath !== undefined) await bases.first((baseUrl) => get(baseUrl, keyCheckPath, call));
  const takes = (name: string) => models.some(({ id }) => id === name || id === withoutVariant(name));
  await checkByAsking(chat, call, { models, model, takes });
}

/** OpenRouter's ways of serving a model, such as `:free` or `:online`, are not all listed. */
function withoutVariant(model: string): string {
  return model.replace(/:[\w-]+$/, "");
}
