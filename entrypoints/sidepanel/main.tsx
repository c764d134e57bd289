import { render } from "preact";
import { loadTexts } from "../../src/platform/language.ts";
import { reportProblem } from "../../src/platform/view-browser.ts";
import { viewDependencies } from "../../src/platform/view-dependencies.ts";
import { readViewSettings } from "../../src/settings/view-settings.ts";
import { configureZod } from "../../src/platform/configure-zod.ts";
import { nameDocument } from "../../src/ui/shell/set-document-language.ts";
import { refuseDrops } from "../../src/ui/shell/refuse-drops.ts";
import { SafeView } from "../../src/ui/shell/safe-view.tsx";
import { translate } from "../../src/i18n/translate.ts";
import { Panel } from "../../src/ui/shell/panel.tsx";
import { createView } from "../../src/ui/shell/create-view.ts";
import "../../src/ui/shell/shell.css";

configureZod();
const texts = loadTexts(reportProblem);
refuseDrops(document);
const dependencies = await viewDependencies("panel", readViewSettings);
await texts;
nameDocument(document, translate("extensionName"));
const view = createView(dependencies);
render(
  <SafeView chat={view.chat}>
    <Panel {...view} />
  </SafeView>,
  document.body,
);
