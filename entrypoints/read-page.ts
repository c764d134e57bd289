import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { livingPage } from "../src/page/page-view.ts";
import { readPage } from "../src/page/readable-text.ts";

/** Runs in the person's page, and only when they ask for its text. Changes nothing there. */
export default defineUnlistedScript(() => readPage(document, livingPage));
