import type { RefObject } from "preact";
import type { Backends } from "../../backends/backends.ts";
import type { Target } from "../../backends/target.ts";
import type { Chat } from "../client/chat.ts";
import { translate } from "../../i18n/translate.ts";
import { announce } from "../kit/live-region.tsx";
import { UnfoldIcon } from "../kit/icons.tsx";
import { PickerButton } from "./picker-button.tsx";
import type { ModelPicker } from "./picker.ts";
import { targetLabel } from "./target-label.ts";

export interface ModelButtonProps {
  chat: Pick<Chat, "target" | "choose">;
  /** undefined: they have not been read yet. */
  backends: Backends | undefined;
  picker: ModelPicker;
  button: RefObject<HTMLButtonElement | null>;
}

/** Says which backend and model will answer, and opens the list to choose another one for this conversation. */
export function ModelButton({ chat, backends, picker, button }: ModelButtonProps) {
  const target = chat.target.value;
  const nameOf = (one: Target | undefined) =>
    translate("modelChosen", backends === undefined || one === undefined ? "…" : targetLabel(backends, one));

  function pick(chosen: Target): void {
    chat.choose(chosen);
    announce(nameOf(chosen));
  }

  return (
    <PickerButton
      picker={picker}
      about={null}
      onPick={pick}
      label={nameOf(target)}
      class="model-button"
      disabled={backends === undefined}
      button={button}
    >
      <span>{nameOf(target)}</span>
      <UnfoldIcon />
    </PickerButton>
  );
}
