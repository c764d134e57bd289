import * as z from "zod/mini";
import { ChatError } from "../chat-error.ts";
import type { Model } from "../provider.ts";

const text = z.catch(z.optional(z.string()), undefined);
const tokens = z.catch(z.optional(z.number().check(z.positive())), undefined);

const entry = z.object({
  name: z.string().check(z.minLength(1)),
  displayName: text,
  inputTokenLimit: tokens,
  thinking: z.catch(z.optional(z.boolean()), undefined),
  supportedGenerationMethods: z.catch(z.array(z.string()), []),
});

const page = z.object({ models: z.catch(z.optional(z.array(z.unknown())), undefined), nextPageToken: text });

/** How many models are asked for at once: as many as the service gives. */
const PAGE_SIZE = 1000;

/** So that a server that always has more does not keep us. */
const MAXIMUM_PAGES = 10;

/** What a model must be able to do to answer questions. */
const ANSWERS = "generateContent";

/**
 * Reads all pages of the list of models, and takes those that answer questions.
 * @param get gets the list with this query
 * @throws ChatError; `wrong-path` if it is no list
 */
export async function readModels(get: (query: URLSearchParams) => Promise<unknown>): Promise<Model[]> {
  const models = new Map<string, Model>();
  let token: string | undefined;
  for (let pages = 0; pages < MAXIMUM_PAGES; pages += 1) {
    const query = new URLSearchParams({
      pageSize: String(PAGE_SIZE),
      ...(token !== undefined && { pageToken: token }),
    });
    const { data } = z.safeParse(page, await get(query));
    if (data?.models === undefined) throw new ChatError("wrong-path");
    for (const each of data.models) {
      const model = readModel(each);
      if (model !== undefined) models.set(model.id, model);
    }
    if (!data.nextPageToken || data.nextPageToken === token) break;
    token = data.nextPageToken;
  }
  return [...models.values()];
}

/** The name of a model without what stands before all of them. */
export function toId(name: string): string {
  return name.replace(/^models\//, "");
}

function readModel(value: unknown): Model | undefined {
  const { data } = z.safeParse(entry, value);
  if (data === undefined || !data.supportedGenerationMethods.includes(ANSWERS)) return undefined;
  const { name, displayName, inputTokenLimit, thinking } = data;
  return {
    id: toId(name),
    ...(displayName !== undefined && { name: displayName }),
    ...(inputTokenLimit !== undefined && { contextTokens: inputTokenLimit }),
    // Those with this name see; the open ones that are offered beside them do not all.
    input: toId(name).startsWith("gemini-") ? ["text", "image"] : ["text"],
    thinking: thinking ?? false,
  };
}
