/** Longest sentence in characters. WordPress has some seventy languages, and each says it in one sentence. */
const MAXIMUM_SENTENCE = 300;

/** What servers and firewalls answer as bare text, in English, whatever the site's language. */
const SERVER_WORDS =
  /^(?:\d{3}\b|error\b|forbidden|access (?:is )?denied|request (?:is )?(?:blocked|denied|rejected)|blocked\b|permission)/i;

/**
 * Whether a body with status 403 is WordPress's answer to an expired nonce. The sentence is in the site's language, so
 * its form identifies it: one bare sentence, with a link behind it if the request had a referrer. Firewalls send whole
 * pages.
 */
export function isExpiredLink(body: string): boolean {
  const text = body.replace(/^\uFEFF/, "").trim();
  const end = text.indexOf("<");
  const sentence = end < 0 ? text : text.slice(0, end);
  if (sentence.length > MAXIMUM_SENTENCE || !isSentence(sentence.trim())) return false;
  return end < 0 || /^<\/p>\s*<p>\s*<a\s/i.test(text.slice(end, end + 100));
}

/** Whether a text is a sentence: several words, or letters of a script without spaces, and no data. */
function isSentence(text: string): boolean {
  if (/^[[{"]/.test(text) || SERVER_WORDS.test(text)) return false;
  return /\p{L}\s+\p{L}/u.test(text) || /[\p{Lo}]{4}/u.test(text);
}

/** Whether a page is WordPress's error page, which also reports a refused nonce. */
export function isWordPressError(body: string): boolean {
  return /<body[^>]{0,200}\bid=["']error-page["']/i.test(body) || body.includes('class="wp-die-message"');
}
