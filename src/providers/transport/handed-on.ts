import type { ReplyPart } from "../provider.ts";

/** Records what a first try yielded beside the answer, so that the second try does not repeat it. */
export interface HandedOn {
  /** Records a part of the first try. */
  note(part: ReplyPart): void;
  /** Returns a part of the second try without what the first one already yielded. */
  withoutKnown(part: ReplyPart): ReplyPart[];
}

/** Creates the record of one question and its two tries. */
export function createHandedOn(): HandedOn {
  const notices = new Set<string>();
  let model = false;
  /** The thoughts of the first try, and how many of their characters the second has repeated. */
  let thoughts = "";
  let alike = 0;

  function withoutKnownThoughts(text: string): ReplyPart[] {
    if (alike === thoughts.length) return [{ type: "reasoning", text }];
    const known = thoughts.slice(alike, alike + text.length);
    if (!text.startsWith(known)) {
      // The thoughts differ this time, so all of them follow those of the first try.
      const again = `\n\n${thoughts.slice(0, alike)}${text}`;
      alike = thoughts.length;
      return [{ type: "reasoning", text: again }];
    }
    alike += known.length;
    return text.length > known.length ? [{ type: "reasoning", text: text.slice(known.length) }] : [];
  }

  return {
    note(part) {
      if (part.type === "model") model = true;
      else if (part.type === "notice") notices.add(part.text);
      else if (part.type === "reasoning") thoughts += part.text;
    },
    withoutKnown(part) {
      if (part.type === "model") return model ? [] : [part];
      if (part.type === "notice") return notices.has(part.text) ? [] : [part];
      return part.type === "reasoning" ? withoutKnownThoughts(part.text) : [part];
    },
  };
}
