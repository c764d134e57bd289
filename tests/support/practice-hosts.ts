/** Hosts that lead to the practice site: the chat's own, the article's, one more with a chat, and OpenRouter. */
export const PRACTICE_HOSTS: readonly string[] = [
  "chatgptt.me",
  "practice.sidenote.test",
  "other.sidenote.test",
  "openrouter.ai",
];
