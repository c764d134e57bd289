import { hasPanel, openPanel } from "#browser/panel.ts";
import { render } from "preact";
import { browser } from "wxt/browser";
import { readPageOf } from "../../src/platform/page-reader.ts";
import { viewSurroundings } from "../../src/platform/view-browser.ts";
import { validateWithoutCompiling } from "../../src/platform/strict-validation.ts";
import { nameDocument } from "../../src/ui/name-document.ts";
import { refuseDrops } from "../../src/ui/refuse-drops.ts";
import { SafeView } from "../../src/ui/safe-view.tsx";
import { translate } from "../../src/ui/translate.ts";
import { Popup } from "../../src/ui/popup.tsx";
import { startView } from "../../src/ui/start-view.ts";
import "../../src/ui/styles/view.css";

validateWithoutCompiling();
nameDocument(document, translate("extensionName"));
refuseDrops(document);
const surroundings = await viewSurroundings("popup");
const view = startView(surroundings);
const windowId = surroundings.window.id;

/** Browsers cut a popup at 600 px, and at what the screen leaves below the toolbar. */
const height = Math.min(590, screen.availHeight - 130);
document.body.style.setProperty("--popup-height", `${height}px`);
document.body.classList.toggle("in-tab", (await browser.tabs.getCurrent()) !== undefined);

async function readPage(rest: boolean) {
  const [tab] = await browser.tabs.query({ active: true, ...(hasPanel() ? { windowId } : { currentWindow: true }) });
  if (tab?.id === undefined) throw new Error("There is no tab to read");
  return readPageOf(tab.id, rest, surroundings.signal);
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
