/** Whose limit a question exceeds. */
const WHOSE = String.raw`(?:(?:the|its|your|model's|model|available|maximum|max|configured|allowed)\s+){0,4}`;

/** What can be too small for a question. */
const ROOM = String.raw`(?:context|input|prompt)[\s_-](?:window|length|size|limit)`;

/** How models and the servers before them say that a question is longer than they take. */
export const TOO_LONG = new RegExp(
  [
    "maximum context (?:length|window|size)|context_length_exceeded|context size has been exceeded",
    String.raw`exceed(?:s|ed|ing)? ${WHOSE}${ROOM}`,
    String.raw`exceed(?:s|ed|ing)? ${WHOSE}(?:limit|number) of [\d,.]+ tokens`,
    `(?:longer|greater|larger|more) than ${WHOSE}${ROOM}`,
    "exceeded max context length|maximum number of (?:input )?tokens allowed",
    "(?:prompt|input|message) is too long",
    "reduce the length of (?:the|your) (?:messages|prompt|input)",
  ].join("|"),
  "i",
);
