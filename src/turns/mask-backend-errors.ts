import { ChatError } from "../providers/chat-error.ts";
import type { SecretMask } from "../secrets/secret-mask.ts";
import type { Asking, Backend } from "./backend.ts";

/**
 * The same backends, whose failures hold no secret that `mask` knows: they are stored with the answer, shown and exported. An
 * error of a site can repeat what it was sent.
 */
export function maskBackendErrors(
  backend: (asking: Asking) => Promise<Backend>,
  mask: Pick<SecretMask, "error">,
): (asking: Asking) => Promise<Backend> {
  return async (asking) => {
    const { label, atOnce, chat } = await backend(asking);
    return {
      label,
      atOnce,
      async *chat(request, signal) {
        try {
          yield* chat(request, signal);
        } catch (thrown) {
          throw mask.error(ChatError.from(thrown));
        }
      },
    };
  };
}
