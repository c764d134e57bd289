import { loadPersistently } from "../../../markdown/load-persistently.ts";
import { createLazyCode } from "../../kit/lazy-code.ts";

/** What draws answers, and copies parts of them. Until it is there an answer is its bare text. */
export const markdownCode = createLazyCode(() => loadPersistently(() => import("./answer-code.ts")));
