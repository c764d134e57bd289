import { expect, test } from "vitest";
import { ChatError } from "../providers/chat-error.ts";
import type { ReplyPart } from "../providers/provider.ts";
import { createSecretMask } from "../secrets/secret-mask.ts";
import { Secret } from "../secrets/secret.ts";
import type { ReadyBackend } from "./backend.ts";
import { maskBackendErrors } from "./mask-backend-errors.ts";

const request = { messages: [{ role: "user", text: "Hello" }] } as const;

test("parts pass as they come, and the failure after them holds no secret", async () => {
  const mask = createSecretMask();
  mask.add(new Secret("p@ss wörd"));
  const ready = (id: string): ReadyBackend => ({
    id,
    name: `${id}.example`,
    agreed: true,
    atOnce: 3,
    async *chat() {
      yield { type: "text", text: "Hel" } as const;
      throw new ChatError("site-error", { detail: "p@ss wörd is wrong", status: 502 });
    },
  });
  const backends = maskBackendErrors(async () => ({ first: ready("chat"), others: [ready("desk")] }), mask);
  const { first, others } = await backends({ conversationId: "c" });
  expect([first, ...others].map(({ id, name }) => [id, name])).toEqual([
    ["chat", "chat.example"],
    ["desk", "desk.example"],
  ]);
  for (const { chat } of [first, ...others]) {
    const parts: ReplyPart[] = [];
    const end = (async () => {
      for await (const part of chat(request, new AbortController().signal)) parts.push(part);
    })();
    await expect(end).rejects.toMatchObject({ kind: "site-error", detail: "… is wrong", status: 502 });
    expect(parts).toEqual([{ type: "text", text: "Hel" }]);
  }
});
