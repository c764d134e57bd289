import { hasPanel, openPanel } from "#browser/panel.ts";
import { render } from "preact";
import { browser } from "wxt/browser";
import { ofTab } from "../../src/page/page-text.ts";
import { readPageOf } from "../../src/platform/tabs/page-reader.ts";
import { loadTexts } from "../../src/platform/language.ts";
import { reportProblem } from "../../src/platform/view-browser.ts";
import { viewDependencies } from "../../src/platform/view-dependencies.ts";
import { readPopupSettings } from "../../src/settings/popup-settings.ts";
import { configureZod } from "../../src/platform/configure-zod.ts";
import { nameDocument } from "../../src/ui/shell/set-document-language.ts";
import { refuseDrops } from "../../src/ui/shell/refuse-drops.ts";
import { SafeView } from "../../src/ui/shell/safe-view.tsx";
import { translate } from "../../src/i18n/translate.ts";
import { Popup } from "../../src/ui/shell/popup.tsx";
import { createView } from "../../src/ui/shell/create-view.ts";
import "../../src/ui/shell/shell.css";

configureZod();
const texts = loadTexts(reportProblem);
refuseDrops(document);
const dependencies = await viewDependencies("popup", readPopupSettings);
await texts;
nameDocument(document, translate("extensionName"));
const view = createView(dependencies);
const windowId = dependencies.window.id;

/** Browsers cut a popup at 600 px, and at what the screen leaves below the toolbar. */
const height = Math.min(590, screen.availHeight - 130);
document.body.style.setProperty("--popup-height", `${height}px`);
document.body.classList.toggle("in-tab", (await browser.tabs.getCurrent()) !== undefined);

async function readPage(rest: boolean) {
  const [tab] = await browser.tabs.query({ active: true, ...(hasPanel() ? { windowId } : { currentWindow: true }) });
  if (tab?.id === undefined) throw new Error("There is no tab to read");
  const page = await readPageOf(tab.id, rest, dependencies.signal);
  return typeof page === "string" ? page : ofTab(page, tab);
}

render(
  <SafeView chat={view.chat}>
    <Popup
      {...view}
      readPage={readPage}
      {...(hasPanel() && { openPanel: () => openPanel(windowId) })}
      close={() => window.close()}
    />
  </SafeView>,
  document.body,
);
