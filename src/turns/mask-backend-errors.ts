import { ChatError } from "../providers/chat-error.ts";
import type { SecretMask } from "../secrets/secret-mask.ts";
import type { BackendChoice, BackendOrder, ReadyBackend } from "./backend.ts";

/**
 * Wraps backends so that their errors hold no secret that `mask` knows. A backend's error can repeat what it was sent,
 * and errors are stored with the answer, shown and exported.
 */
export function maskBackendErrors(
  backends: (choice: BackendChoice) => Promise<BackendOrder>,
  mask: Pick<SecretMask, "error">,
): (choice: BackendChoice) => Promise<BackendOrder> {
  const masked = ({ chat, ...whom }: ReadyBackend): ReadyBackend => ({
    ...whom,
    async *chat(request, signal) {
      try {
        yield* chat(request, signal);
      } catch (thrown) {
        throw mask.error(ChatError.from(thrown));
      }
    },
  });
  return async (choice) => {
    const { first, others } = await backends(choice);
    return { first: masked(first), others: others.map(masked) };
  };
}
