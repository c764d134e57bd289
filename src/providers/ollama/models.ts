import * as z from "zod/mini";
import { ChatError } from "../chat-error.ts";
import type { Call, Model } from "../provider.ts";
import type { Server } from "./server.ts";

const text = z.catch(z.optional(z.string()), undefined);

const tags = z.object({ models: z.array(z.unknown()) });
const tag = z.object({ model: text, name: text });

const shown = z.object({
  /** Absent in versions before 0.6.4. */
  capabilities: z.catch(z.optional(z.array(z.string())), undefined),
  model_info: z.catch(z.optional(z.record(z.string(), z.unknown())), undefined),
});

/** What Ollama says of one model. Absent: unknown. */
export interface Details {
  contextTokens?: number;
  capabilities?: readonly string[];
}

/** The models that Ollama has. What it says of one is asked once. */
export interface Models {
  /** @throws ChatError of kind `no-model` if there is no such model, and others */
  details(model: string, call: Call): Promise<Details>;
  /**
   * Lists the names of all.
   * @throws ChatError of kind `wrong-path` if it is no list, and others
   */
  names(call: Call): Promise<readonly string[]>;
  /** Lists those that can chat. @throws as `names` */
  list(call: Call): Promise<readonly Model[]>;
}

export function createModels(server: Server): Models {
  const known = new Map<string, Details>();

  async function details(model: string, call: Call): Promise<Details> {
    const before = known.get(model);
    if (before !== undefined) return before;
    const now = readDetails(await server.read("/api/show", call, { model }));
    known.set(model, now);
    return now;
  }

  async function names(call: Call): Promise<readonly string[]> {
    const { data } = z.safeParse(tags, await server.read("/api/tags", call));
    if (data === undefined) throw new ChatError("wrong-path");
    return data.models.flatMap((each) => {
      const { model, name } = z.safeParse(tag, each).data ?? {};
      const id = model ?? name ?? "";
      return id === "" ? [] : [id];
    });
  }

  /** A model of which Ollama says nothing is listed all the same. */
  async function detailsIfAny(model: string, call: Call): Promise<Details> {
    try {
      return await details(model, call);
    } catch (thrown) {
      if (call.signal.aborted) throw thrown;
      return {};
    }
  }

  return {
    details,
    names,
    async list(call) {
      const ids = await names(call);
      const all = await Promise.all(ids.map(async (id) => ({ id, details: await detailsIfAny(id, call) })));
      return all.filter(({ details: { capabilities } }) => capabilities?.includes("completion") !== false).map(toModel);
    },
  };
}

function toModel({ id, details: { contextTokens, capabilities } }: { id: string; details: Details }): Model {
  const thinking = capabilities?.includes("thinking");
  return {
    id,
    ...(contextTokens !== undefined && { contextTokens }),
    input: capabilities?.includes("vision") === true ? ["text", "image"] : ["text"],
    ...(thinking !== undefined && { thinking }),
    ...(thinking === true && { thinkingIsOptional: true }),
  };
}

/** The length is called after the model's architecture, such as `llama.context_length`. */
function readDetails(value: unknown): Details {
  const { capabilities, model_info: info = {} } = z.safeParse(shown, value).data ?? {};
  const key = `${String(info["general.architecture"])}.context_length`;
  const found = info[key] ?? Object.entries(info).find(([name]) => name.endsWith(".context_length"))?.[1];
  const contextTokens = typeof found === "number" && Number.isInteger(found) && found > 0 ? found : undefined;
  return { ...(contextTokens !== undefined && { contextTokens }), ...(capabilities !== undefined && { capabilities }) };
}
