import { effect } from "@preact/signals";
import { render } from "preact";
import { configureZod } from "../../src/platform/configure-zod.ts";
import { loadTexts } from "../../src/platform/language.ts";
import { reportProblem } from "../../src/platform/view-browser.ts";
import { viewDependencies } from "../../src/platform/view-dependencies.ts";
import { readViewSettings } from "../../src/settings/view-settings.ts";
import { addressedConversation } from "../../src/ui/shell/conversation-in-hash.ts";
import { ChatTab } from "../../src/ui/shell/chat-tab.tsx";
import { nameDocument } from "../../src/ui/shell/set-document-language.ts";
import { refuseDrops } from "../../src/ui/shell/refuse-drops.ts";
import { SafeView } from "../../src/ui/shell/safe-view.tsx";
import { tabTitle } from "../../src/ui/shell/tab-title.ts";
import { translate } from "../../src/i18n/translate.ts";
import { createView } from "../../src/ui/shell/create-view.ts";
import "../../src/ui/shell/shell.css";

configureZod();
const texts = loadTexts(reportProblem);
refuseDrops(document);
const dependencies = await viewDependencies("tab", readViewSettings);
await texts;
nameDocument(document, translate("extensionName"));
const context = createView(dependencies);

/** Shows the conversation that the address names, so that a reload or a bookmark shows it again. */
function showAddressed(): void {
  const id = addressedConversation(location.hash, dependencies.window.private);
  if (id !== undefined) context.chat.show(id);
}
showAddressed();
addEventListener("hashchange", showAddressed);
effect(() => {
  const id = context.chat.knownId.value;
  history.replaceState(null, "", id === null ? location.pathname : `#${encodeURIComponent(id)}`);
});

effect(() => {
  document.title = tabTitle(context.chat, dependencies.window.private);
});

render(
  <SafeView chat={context.chat}>
    <ChatTab {...context} />
  </SafeView>,
  document.body,
);
