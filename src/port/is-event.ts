import type { Change } from "../conversations/change.ts";
import type { Event } from "./events.ts";

/** An object of unknown content. */
type Fields = Readonly<Record<string, unknown>>;

const isString = (value: unknown): value is string => typeof value === "string";
const isNumber = (value: unknown): value is number => typeof value === "number";
const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";
const isStringOrNull = (value: unknown): boolean => value === null || isString(value);
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isFieldsOrNull = (value: unknown): boolean => value === null || isFields(value);
/** Whether a value is a list whose items all pass. */
const isListOf = (value: unknown, passes: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(passes);

/** Whether a value is an object with an id, as messages and conversations are. */
const hasId = (value: unknown): boolean => isFields(value) && isString(value["id"]);

/** Whether `value` is an object of a known type whose fields pass. */
function isOneOf(value: unknown, checks: Readonly<Record<string, (fields: Fields) => boolean>>): boolean {
  if (!isFields(value) || !isString(value["type"]) || !Object.hasOwn(checks, value["type"])) return false;
  return checks[value["type"]]?.(value) === true;
}

const changeChecks: Record<Change["type"], (change: Fields) => boolean> = {
  conversation: ({ conversation }) => hasId(conversation),
  message: ({ message }) => hasId(message),
  fields: ({ messageId, set, unset }) => isString(messageId) && isFields(set) && isListOf(unset, isString),
  text: ({ messageId, text }) => isString(messageId) && isString(text),
  reasoning: ({ messageId, text }) => isString(messageId) && isString(text),
  removed: ({ messageIds }) => isListOf(messageIds, isString),
};

const isChange = (value: unknown): boolean => isOneOf(value, changeChecks);

const eventChecks: Record<Event["type"], (event: Fields) => boolean> = {
  welcome: ({ conversationId, draft, draftSources = [], target }) =>
    isStringOrNull(conversationId) &&
    isString(draft) &&
    isListOf(draftSources, isFields) &&
    (target === undefined || isFields(target)),
  snapshot: ({ sequence, conversation, messages, draft, draftSources = [], edited }) =>
    isNumber(sequence) &&
    hasId(conversation) &&
    isListOf(messages, hasId) &&
    isString(draft) &&
    isListOf(draftSources, isFields) &&
    (edited === undefined || isFields(edited)),
  unchanged: ({ conversationId }) => isString(conversationId),
  changes: ({ conversationId, sequence, changes }) =>
    isString(conversationId) && isNumber(sequence) && isListOf(changes, isChange),
  conversations: ({ conversations, more }) => isListOf(conversations, hasId) && isBoolean(more),
  counted: ({ conversations, deleted }) => isNumber(conversations) && isNumber(deleted),
  bin: ({ items, more }) => isListOf(items, isFields) && isBoolean(more),
  found: ({ query, hits, more }) => isString(query) && isListOf(hits, isFields) && isBoolean(more),
  intent: ({ intent }) => hasId(intent),
  done: ({ number }) => isNumber(number),
  failed: ({ number }) => number === undefined || isNumber(number),
  refused: ({ questionId, reason }) => isString(questionId) && isString(reason),
  "site-checked": ({ url, problem }) => isString(url) && isStringOrNull(problem),
  "proxy-checked": ({ verdict }) => isString(verdict),
  models: ({ backendId, models, problem }) => isString(backendId) && isListOf(models, hasId) && isFieldsOrNull(problem),
  "backend-tested": ({ testId, models, problem, foundAt }) =>
    isString(testId) &&
    isListOf(models, hasId) &&
    isFieldsOrNull(problem) &&
    (foundAt === undefined || isString(foundAt)),
  "signed-in": ({ result }) => isFields(result),
  "storage-failed": () => true,
  close: () => true,
};

/**
 * Whether a message of a port is an event: its type is known, and its fields are of the right kind.
 *
 * The contents of messages and conversations are not checked: for a long conversation that would cost more than drawing
 * it. Nor is it needed, since both ends of a port are of one build, and only our own pages may connect.
 */
export function isEvent(message: unknown): message is Event {
  return isOneOf(message, eventChecks);
}
