import type { Conversation } from "../../conversations/conversation.ts";
import type { Chat } from "../client/chat.ts";
import { dayHeading, shortTime } from "../../i18n/dates.ts";
import { IconButton } from "../kit/icon-button.tsx";
import { DeleteIcon, PinIcon } from "../kit/icons.tsx";
import { translate } from "../../i18n/translate.ts";
import { useToday } from "./use-today.ts";
import type { ViewContext } from "../shell/view-context.ts";

export interface HistoryListProps {
  context: Pick<ViewContext, "chat" | "undo" | "isPrivate">;
  show(conversationId: string): void;
}

/** The conversations: pinned ones first, the others by day. */
export function HistoryList({ context: { chat, undo, isPrivate }, show }: HistoryListProps) {
  const now = useToday();
  const page = chat.conversations.value;
  if (page === undefined) return <p class="drawer-empty">{translate("loading")}</p>;
  if (page.conversations.length === 0)
    return <p class="drawer-empty">{translate(isPrivate ? "noPrivateConversations" : "noConversations")}</p>;
  const groups = Map.groupBy(page.conversations, ({ pinnedAt, updatedAt }) =>
    pinnedAt === undefined ? dayHeading(updatedAt, now) : translate("pinned"),
  );

  function remove({ id, title }: Conversation): void {
    chat.delete(id);
    undo.show({ text: translate("deleted", title), about: id, undo: () => chat.restore(id) });
  }

  return (
    <>
      {[...groups].map(([heading, conversations]) => (
        <section key={heading}>
          <h3 class="day">{heading}</h3>
          <ul class="conversation-list">
            {conversations.map((conversation) => (
              <li key={conversation.id} data-conversation={conversation.id}>
                <button
                  type="button"
                  class="conversation-row"
                  aria-current={conversation.id === chat.conversationId.value}
                  onClick={() => show(conversation.id)}
                >
                  <span class="conversation-title" dir="auto">
                    {conversation.title}
                  </span>
                  <time class="conversation-time" dateTime={new Date(conversation.updatedAt).toISOString()}>
                    {shortTime(conversation.updatedAt)}
                  </time>
                </button>
                <PinButton conversation={conversation} chat={chat} />
                <IconButton label={translate("deleteNamed", conversation.title)} onClick={() => remove(conversation)}>
                  <DeleteIcon />
                </IconButton>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function PinButton({ conversation: { id, title, pinnedAt }, chat }: { conversation: Conversation; chat: Chat }) {
  const pinned = pinnedAt !== undefined;
  return (
    <span class={pinned ? "" : "on-demand"}>
      <IconButton
        label={translate(pinned ? "unpinNamed" : "pinNamed", title)}
        onClick={() => chat.edit({ type: "pin", pinned: !pinned }, id)}
      >
        <PinIcon />
      </IconButton>
    </span>
  );
}
