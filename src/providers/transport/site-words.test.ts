import { expect, test } from "vitest";
import { cpuTime } from "../../../tests/support/cpu-time.ts";
import { MAX_DETAIL_LENGTH } from "../chat-error.ts";
import { toPageWords, toSiteWords } from "./site-words.ts";

test.each([
  ["Plain words.", "Plain words."],
  ["  two \n\n lines ", "two lines"],
  ["it&#039;s &quot;so&quot; &amp; more&hellip;", `it's "so" & more…`],
  ["unescaped once: &amp;lt;b&amp;gt;", "unescaped once: &lt;b&gt;"],
  ["escaped tags are text: &lt;b&gt;", "escaped tags are text: <b>"],
  ['tags <b>are</b> taken <a href="x">out</a>', "tags are taken out"],
  ["<script>alert(1)</script>after", "after"],
  ["<!-- a remark -->after", "after"],
  ["cut <a href=", "cut"],
  ["2 < 3 and 4 > 3", "2 < 3 and 4 > 3"],
  ["&#x1F600; &#0; &#99999999; &unknown;", "😀 &#99999999; &unknown;"],
  ["Incorrect API key provided: sk-proj-abc***xyz9.", "Incorrect API key provided: sk-…."],
  ["key sk_live_12345 and AIzaSyA12345 and Bearer abc.def.ghi", "key sk_… and AIza… and Bearer …"],
  ["task-based work is no key", "task-based work is no key"],
  ["", undefined],
  ["<p></p>", undefined],
])("%j", (raw, words) => {
  expect(toSiteWords(raw)).toBe(words);
});

test("at most 300 characters, no half ones", () => {
  const words = toSiteWords("😀".repeat(200)) ?? "";
  expect(words.length).toBeLessThanOrEqual(MAX_DETAIL_LENGTH);
  expect(words.isWellFormed()).toBe(true);
  expect(words.endsWith("…")).toBe(true);
});

test("long hostile input takes no time", () => {
  const words = ["<".repeat(200_000), "<!--".repeat(50_000), "sk-".repeat(50_000)];
  expect(cpuTime(() => words.forEach((each) => toSiteWords(each)))).toBeLessThan(500);
});

test("a page says its title, a fragment its text, a page without title nothing", () => {
  expect(toPageWords("<html><head><title>502 Bad Gateway</title></head><body>more</body></html>")).toBe(
    "502 Bad Gateway",
  );
  expect(toPageWords("<p>There has been an error.</p>")).toBe("There has been an error.");
  expect(toPageWords("<html><body>all kinds of things</body></html>")).toBeUndefined();
  expect(toPageWords('<p>The key "abc" is wrong: "really".</p>')).toBe('The key "abc" is wrong: "really".');
});

test.each([
  '{"status":"success","greeting_message":"Converse',
  '[{"a":1}]',
  ' {\n"a": tru',
  '<b>Warning</b>: x {"greeting_message":"Converse","da',
  'eting_message":"Converse","data":',
  "{&quot;greeting_message&quot;:&quot;Converse",
  "x {&quot;greeting_message&quot;:&quot;Converse",
])("data is no words: %s", (body) => {
  expect(toPageWords(body)).toBeUndefined();
});
