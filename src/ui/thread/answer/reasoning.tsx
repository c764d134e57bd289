import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { durationText } from "../../../i18n/durations.ts";
import { translate } from "../../../i18n/translate.ts";
import { announce } from "../../kit/live-region.tsx";
import { addedTo, growText } from "./grow-text.ts";

export interface ReasoningProps {
  text: string;
  /** Whether the model thinks now. */
  thinking: boolean;
  /** How long it has thought, in ms. undefined: nobody knows. */
  thoughtMs: number | undefined;
}

/** What the model thought before it answered: folded, and not drawn before somebody opens it. */
export function Reasoning({ text, thinking, thoughtMs }: ReasoningProps) {
  const isOpen = useSignal(false);
  useEffect(() => {
    if (thinking) announce(translate("thinking"));
  }, [thinking]);

  return (
    <details class="reasoning" onToggle={({ currentTarget }) => (isOpen.value = currentTarget.open)}>
      <summary>
        {summaryText(thinking, thoughtMs)}
        {thinking && <span class="dot" />}
      </summary>
      {isOpen.value && <GrowingText text={text} />}
    </details>
  );
}

function summaryText(thinking: boolean, thoughtMs: number | undefined): string {
  if (thinking) return translate("thinking");
  return thoughtMs === undefined ? translate("thought") : translate("thoughtFor", durationText(thoughtMs));
}

/** Plain text that grows. Only what is new is drawn. */
function GrowingText({ text }: { text: string }) {
  const element = useRef<HTMLDivElement>(null);
  const shown = useRef("");
  useLayoutEffect(() => {
    if (element.current === null) return;
    const added = addedTo(shown.current, text);
    if (added === undefined) element.current.replaceChildren();
    growText(element.current, added ?? text);
    shown.current = text;
  }, [text]);
  return <div ref={element} class="reasoning-text" />;
}
