import { BACKEND_KINDS, CHAT_SITE_ID, kindById } from "../../../backends/backend-kinds.ts";
import { listText } from "../../../i18n/lists.ts";
import { kindName } from "../backends/recipient-text.ts";

/** Names types of providers as the list of kinds does. One that is not known here stands as it is written in the rule. */
export function kindsText(types: readonly string[]): string {
  return listText(types.map(nameOfType));
}

function nameOfType(type: string): string {
  // As all know it who run such a server. The list of kinds has none for all of them.
  if (type === "openai-compatible") return "OpenAI API";
  if (type === "chatgptt") return kindName(kindById(CHAT_SITE_ID));
  const kind = BACKEND_KINDS.find((each) => each.type === type);
  return kind === undefined ? type : kindName(kind);
}
