import type { Message, TrailEntry } from "../../../conversations/conversation.ts";
import { isRunning } from "../../../conversations/message-state.ts";
import { listText } from "../../../i18n/lists.ts";
import { translatePlural } from "../../../i18n/plurals.ts";
import { translate } from "../../../i18n/translate.ts";

/**
 * Says who was not asked, who did not answer, and who was asked then. undefined: the first backend that was asked has
 * answered or failed, and none was passed over.
 */
export function trailText(answer: Message): string | undefined {
  const { trail = [] } = answer;
  if (trail.length === 0) return undefined;
  const [first, ...more] = trail.filter(({ notAsked }) => notAsked !== undefined);
  const asked = askedText(answer);
  return first === undefined ? asked : `${notAskedText([first, ...more])} ${asked}`;
}

/** Whether one of the trail was not asked because it must not get text of pages. */
export function neverGetsPages({ error }: TrailEntry): boolean {
  return error.kind === "never-pages";
}

/** Says who was asked in vain, and then or instead of those that were passed over. */
function askedText(answer: Message): string {
  const { trail = [], backend, state, text } = answer;
  const others = othersOf(answer);
  const failed = others.filter((entry) => entry.notAsked === undefined && !neverGetsPages(entry));
  const names = listText(failed.map((entry) => entry.backend.name));
  if (others.length < trail.length) return translatePlural("trailAllFailed", failed.length, names);
  const next = backend?.name ?? "";
  const isAwaited = isRunning(state) && text === "";
  if (failed.length === 0) {
    if (isAwaited) return translate("trailAskingInstead", next);
    return translate(text === "" ? "trailAskedInstead" : "trailAnsweredBy", writerOf(answer));
  }
  if (isAwaited) return translatePlural("trailAsking", failed.length, names, next);
  return `${didNotAnswer(failed)} ${translate(text === "" ? "trailThenAsked" : "trailAnsweredBy", writerOf(answer))}`;
}

/** Returns those of the trail beside the one that the answer names, which is in it too if all have failed. */
export function othersOf({ trail = [], backend, state }: Message): readonly TrailEntry[] {
  return state === "failed" ? trail.filter((entry) => entry.backend.id !== backend?.id) : trail;
}

function notAskedText([only, ...more]: readonly [TrailEntry, ...TrailEntry[]]): string {
  const { backend, error, notAsked = 0 } = only;
  if (more.length > 0) return translate("trailNotAskedSeveral", listText([only, ...more].map(nameOf)));
  if (error.status === undefined) return translatePlural("trailNotAsked", notAsked, backend.name);
  return translatePlural("trailNotAskedStatus", notAsked, backend.name, String(error.status));
}

function didNotAnswer(failed: readonly TrailEntry[]): string {
  const [only, ...more] = failed;
  if (only?.error.status !== undefined && more.length === 0) {
    return translate("trailDidNotAnswerStatus", only.backend.name, String(only.error.status));
  }
  return translatePlural("trailDidNotAnswer", failed.length, listText(failed.map(nameOf)));
}

function nameOf({ backend, error }: TrailEntry): string {
  return error.status === undefined ? backend.name : `${backend.name} (${error.status})`;
}

function writerOf({ backend, model, asked }: Message): string {
  const named = model ?? asked?.model;
  return [backend?.name, named].filter((part) => part !== undefined).join(", ");
}
