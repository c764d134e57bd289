import * as z from "zod/mini";
import { ChatError } from "../chat-error.ts";
import type { Model } from "../provider.ts";

const text = z.catch(z.optional(z.string()), undefined);
const tokens = z.catch(z.optional(z.number().check(z.positive())), undefined);

const entry = z.object({
  id: z.string().check(z.minLength(1)),
  display_name: text,
  max_input_tokens: tokens,
  max_tokens: tokens,
});
type Entry = z.infer<typeof entry>;

const page = z.object({
  data: z.array(z.unknown()),
  has_more: z.catch(z.boolean(), false),
  last_id: z.catch(z.optional(z.nullable(z.string())), undefined),
});

/** How many models are asked for at once: as many as the service gives. */
const PAGE_SIZE = 1000;

/** So that a server that always has more does not keep us. */
const MAXIMUM_PAGES = 10;

/**
 * Reads all pages of the list of models.
 * @param get gets the list with this query
 * @throws ChatError; `wrong-path` if it is no list
 */
export async function readEntries(get: (query: URLSearchParams) => Promise<unknown>): Promise<Entry[]> {
  const entries = new Map<string, Entry>();
  let after: string | undefined;
  for (let pages = 0; pages < MAXIMUM_PAGES; pages += 1) {
    const query = new URLSearchParams({ limit: String(PAGE_SIZE), ...(after !== undefined && { after_id: after }) });
    const { data } = z.safeParse(page, await get(query));
    if (data === undefined) throw new ChatError("wrong-path");
    for (const each of data.data) {
      const parsed = z.safeParse(entry, each);
      if (parsed.success) entries.set(parsed.data.id, parsed.data);
    }
    if (!data.has_more || !data.last_id || data.last_id === after) break;
    after = data.last_id;
  }
  return [...entries.values()];
}

export function toModel({ id, display_name, max_input_tokens }: Entry): Model {
  return {
    id,
    ...(display_name !== undefined && { name: display_name }),
    ...(max_input_tokens !== undefined && { contextTokens: max_input_tokens }),
    // The service's own models all see. What other servers have does not say it.
    input: id.startsWith("claude-") ? ["text", "image"] : ["text"],
  };
}
