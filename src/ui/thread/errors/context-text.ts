import type { MessageError } from "../../../conversations/conversation.ts";
import { numberText } from "../../../i18n/numbers.ts";
import { translate } from "../../../i18n/translate.ts";
import type { ErrorSource } from "../../notices/error-source.ts";
import { canGrow } from "./error-actions.ts";

/** Says how much room for context a question lacks, and who decides on it. */
export function contextText(context: NonNullable<MessageError["context"]>, { name }: ErrorSource): string {
  const { neededTokens, allowedTokens } = context;
  const [needed, allowed] = [numberText(neededTokens), numberText(allowedTokens)];
  return canGrow(context)
    ? translate("errorContextAllowed", needed, name, allowed)
    : translate("errorContextOfModel", needed, allowed);
}
