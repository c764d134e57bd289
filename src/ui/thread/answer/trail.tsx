import { useEffect } from "preact/hooks";
import type { Message } from "../../../conversations/conversation.ts";
import { isRunning } from "../../../conversations/message-state.ts";
import { translate } from "../../../i18n/translate.ts";
import { announce } from "../../kit/live-region.tsx";
import { errorSource } from "../../notices/error-source.ts";
import { errorText } from "../../notices/error-text.ts";
import type { MessageActions } from "../message-actions.ts";
import { saysText } from "../errors/says-text.ts";
import { neverGetsPages, othersOf, trailText } from "./trail-text.ts";

export interface TrailProps {
  message: Message;
  actions: Pick<MessageActions, "backendWithId">;
}

/** Says that the answer did not come from the backend that was asked first, and on a click why. */
export function Trail({ message, actions }: TrailProps) {
  const text = trailText(message);
  const running = isRunning(message.state);
  useEffect(() => {
    if (running && text !== undefined) announce(text);
  }, [running, text]);
  if (text === undefined) return null;
  return (
    <div role="note" aria-label={translate("howAnswered")} class="trail">
      <p>{text}</p>
      <details>
        <summary>{translate("trailReasons")}</summary>
        <ul>
          {othersOf(message).map((entry) => {
            const { backend, error } = entry;
            const { id, name } = backend;
            const source = errorSource(actions.backendWithId(id), name);
            return (
              <li key={id}>
                {neverGetsPages(entry) ? translate("trailNeverPages", source.name) : errorText(error.kind, source)}
                {error.detail !== undefined && <p dir="auto">{saysText(error.detail, source)}</p>}
              </li>
            );
          })}
        </ul>
      </details>
    </div>
  );
}
