import * as z from "zod/mini";
import { ChatError, type ChatErrorKind } from "../../chat-error.ts";
import { toSiteWords } from "../../transport/site-words.ts";

/** The flags that make a message a notice of the site (protocol §5), with their meanings. */
const NOTICES: Readonly<Record<string, ChatErrorKind>> = {
  tokenLimitReached: "quota",
  messageFlagged: "refused",
  modflag: "refused",
  ipBanned: "blocked",
  pineconeError: "site-error",
};

const words = z.object({ msg: z.catch(z.optional(z.string()), undefined) });

/**
 * Reads the error behind a notice, from a JSON answer or a stream of generation 1. `undefined`: the object is no
 * notice. A notice wins over all that follows, because the site streams a normal answer behind it all the same.
 */
export function readNotice(value: object): ChatError | undefined {
  for (const [flag, kind] of Object.entries(NOTICES)) {
    if (!Reflect.get(value, flag)) continue;
    const parsed = z.safeParse(words, value);
    return new ChatError(kind, { detail: toSiteWords((parsed.success && parsed.data.msg) || "") });
  }
  return undefined;
}
