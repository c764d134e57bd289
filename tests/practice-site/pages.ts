import { send, type Exchange } from "./exchange.ts";
import type { Switches } from "./switches.ts";

const POST_ID = 6;

/** Serves a page of the chat's site: with the chat, or (with the switch `tokens` off) without. */
export function servePage(exchange: Exchange): void {
  const { request, state } = exchange;
  const { switches, nonces } = state;
  const fresh = request.target.includes("?") || /no-cache/.test(request.headers["cache-control"] ?? "");
  const stale = switches.staleCache && !fresh;
  const cookies = request.headers.cookie;
  const nonce = stale ? nonces.expiredForCookies(cookies) : nonces.forCookies(cookies);
  const origin = `https://${request.headers.host ?? "chatgptt.me"}`;
  const hasChat = switches.tokens && (switches.chatOn === "everywhere" || request.path.startsWith("/chat"));
  const chat =
    switches.generation === 1 ? generation1Chat(nonce, origin) : generation2Chat(nonce, origin, switches.botId);
  const head = switches.generation === 1 ? generation1Head(nonce, origin, switches) : generation2Head(origin);
  const main = hasChat ? chat : "<p>We are working on something new. Please come back later.</p>";
  const page = layout(head, filler(switches.pageBytes) + main, origin);
  send(exchange, 200, "text/html; charset=UTF-8", page, stale ? STALE_HEADERS : {});
}

/** As much markup as a site can have, as full of elements and attributes as such sites are. */
function filler(bytes: number): string {
  const block =
    '<div class="wp-block-group" data-id="7"><p>Words &amp; <a href="/about/">links</a> of the site.</p></div>\n';
  return block.repeat(Math.ceil(bytes / block.length));
}

/** What a cache in front of such a site says; the browser's own cache may keep the page as well. */
const STALE_HEADERS = { "cache-control": "public, max-age=14400", age: "86400", "x-cache": "HIT" };

function layout(head: string, chat: string, origin: string): string {
  return `<!DOCTYPE html>
<html lang="en-US">
<head>
<meta charset="UTF-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>Chat &#8211; practice site</title>
<meta name='robots' content='max-image-preview:large' />
<meta name="generator" content="WordPress 6.8.3" />
<link rel="canonical" href="${origin}/chat/" />
<link rel="https://api.w.org/" href="${origin}/wp-json/" />
<style>body { font: 16px/1.6 system-ui; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; color: #222; }
.wpaicg-chat-shortcode, .aipkit_chat_container { border: 1px solid #ccc; border-radius: 8px; padding: 1rem; }
.wpaicg-chatbox { display: none; }</style>
${head}
</head>
<body class="wp-singular page-template-default page page-id-${POST_ID} wp-theme-twentytwentyfive">
<div class="wp-site-blocks">
<header class="wp-block-template-part"><p class="wp-block-site-title"><a href="${origin}" rel="home">Practice site</a></p></header>
<main class="wp-block-group">
<h1 class="wp-block-post-title">Chat</h1>
<div class="entry-content wp-block-post-content">
<p>This is a practice site. No model stands behind it, and nothing leaves this machine.</p>
${chat}
</div>
<ol class="commentlist">
<li class="comment"><a rel="nofollow" class="comment-reply-link" href="${origin}/chat/?replytocom=3#respond" data-commentid="3" data-postid="4711" data-belowelement="div-comment-3" data-respondelement="respond">Reply</a></li>
</ol>
</main>
</div>
</body>
</html>
`;
}

function generation1Head(nonce: string, origin: string, { tokens: hasTokens, version }: Switches): string {
  const escaped = origin.replaceAll("/", String.raw`\/`);
  const parameters = `var wpaicgParams = {"ajax_url":"${escaped}\\/wp-admin\\/admin-ajax.php","search_nonce":"${nonce}"};`;
  return `<link rel='stylesheet' id='wp-ai-content-generator-css' href='${origin}/wp-content/plugins/gpt3-ai-content-generator/public/css/wp-ai-content-generator-public.css?ver=${version}' media='all' />
${hasTokens ? `<script id="wpaicg-init-js-extra">\n${parameters}\n</script>` : ""}
<input type="hidden" id="wpaicg-img-nonce" value="0badc0ffee" />`;
}

/** As the plugin writes it: one attribute a line, some with spaces around the sign, the widget before the shortcode. */
function generation1Chat(nonce: string, origin: string): string {
  return `<div class="wpaicg_chat_widget wpaicg_widget_right">
<div class="wpaicg-chatbox"
     data-user-bg-color="#444654"
     data-nonce="${nonce}"
     data-post-id="${POST_ID}"
     data-url="${origin}/chat"
     data-bot-id="3"
     data-openai_stream_nav="0"
     data-type="widget"
></div>
</div>
<div class="wpaicg-chat-shortcode"
     data-user-bg-color="#444654"
     data-color="#fff"
     data-fontsize="13"
     data-use-avatar="0"
     data-user-avatar="${origin}/wp-content/plugins/gpt3-ai-content-generator/admin/images/user.png"
     data-you="You"
     data-ai-avatar="0"
     data-ai-name="AI"
     data-nonce="${nonce}"
     data-post-id="${POST_ID}"
     data-url="${origin}/chat"
     data-bot-id="0"
     data-openai_stream_nav = "0"
     data-assistant-enabled = "false"
     data-width="100%"
     data-height="50%"
     data-type="shortcode"
>
<div class="wpaicg-chat-shortcode-content">
<ul class="wpaicg-chat-shortcode-messages"><li class="wpaicg-ai-message"><p><strong>AI:</strong> <span class="wpaicg-chat-message">Hello human, I am a GPT powered AI chat bot. Ask me anything!</span></p></li></ul>
</div>
<div class="wpaicg-chat-shortcode-type"><textarea class="auto-expand wpaicg-chat-shortcode-typing" placeholder="Type message.."></textarea></div>
</div>`;
}

function generation2Head(origin: string): string {
  const plugin = `${origin}/wp-content/plugins/gpt3-ai-content-generator`;
  return `<link rel='stylesheet' id='aipkit-public-main-css-css' href='${plugin}/dist/css/public-main.bundle.css?ver=2.4.71' media='all' />
<script src="${plugin}/dist/js/public-main.bundle.js?ver=2.4.71" id="aipkit-public-main-js" defer></script>`;
}

function generation2Chat(nonce: string, origin: string, botId: number): string {
  const config = {
    botId,
    ajaxUrl: `${origin}/wp-admin/admin-ajax.php`,
    nonce,
    postId: POST_ID,
    headerName: "Practice \"chat\" & 'more'",
    theme: "light",
    text: { sendMessage: "Send", typeMessage: "Type a message..." },
  };
  return `<div class="aipkit_chat_container aipkit-theme-light" id="aipkit_chat_container_${botId}" data-bot-id="${botId}" data-config='${escapeHtml(JSON.stringify(config))}'>
<div class="aipkit_chat_main"><div class="aipkit_chat_messages"></div></div>
</div>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#039;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
