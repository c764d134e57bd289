import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { shorten } from "../src/page/page-text.ts";
import { readableText } from "../src/page/readable-text.ts";

/** Runs in the person's page, and only when they ask for its text. Changes nothing there. */
export default defineUnlistedScript(() => shorten("page", readableText(document)));
