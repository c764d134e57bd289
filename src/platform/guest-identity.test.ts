import { expect, test } from "vitest";
import { createMemory } from "../conversations/store/memory.test-tools.ts";
import { createFakeSite, gather, GENERATION_1_PAGE, html, json } from "../providers/chatgptt/fake-site.test-tools.ts";
import { chatgptt } from "../providers/chatgptt/strict-site.test-tools.ts";
import { forgetGuest, guestOf } from "./guest-identity.ts";

test("what a site gave to a private window is forgotten with it, and nothing else", async () => {
  const memory = createMemory();
  const site = createFakeSite(({ action }) =>
    action === "page" ? html(GENERATION_1_PAGE) : json({ status: "success", data: "Hi" }),
  );
  for (const guest of ["", guestOf(1), guestOf(11)]) await gather(chatgptt(), { ...site, memory, guest });
  expect(await memory.keys()).toHaveLength(3);
  await forgetGuest(memory, 1);
  expect(await memory.keys()).toHaveLength(2);
  await forgetGuest(memory, 11);
  expect(await memory.keys()).toEqual(["ai-power:https://chatgptt.me:omit"]);
});
