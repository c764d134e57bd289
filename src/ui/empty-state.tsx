import { translate } from "./translate.ts";

/** In the place of a conversation that has not begun. */
export function EmptyState({ temporary }: { temporary: boolean }) {
  return (
    <div class="empty">
      <h2>{translate("emptyTitle")}</h2>
      <p>{translate(temporary ? "temporaryText" : "emptyText")}</p>
    </div>
  );
}
