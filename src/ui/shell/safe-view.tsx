import type { ComponentChildren } from "preact";
import type { Chat } from "../client/chat.ts";
import { ErrorBoundary } from "../kit/error-boundary.tsx";

/** Shows a whole view. If it cannot be drawn, shows all the words that are in it, and what has been typed. */
export function SafeView({ chat, children }: { chat: Chat; children: ComponentChildren }) {
  function texts(): string[] {
    const messages = chat.shown.path.value.flatMap((id) => chat.shown.message(id)?.value.text ?? []);
    return [...messages, chat.draft.text.value];
  }
  return <ErrorBoundary texts={texts}>{children}</ErrorBoundary>;
}
