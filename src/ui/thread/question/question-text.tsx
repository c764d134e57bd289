import { useSignal } from "@preact/signals";
import { textDirection } from "../../kit/text-direction.ts";
import { translate } from "../../../i18n/translate.ts";

/** A question with more characters or lines is folded, because a quoted page would push the answer out of view. */
const FOLD_CHARACTERS = 700;
const FOLD_LINES = 10;

/** A question, exactly as it was written. */
export function QuestionText({ text }: { text: string }) {
  const unfolded = useSignal(false);
  const long = text.length > FOLD_CHARACTERS || text.split("\n", FOLD_LINES + 1).length > FOLD_LINES;
  return (
    <>
      <p class={long && !unfolded.value ? "question-text folded" : "question-text"} dir={textDirection(text)}>
        {text}
      </p>
      {long && (
        <button
          type="button"
          class="link-button"
          aria-expanded={unfolded.value}
          onClick={() => (unfolded.value = !unfolded.value)}
        >
          {translate(unfolded.value ? "showLess" : "showMore")}
        </button>
      )}
    </>
  );
}
