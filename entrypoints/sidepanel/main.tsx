import { render } from "preact";
import { viewSurroundings } from "../../src/platform/view-browser.ts";
import { validateWithoutCompiling } from "../../src/platform/strict-validation.ts";
import { nameDocument } from "../../src/ui/name-document.ts";
import { refuseDrops } from "../../src/ui/refuse-drops.ts";
import { SafeView } from "../../src/ui/safe-view.tsx";
import { translate } from "../../src/ui/translate.ts";
import { Panel } from "../../src/ui/panel.tsx";
import { startView } from "../../src/ui/start-view.ts";
import "../../src/ui/styles/view.css";

validateWithoutCompiling();
nameDocument(document, translate("extensionName"));
refuseDrops(document);
const view = startView(await viewSurroundings("panel"));
render(
  <SafeView chat={view.chat}>
    <Panel {...view} />
  </SafeView>,
  document.body,
);
