import { configure } from "./wxt.config.ts";

/** For Chromium with a proxy: `npm run build:proxy`. */
export default configure({ proxy: true });
