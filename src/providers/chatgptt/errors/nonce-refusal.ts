/** Longest sentence, in characters; WordPress has some seventy languages, and each says it in one. */
const MAXIMUM_SENTENCE = 300;

/** What servers and firewalls say bare, in English, whatever the site's language. */
const SERVER_WORDS =
  /^(?:\d{3}\b|error\b|forbidden|access (?:is )?denied|request (?:is )?(?:blocked|denied|rejected)|blocked\b|permission)/i;

/**
 * Whether a body with status 403 is WordPress's answer to a nonce that has expired. Its sentence is in the site's language, so it
 * is known by its form: one bare sentence, with a link behind it where the request had a referrer. Firewalls send whole pages.
 */
export function isExpiredLink(body: string): boolean {
  const text = body.replace(/^\uFEFF/, "").trim();
  const end = text.indexOf("<");
  const sentence = end < 0 ? text : text.slice(0, end);
  if (sentence.length > MAXIMUM_SENTENCE || !isSentence(sentence.trim())) return false;
  return end < 0 || /^<\/p>\s*<p>\s*<a\s/i.test(text.slice(end, end + 100));
}

/** Several words, or a text in a script that has none between spaces; no data. */
function isSentence(text: string): boolean {
  if (/^[[{"]/.test(text) || SERVER_WORDS.test(text)) return false;
  return /\p{L}\s+\p{L}/u.test(text) || /[\p{Lo}]{4}/u.test(text);
}

/** Whether a page is WordPress's page for errors, whatever it says: for a refused nonce, too. */
export function isWordPressError(body: string): boolean {
  return /<body[^>]{0,200}\bid=["']error-page["']/i.test(body) || body.includes('class="wp-die-message"');
}
