import { createCodeTracker } from "./code-tracker.ts";

/** Some sites hand on a model's thinking before the answer: inside these tags, or with the closing tag alone. */
const OPENING = ["<think>", "<thinking>"] as const;
const CLOSING = ["</think>", "</thinking>"] as const;
const ALL = [...OPENING, ...CLOSING] as const;
const LONGEST_TAG = Math.max(...ALL.map((tag) => tag.length));

/** A piece of an answer. `thought`: all text so far (`length` characters) turned out to be thinking. */
export type Thinking = { type: "text" | "reasoning"; text: string } | { type: "thought"; length: number };

/** Separates a model's thinking from its answer, piece by piece. */
export interface ThinkingReader {
  read(piece: string): Thinking[];
  /** Ends the text and returns what was held back. */
  end(): Thinking[];
}

/**
 * Creates a reader of thinking tags.
 * - Thinking stands in tags at the beginning of an answer.
 * - A closing tag alone ends thinking too, if it begins or ends a line, or stands between two words without a space.
 * - A closing tag alone does not count in code, nor after another tag was named.
 *
 * Where the text is cut does not change the result. Each character is read once.
 */
export function createThinkingReader(): ThinkingReader {
  let state: "start" | "thinking" | "text" = "start";
  /** What has arrived and is not decided yet. */
  let held = "";
  /** White space before `held`, at the start. */
  let blanks = "";
  let anyTag = false;
  /** Length in characters of the text returned in earlier pieces. */
  let said = 0;
  const code = createCodeTracker();

  function readStart(ended: boolean, parts: Thinking[]): boolean {
    const begun = held.trimStart();
    blanks += held.slice(0, held.length - begun.length);
    held = begun;
    const tag = tagAt(held, 0, ALL);
    if (tag !== undefined) {
      held = held.slice(tag.length);
      blanks = "";
      anyTag = true;
      if (isOpening(tag)) state = "thinking";
      return true;
    }
    if (!ended && (held === "" || mayBecomeTag(held, 0))) return false;
    // Empty lines between thinking and answer belong to neither.
    say(anyTag ? blanks.slice(blanks.lastIndexOf("\n") + 1) : blanks, parts);
    state = "text";
    return true;
  }

  function readThinking(ended: boolean, parts: Thinking[]): boolean {
    for (let at = held.indexOf("<"); at >= 0; at = held.indexOf("<", at + 1)) {
      const tag = tagAt(held, at, CLOSING);
      if (tag === undefined && (ended || !mayBecomeTag(held, at))) continue;
      push(parts, { type: "reasoning", text: held.slice(0, at) });
      held = held.slice(at + (tag?.length ?? 0));
      if (tag !== undefined) state = "start";
      return tag !== undefined;
    }
    push(parts, { type: "reasoning", text: held });
    held = "";
    return false;
  }

  function readText(ended: boolean, parts: Thinking[]): boolean {
    let from = 0;
    for (let at = held.indexOf("<"); at >= 0; at = held.indexOf("<", from)) {
      say(held.slice(from, at), parts);
      from = at;
      const tag = tagAt(held, at, ALL);
      const end = at + (tag?.length ?? 0);
      if (!ended && (tag === undefined ? mayBecomeTag(held, at) : end === held.length)) break;
      if (tag !== undefined && !isOpening(tag) && endsThinking(held[end])) {
        takeBack(parts);
        held = held.slice(end);
        return true;
      }
      anyTag ||= tag !== undefined;
      from = Math.max(end, at + 1);
      say(held.slice(at, from), parts);
    }
    if (held.indexOf("<", from) < 0) {
      say(held.slice(from), parts);
      from = held.length;
    }
    held = held.slice(from);
    return false;
  }

  function endsThinking(next: string | undefined): boolean {
    if (anyTag || code.inCode) return false;
    if (code.line.trim() === "" || next === undefined || next === "\n" || next === "\r") return true;
    return /[^\s"'`“‘«([{]$/.test(code.line) && /[^\s"'`”’»)\]},.;:!?]/.test(next);
  }

  function takeBack(parts: Thinking[]): void {
    const thought = parts.flatMap((part) => (part.type === "text" ? [{ ...part, type: "reasoning" as const }] : []));
    const before: Thinking[] = said > 0 ? [{ type: "thought", length: said }] : [];
    parts.splice(0, parts.length, ...before, ...thought);
    anyTag = true;
    blanks = "";
    state = "start";
  }

  function say(text: string, parts: Thinking[]): void {
    code.read(text);
    push(parts, { type: "text", text });
  }

  function run(ended: boolean): Thinking[] {
    const parts: Thinking[] = [];
    const steps = { start: readStart, thinking: readThinking, text: readText };
    while (steps[state](ended, parts));
    for (const part of parts) if (part.type === "text") said += part.text.length;
    return parts;
  }

  return {
    read(piece) {
      held += piece;
      return run(false);
    },
    end: () => run(true),
  };
}

/** Removes the model's thinking from a whole answer. */
export function withoutThinking(text: string): string {
  if (!/<\/?think(?:ing)?>/i.test(text)) return text;
  const reader = createThinkingReader();
  const parts = [...reader.read(text), ...reader.end()];
  const answer = parts.slice(parts.findLastIndex(({ type }) => type === "thought") + 1);
  return answer.map((part) => (part.type === "text" ? part.text : "")).join("");
}

/** Appends a part. Merges it with the last one if both have the same type. */
function push(parts: Thinking[], part: { type: "text" | "reasoning"; text: string }): void {
  const last = parts.at(-1);
  if (part.text === "") return;
  if (last?.type === part.type) parts[parts.length - 1] = { type: part.type, text: last.text + part.text };
  else parts.push(part);
}

function isOpening(tag: string): boolean {
  return OPENING.some((each) => each === tag);
}

/** Returns the tag at a position, in lower case. */
function tagAt(text: string, at: number, tags: readonly string[]): string | undefined {
  const there = text.slice(at, at + LONGEST_TAG).toLowerCase();
  return tags.find((tag) => there.startsWith(tag));
}

/** Whether the text ends inside what may be a tag. */
function mayBecomeTag(text: string, at: number): boolean {
  const there = text.slice(at, at + LONGEST_TAG).toLowerCase();
  return at + there.length === text.length && ALL.some((tag) => tag.startsWith(there));
}
