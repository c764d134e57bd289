import { useSignal } from "@preact/signals";
import { useAgreement } from "../consent/use-consent.ts";
import { ChatArea } from "./chat-area.tsx";
import { HistoryDrawer } from "../history/history-drawer.tsx";
import { EmptyState } from "./empty-state.tsx";
import { Header } from "./header.tsx";
import type { ViewContext } from "./view-context.ts";

/** Shows the side panel: one conversation, and the way to all others. */
export function Panel(context: ViewContext) {
  const agreement = useAgreement(context);
  const listOpen = useSignal(false);
  return (
    <div class="view">
      <Header context={context} onList={() => (listOpen.value = true)} />
      <main class="main">
        <ChatArea context={context} agreement={agreement}>
          <EmptyState {...context} />
        </ChatArea>
      </main>
      <HistoryDrawer context={context} open={listOpen} />
    </div>
  );
}
