import { ChatError } from "../providers/chat-error.ts";
import type { SecretMask } from "../secrets/secret-mask.ts";
import type { BackendChoice, ReadyBackend } from "./backend.ts";

/**
 * Wraps backends so that their errors hold no secret that `mask` knows. A backend's error can repeat what it was sent,
 * and errors are stored with the answer, shown and exported.
 */
export function maskBackendErrors(
  backend: (choice: BackendChoice) => Promise<ReadyBackend>,
  mask: Pick<SecretMask, "error">,
): (choice: BackendChoice) => Promise<ReadyBackend> {
  return async (choice) => {
    const { chat, ...whom } = await backend(choice);
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
