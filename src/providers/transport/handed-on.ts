import type { ReplyPart } from "../provider.ts";

/** What a first try said beside the answer, so that a second one need not say it again. */
export interface HandedOn {
  /** A part of the first try. */
  note(part: ReplyPart): void;
  /** A part of the second try, without what the first one said already. */
  withoutKnown(part: ReplyPart): ReplyPart[];
}

export function createHandedOn(): HandedOn {
  const notices = new Set<string>();
  let model = false;
  /** What the first try thought, and how much of it the second one has thought alike. */
  let thoughts = "";
  let alike = 0;

  function withoutKnownThoughts(text: string): ReplyPart[] {
    if (alike === thoughts.length) return [{ type: "reasoning", text }];
    const known = thoughts.slice(alike, alike + text.length);
    if (!text.startsWith(known)) {
      // It thinks otherwise this time: all of that, behind what was thought before.
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
