import { useSignal } from "@preact/signals";
import { useAgreement } from "../consent/use-consent.ts";
import { ChatArea } from "./chat-area.tsx";
import { HistorySidebar } from "../history/history-sidebar.tsx";
import { HistoryDrawer } from "../history/history-drawer.tsx";
import { EmptyState } from "./empty-state.tsx";
import { Header } from "./header.tsx";
import { useMinWidth } from "../kit/use-min-width.ts";
import type { ViewContext } from "./view-context.ts";

/**
 * A window of at least this width has the list of conversations beside the conversation, in rem of the browser's own
 * text size.
 */
const LIST_BESIDE = 47.5;

/**
 * Shows the full tab: the conversation, and beside it the list of all others. A narrow window shows the list as a
 * drawer.
 */
export function ChatTab(context: ViewContext) {
  const agreement = useAgreement(context);
  const listOpen = useSignal(false);
  const wide = useMinWidth(LIST_BESIDE);
  return (
    <div class="columns">
      {wide && <HistorySidebar context={context} />}
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
