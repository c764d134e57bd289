import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { BackendOf } from "../../../backends/backend.ts";
import type { Message, MessageError } from "../../../conversations/conversation.ts";
import { loadPersistently } from "../../../markdown/load-persistently.ts";
import type { BuiltInModel } from "../../built-in/built-in-model.ts";
import type * as Notice from "../../built-in/built-in-notice.tsx";
import type { MessageActions } from "../message-actions.ts";

/** Failures that lie in how the browser's own model is. */
const KINDS: ReadonlySet<MessageError["kind"]> = new Set(["no-model", "loading", "language-unsupported"]);

export interface MissingModelProps {
  message: Message;
  error: MessageError;
  actions: MessageActions;
  backend: BackendOf<"built-in">;
}

/**
 * Shows why the browser's own model could not be asked, and its download. When it is there, the question is asked again.
 * Loaded when it is needed. The button comes with what its click needs, because a browser downloads only inside a click.
 */
export function MissingModel({ message, error, actions, backend }: MissingModelProps) {
  const loaded = useSignal<{ notice: typeof Notice; model: BuiltInModel } | undefined>(undefined);
  const concerned = KINDS.has(error.kind);
  useEffect(() => {
    if (!concerned) return;
    const parts = Promise.all([
      loadPersistently(() => import("../../built-in/built-in-notice.tsx")),
      loadPersistently(actions.loadBuiltIn),
    ]);
    parts.then(([notice, model]) => (loaded.value = { notice, model }), actions.report);
  }, [concerned]);
  if (!concerned || loaded.value === undefined) return null;
  const { notice, model } = loaded.value;
  return (
    <notice.BuiltInNotice
      model={model}
      languages={backend.config.languages ?? DEFAULT_LANGUAGES}
      belowError
      onReady={() => actions.askAgain(message)}
    />
  );
}

/** What it is asked in where nothing is set. */
const DEFAULT_LANGUAGES = ["en"];
