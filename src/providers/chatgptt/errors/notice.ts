import * as z from "zod/mini";
import { ChatError, type ChatErrorKind } from "../../chat-error.ts";
import { toSiteWords } from "./site-words.ts";

/** The flags that turn a message into a notice of the site (protocol §5), and what each means. */
const NOTICES: Readonly<Record<string, ChatErrorKind>> = {
  tokenLimitReached: "quota",
  messageFlagged: "refused",
  modflag: "refused",
  ipBanned: "blocked",
  pineconeError: "site-error",
};

const words = z.object({ msg: z.catch(z.optional(z.string()), undefined) });

/**
 * The error that a notice stands for, from a JSON answer or a stream of generation 1; `undefined` where the object is none.
 * A notice wins over everything that follows it: the site streams the normal answer behind it all the same.
 */
export function readNotice(value: object): ChatError | undefined {
  for (const [flag, kind] of Object.entries(NOTICES)) {
    if (!Reflect.get(value, flag)) continue;
    const parsed = z.safeParse(words, value);
    return new ChatError(kind, { detail: toSiteWords((parsed.success && parsed.data.msg) || "") });
  }
  return undefined;
}
