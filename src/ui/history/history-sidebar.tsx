import { useEffect } from "preact/hooks";
import { translate } from "../../i18n/translate.ts";
import type { ViewContext } from "../shell/view-context.ts";
import { historyCode } from "./history-code.ts";

/** All conversations, beside the one that is shown. Its place is kept until its code is there. */
export function HistorySidebar({ context }: { context: ViewContext }) {
  const code = historyCode.module.value;

  async function load(): Promise<void> {
    if ((await historyCode.load()) === undefined) context.chat.problem.value = "not-done";
  }
  useEffect(() => void load(), []);

  return (
    <nav class="sidebar" aria-label={translate("conversations")}>
      {code !== undefined && <code.History context={context} onShow={() => undefined} />}
    </nav>
  );
}
