import type { Locator, Page } from "@playwright/test";
import { expect } from "../firefox/expect.ts";

/** A panel of version 0.1.0 as a person knows it. It does not change with today's views. */
export function oldView(page: Page) {
  const log = page.getByRole("log", { name: "Conversation" });
  const box = page.getByRole("textbox", { name: "Message" });
  const answers = log.getByRole("article", { name: "Assistant" });
  const list = page.getByRole("dialog", { name: "Conversations" });
  const button = (name: string): Locator => page.getByRole("button", { name, exact: true });

  async function ask(text: string): Promise<void> {
    await box.fill(text);
    await box.press("Enter");
  }

  return {
    page,
    log,
    box,
    answers,
    questions: log.getByRole("article", { name: "You" }),
    list,
    rows: list.getByRole("listitem"),
    button,
    ask,
    /** Asks, and waits for this answer, the n-th that is shown. */
    async askAndWait(text: string, { count = 1, state = "done" } = {}): Promise<void> {
      await ask(text);
      await expect(answers).toHaveCount(count);
      await expect(answers.last()).toHaveAttribute("data-state", state);
    },
    /** Shows a conversation by its title, in which no sign means anything in a regular expression. */
    async show(title: string): Promise<void> {
      await button("Conversations").click();
      await list.getByRole("button", { name: new RegExp(`^${title}`) }).click();
      await expect(list).toBeHidden();
    },
  };
}
export type OldView = ReturnType<typeof oldView>;

/** The settings of version 0.1.0 as a person knows them. */
export function oldSettings(page: Page) {
  const region = (name: string) => page.getByRole("region", { name });
  const [sites, prompts, proxy] = [region("Chat site"), region("Quick prompts"), region("Proxy")];
  return {
    page,
    site: (name: string) => sites.getByRole("radio", { name, exact: true }),
    async addSite(address: string): Promise<void> {
      await sites.getByRole("textbox", { name: "Add a site" }).fill(address);
      await sites.getByRole("button", { name: "Add", exact: true }).click();
    },
    prompts,
    promptName: (index: number) => prompts.getByRole("textbox", { name: "Name" }).nth(index),
    promptText: (index: number) => prompts.getByRole("textbox", { name: "Prompt", exact: true }).nth(index),
    proxy,
    proxyField: (name: string) => proxy.getByRole("textbox", { name }),
    proxyToggle: proxy.getByRole("checkbox", { name: "Reach the chat site through a proxy" }),
  };
}
