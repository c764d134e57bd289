import { useSignal } from "@preact/signals";
import { useAgreement } from "../consent/use-consent.ts";
import { ChatArea } from "./chat-area.tsx";
import { History } from "../history/history.tsx";
import { HistoryDrawer } from "../history/history-drawer.tsx";
import { EmptyState } from "./empty-state.tsx";
import { Header } from "./header.tsx";
import { translate } from "../../i18n/translate.ts";
import { useMinWidth } from "../kit/use-min-width.ts";
import type { ViewContext } from "./view-context.ts";

/** From this width on, in rem of the browser's own text size, the list of conversations has its place beside the conversation. */
const LIST_BESIDE = 47.5;

/** The full tab: the conversation, with all others beside it; in a narrow window they come as a drawer. */
export function ChatTab(context: ViewContext) {
  const agreement = useAgreement(context);
  const listOpen = useSignal(false);
  const wide = useMinWidth(LIST_BESIDE);
  return (
    <div class="columns">
      {wide && (
        <nav class="sidebar" aria-label={translate("conversations")}>
          <History context={context} onShow={() => undefined} />
        </nav>
      )}
      <div class="view">
        <Header context={context} {...(!wide && { onList: () => (listOpen.value = true) })} />
        <main class="main">
          <ChatArea context={context} agreement={agreement}>
            <EmptyState {...context} />
          </ChatArea>
        </main>
      </div>
      {!wide && <HistoryDrawer context={context} open={listOpen} />}
    </div>
  );
}
