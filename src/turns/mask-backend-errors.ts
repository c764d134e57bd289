import { ChatError } from "../providers/chat-error.ts";
import type { SecretMask } from "../secrets/secret-mask.ts";
import type { Asking, ReadyBackend } from "./backend.ts";

/**
 * Wraps backends so that their errors hold no secret that `mask` knows. Errors are stored with the answer, shown and exported,
 * and a backend's error can repeat what it was sent.
 */
export function maskBackendErrors(
  backend: (asking: Asking) => Promise<ReadyBackend>,
  mask: Pick<SecretMask, "error">,
): (asking: Asking) => Promise<ReadyBackend> {
  return async (asking) => {
    const { chat, ...whom } = await backend(asking);
    return {
      ...whom,
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
