import { loadPersistently } from "../../../markdown/load-persistently.ts";
import { createLazyCode } from "../../kit/lazy-code.ts";

/** The dialog in which backends are added, changed and tried: seen after a click alone. */
export const dialogCode = createLazyCode(() => loadPersistently(() => import("./backend-dialog.tsx")));
