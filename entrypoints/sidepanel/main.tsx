import { render } from "preact";
import { viewSurroundings } from "../../src/platform/view-browser.ts";
import { validateWithoutCompiling } from "../../src/platform/configure-zod.ts";
import { nameDocument } from "../../src/ui/shell/set-document-language.ts";
import { refuseDrops } from "../../src/ui/shell/refuse-drops.ts";
import { SafeView } from "../../src/ui/shell/safe-view.tsx";
import { translate } from "../../src/i18n/translate.ts";
import { Panel } from "../../src/ui/shell/panel.tsx";
import { startView } from "../../src/ui/shell/create-view.ts";
import "../../src/ui/shell/shell.css";

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
