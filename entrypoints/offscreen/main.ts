import { parseRequestSchema } from "../../src/platform/chromium/offscreen-message.ts";
import { configureZod } from "../../src/platform/configure-zod.ts";
import { queryHtml } from "../../src/providers/chatgptt/page/parse-html.ts";

configureZod();
const parser = new DOMParser();

// Only the extension's own service worker can send these.
navigator.serviceWorker.addEventListener("message", ({ data, ports: [port] }) => {
  const request = parseRequestSchema.safeParse(data);
  if (request.success) port?.postMessage(queryHtml(parser, request.data.html, request.data.selector));
});
navigator.serviceWorker.startMessages();
