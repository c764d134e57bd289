import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Backends } from "../../backends/backends.ts";
import type { Target } from "../../backends/target.ts";
import { translate } from "../../i18n/translate.ts";
import { loadPersistently } from "../../markdown/load-persistently.ts";
import type { Chat } from "../client/chat.ts";
import type * as ModelListModule from "./model-list.tsx";
import type { ModelPicker } from "./picker.ts";

export const MODEL_PICKER_ID = "model-picker";

export interface ModelPickerViewProps {
  chat: Pick<Chat, "target" | "choose" | "models" | "problem">;
  backends: Backends;
  picker: ModelPicker;
  openSettings(): void;
}

/** The list of models, beside the button that opened it. Its code is loaded, and backends are asked, when it opens. */
export function ModelPickerView({ chat, backends, picker, openSettings }: ModelPickerViewProps) {
  const element = useRef<HTMLDivElement>(null);
  const module = useSignal<typeof ModelListModule | undefined>(undefined);
  /** Whether it is on screen. What is not cannot take the focus. */
  const isShown = useSignal(false);
  const request = picker.request.value;
  const ids = backends.usable.map(({ id }) => id);
  /** Which backends were asked for their models since the list was opened. */
  const asked = useRef({ request, ids: new Set<string>() });

  useEffect(() => {
    if (asked.current.request !== request) asked.current = { request, ids: new Set() };
    if (request === undefined) return;
    // Some come while it is open: set up in the settings, or read from there late.
    const isAsked = asked.current.ids;
    const unasked = ids.filter((id) => !isAsked.has(id));
    for (const id of unasked) isAsked.add(id);
    if (unasked.length > 0) chat.models.load(unasked);
  }, [request, ids.join()]);

  useEffect(() => {
    const popover = element.current;
    if (popover === null || request === undefined) return undefined;
    popover.showPopover({ source: request.source });
    isShown.value = true;
    if (module.value === undefined) {
      loadPersistently(() => import("./model-list.tsx")).then(
        (loaded) => (module.value = loaded),
        () => {
          chat.problem.value = "not-done";
          picker.close();
        },
      );
    }
    return () => {
      // The focus goes back, unless the person has moved it elsewhere.
      const isInside = popover.contains(document.activeElement) || document.activeElement === document.body;
      popover.hidePopover();
      isShown.value = false;
      if (isInside) request.source.focus();
    };
  }, [request]);

  function choose(target: Target): void {
    request?.choose(target);
    picker.close();
  }

  return (
    <div
      ref={element}
      id={MODEL_PICKER_ID}
      class="popover model-picker"
      popover="auto"
      onToggle={(event) => {
        if (event.newState === "closed") picker.close();
      }}
      onFocusOut={({ relatedTarget }) => {
        if (relatedTarget instanceof Node && !element.current?.contains(relatedTarget)) picker.close();
      }}
    >
      {isShown.value &&
        (module.value === undefined ? (
          <p role="status">{translate("modelsLoading")}</p>
        ) : (
          <module.value.ModelList
            backends={backends.usable}
            lists={chat.models}
            current={chat.target.value}
            onChoose={choose}
            onChange={request?.about === null ? chat.choose : undefined}
            openSettings={openSettings}
          />
        ))}
    </div>
  );
}
