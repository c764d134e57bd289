import type { Message } from "../../../conversations/conversation.ts";
import { type Writer, writersOf } from "../../../conversations/writers.ts";
import { DEFAULT_SITE_LABEL } from "../../../settings/view-settings.ts";
import { listText } from "../../../i18n/lists.ts";
import { translate } from "../../../i18n/translate.ts";

/** Says who began an answer and who continued it. */
export function continuedText(answer: Message): string {
  const [first = "", ...others] = writersOf(answer).map(nameOf);
  return translate("answerContinued", first, listText(others));
}

function nameOf({ backend, model }: Writer): string {
  const name = backend?.name ?? DEFAULT_SITE_LABEL;
  return model === undefined ? name : `${name} (${model})`;
}
