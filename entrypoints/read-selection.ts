import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { livingPage } from "../src/page/page-view.ts";
import { readSelection } from "../src/page/selection.ts";

/** Runs in the person's page, and only when they ask about the selection. Changes nothing there. */
export default defineUnlistedScript(() => readSelection(document, livingPage));
