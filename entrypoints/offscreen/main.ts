import { browser } from "wxt/browser";
import { parseRequestSchema } from "../../src/platform/chromium/offscreen-message.ts";
import { validateWithoutCompiling } from "../../src/platform/strict-validation.ts";
import { queryHtml } from "../../src/providers/parse-html.ts";

validateWithoutCompiling();
const parser = new DOMParser();

browser.runtime.onMessage.addListener((message: unknown, sender, reply) => {
  const request = parseRequestSchema.safeParse(message);
  if (!request.success || sender.id !== browser.runtime.id || sender.tab !== undefined) return undefined;
  reply(queryHtml(parser, request.data.html, request.data.selector));
  return true;
});
