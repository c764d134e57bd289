import { loadPersistently } from "../../markdown/load-persistently.ts";
import { createLazyCode } from "../kit/lazy-code.ts";

/** The list of conversations, its search, and the bin: none of it is seen before a click, but in a wide tab. */
export const historyCode = createLazyCode(() => loadPersistently(() => import("./history.tsx")));
