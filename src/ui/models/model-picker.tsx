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

  useEffect(() => {
    const popover = element.current;
    if (popover === null || request === undefined) return undefined;
    popover.showPopover({ source: request.source });
    isShown.value = true;
    chat.models.load(backends.usable.map(({ id }) => id));
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
