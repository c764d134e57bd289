import type { Locator, Page } from "@playwright/test";
import { expect } from "./firefox/expect.ts";

/** A panel or popup as a person knows it: by what stands on it, and never by how it is built. */
export function viewPage(page: Page) {
  const log = page.getByRole("log", { name: "Conversation" });
  const box = page.getByRole("textbox", { name: "Message" });
  const answers = log.getByRole("article", { name: "Assistant" });
  const button = (name: string): Locator => page.getByRole("button", { name, exact: true });
  return {
    page,
    log,
    box,
    answers,
    questions: log.getByRole("article", { name: "You" }),
    button,
    alert: page.getByRole("alert"),
    /** The buttons that mend the last answer: those with words, among others that are icons. */
    mendingButtons: answers.last().getByRole("button").filter({ hasText: /\S/ }),
    /** Where keys go within the view. (Headless, the browser gives a panel no focus of its own, so `:focus` says nothing.) */
    active: () =>
      page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent),
    async agree() {
      await button("Agree and start").click();
      await expect(button("Agree and start")).toBeHidden();
    },
    /** Presses a button that closes the view, which can be gone before the driver has done with the mouse. */
    async pressToLeave(name: string) {
      await button(name)
        .click()
        .catch((problem: unknown) => {
          if (!String(problem).includes("has been closed")) throw problem;
        });
    },
    /** Waits until this backend is named as the one that is asked next: a choice in the settings takes its time. */
    async willAsk(name: string) {
      await expect(page.getByText(`Model: ${name}`, { exact: true })).toBeVisible();
    },
    async ask(text: string) {
      await box.fill(text);
      await box.press("Enter");
    },
    /** The last answer, as soon as it stands like this. */
    async answer(state: string): Promise<Locator> {
      const last = answers.last();
      // As long as a question is on its way, the last answer is that of the question before.
      await expect(log.locator('.question[data-state="sending"]:not(:has(button))')).toHaveCount(0);
      await expect(last).toHaveAttribute("data-state", state);
      return last;
    },
    /**
     * The text of the last answer, without what stands below it: what is in the document, not `innerText`, which in Firefox
     * is empty until the browser has seen that the answer is near enough to be drawn (`content-visibility`).
     */
    answerText: async () => (await answers.last().locator(".markdown").textContent())?.trim() ?? "",
  };
}
export type ViewPage = ReturnType<typeof viewPage>;
