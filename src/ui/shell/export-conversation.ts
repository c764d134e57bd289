import type { Conversation, Message } from "../../conversations/conversation.ts";
import { exportFile } from "../../conversations/transfer/export-file.ts";
import { toMarkdown } from "../../conversations/transfer/to-markdown.ts";
import { fullTime } from "../../i18n/dates.ts";
import { translate } from "../../i18n/translate.ts";
import { trailText } from "../thread/answer/trail-text.ts";
import { download } from "../kit/download.ts";

export type ExportType = "markdown" | "json";

/**
 * Offers a conversation as a file. Is loaded only when somebody asks for it: few do, and a view opens sooner without
 * it.
 * @param path the messages that are shown; Markdown holds them
 * @param all every message of every branch; JSON holds them
 */
export function exportConversation(
  type: ExportType,
  conversation: Conversation,
  path: readonly Message[],
  all: Message[],
): void {
  const labels = { you: translate("you"), assistant: translate("assistant"), note: trailText, time: fullTime };
  const [text, extension] =
    type === "markdown"
      ? [toMarkdown(conversation, path, labels), "md"]
      : [exportFile([{ conversation, messages: all }]), "json"];
  download(document, `${conversation.title}.${extension}`, new Blob([text]));
}
