import { useSignal } from "@preact/signals";
import { useAgreement } from "./agreeing.ts";
import { ChatArea } from "./chat-area.tsx";
import { ConversationBrowser } from "./conversation-browser.tsx";
import { ConversationList } from "./conversation-list.tsx";
import { EmptyState } from "./empty-state.tsx";
import { Header } from "./header.tsx";
import { translate } from "./translate.ts";
import { useWide } from "./use-wide.ts";
import type { ViewContext } from "./view-context.ts";

/** From this width on, in rem of the browser's own text size, the list of conversations has its place beside the conversation. */
const LIST_BESIDE = 47.5;

/** The full tab: the conversation, with all others beside it; in a narrow window they come as a drawer. */
export function ChatTab(context: ViewContext) {
  const agreement = useAgreement(context);
  const listOpen = useSignal(false);
  const wide = useWide(LIST_BESIDE);
  return (
    <div class="columns">
      {wide && (
        <nav class="sidebar" aria-label={translate("conversations")}>
          <ConversationBrowser context={context} onShow={() => undefined} />
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
      {!wide && <ConversationList context={context} open={listOpen} />}
    </div>
  );
}
