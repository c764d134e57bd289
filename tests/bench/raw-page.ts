import type { Page } from "@playwright/test";

declare global {
  /** Only inside the raw page. */
  var askRaw: (nonce: string, message: string) => Promise<void>;
}

/** The page that ours is compared with. It has to be one of the site's own, so that it may ask. */
export const RAW_ADDRESS = "https://chatgptt.me/article";

/** The element in which its answer grows. */
export const RAW_ANSWER = "#answer";

/**
 * Makes a page close to the least that a browser can do: it fetches the same stream, and appends each token as a text
 * node.
 */
export async function makeRaw(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.head.replaceChildren();
    document.body.innerHTML = '<div id="answer" style="white-space: pre-wrap"></div>';
    globalThis.askRaw = async (nonce, message) => {
      const answer = document.body.querySelector("#answer");
      answer?.replaceChildren();
      const body = new URLSearchParams({ action: "wpaicg_chat_shortcode_message", _wpnonce: nonce, message });
      const response = await fetch("/wp-admin/admin-ajax.php", { method: "POST", body });
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { done = true, value = "" } = (await reader?.read()) ?? {};
        if (done) return;
        const events = (rest + value).split("\n\n");
        rest = events.pop() ?? "";
        for (const event of events) {
          if (!event.startsWith("data: {")) continue;
          const content: unknown = JSON.parse(event.slice(6)).choices[0]?.delta?.content;
          if (typeof content === "string" && content !== "") answer?.append(document.createTextNode(content));
        }
      }
    };
  });
}
