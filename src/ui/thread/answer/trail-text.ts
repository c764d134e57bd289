import type { Message, TrailEntry } from "../../../conversations/conversation.ts";
import { isRunning } from "../../../conversations/message-state.ts";
import { listText } from "../../../i18n/lists.ts";
import { translatePlural } from "../../../i18n/plurals.ts";
import { translate } from "../../../i18n/translate.ts";

/** Says who did not answer, and who was asked then. undefined: the first backend that was asked has answered or failed. */
export function trailText(answer: Message): string | undefined {
  const { trail = [], backend, state, text } = answer;
  if (trail.length === 0) return undefined;
  const failed = othersOf(answer);
  const names = listText(failed.map((entry) => entry.backend.name));
  if (failed.length < trail.length) return translatePlural("trailAllFailed", failed.length, names);
  const next = backend?.name ?? "";
  if (isRunning(state) && text === "") return translatePlural("trailAsking", failed.length, names, next);
  return `${didNotAnswer(failed)} ${translate(text === "" ? "trailThenAsked" : "trailAnsweredBy", writerOf(answer))}`;
}

/** Returns those of the trail that were asked beside the one that the answer names, which is the first if all have failed. */
export function othersOf({ trail = [], backend, state }: Message): readonly TrailEntry[] {
  return state === "failed" ? trail.filter((entry) => entry.backend.id !== backend?.id) : trail;
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
