import { render } from "preact";
import { viewSurroundings } from "../../src/platform/view-browser.ts";
import { validateWithoutCompiling } from "../../src/platform/strict-validation.ts";
import { setDocumentLanguage } from "../../src/ui/document-language.ts";
import { Panel } from "../../src/ui/panel.tsx";
import { startView } from "../../src/ui/start-view.ts";
import "../../src/ui/styles/view.css";

validateWithoutCompiling();
setDocumentLanguage(document);
render(<Panel {...startView(await viewSurroundings("panel"))} />, document.body);
