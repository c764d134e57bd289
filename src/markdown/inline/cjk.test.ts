import { describe, expect, it } from "vitest";
import { html } from "../streamed.test-tools.ts";

const paragraph = (inside: string) => `<p>${inside}</p>`;

describe("bold in Chinese, Japanese and Korean", () => {
  it.each([
    ["**中文（注）**文字", "<strong>中文（注）</strong>文字"],
    ["**0（含）**到**100（不含）**之间", "<strong>0（含）</strong>到<strong>100（不含）</strong>之间"],
    ["他说**“你好”**。", "他说<strong>“你好”</strong>。"],
    ["这是**重点：**内容", "这是<strong>重点：</strong>内容"],
    ["**注意！**请看**《书》**第一章", "<strong>注意！</strong>请看<strong>《书》</strong>第一章"],
    ["使用**`npm`**命令", "使用<strong><code>npm</code></strong>命令"],
    ["**速度为100%**的", "<strong>速度为100%</strong>的"],
    ["**[链接](https://a.example)**是", '<strong><a href="https://a.example">链接</a></strong>是'],
    ["**テスト。**テスト", "<strong>テスト。</strong>テスト"],
    ["これは**「重要」**です", "これは<strong>「重要」</strong>です"],
    ["**한국어(Korean)**은", "<strong>한국어(Korean)</strong>은"],
    ['**"인용"**은 중요**(필수)**한', "<strong>&quot;인용&quot;</strong>은 중요<strong>(필수)</strong>한"],
    ["***重点（注）***文字", "<em><strong>重点（注）</strong></em>文字"],
    ["**“引用”**Abc", "<strong>“引用”</strong>Abc"],
    ["葛\u{E0100}**(注)**は", "葛\u{E0100}<strong>(注)</strong>は"],
    ["A**（b）**c", "A<strong>（b）</strong>c"],
    ["中文__粗体（注）__中文", "中文<strong>粗体（注）</strong>中文"],
  ])("%s", (text, inside) => {
    expect(html(text)).toBe(paragraph(inside));
  });

  it.each([
    ["~~删除（旧）~~新", "<del>删除（旧）</del>新"],
    ["旧~~「削除」~~新", "旧<del>「削除」</del>新"],
    ["*斜体（注）*文字", "<em>斜体（注）</em>文字"],
    ["그는*(필수)*라고", "그는<em>(필수)</em>라고"],
  ])("the same for emphasis and what is struck out: %s", (text, inside) => {
    expect(html(text)).toBe(paragraph(inside));
  });

  it.each(["报告_2024_最终版", "2 * 3 * 4", "** 空格 **", "用户*名"])(
    "no sign means more than itself in %s",
    (text) => {
      expect(html(text)).toBe(paragraph(text));
    },
  );
});

describe("bold words with a letter right behind them", () => {
  it.each([
    ["**English:**next", "<strong>English:</strong>next"],
    ["- **Note.**Then **more**", "<strong>Note.</strong>Then <strong>more</strong>"],
    ["**(optional)**text", "<strong>(optional)</strong>text"],
    ["**“Quoted”**text", "<strong>“Quoted”</strong>text"],
    ["*Hint:*next", "<em>Hint:</em>next"],
    ["~~old.~~new", "<del>old.</del>new"],
    ["**bold**ed", "<strong>bold</strong>ed"],
  ])("%s", (text, inside) => {
    expect(html(text)).toContain(inside);
  });

  it.each(["f(*a,*b) and f(**a,**b)", "**(**foo)", 'a**"foo"**', "delete *.*all", "5*x.*y"])(
    "but no sign that may be one of a program: %s",
    (text) => {
      expect(html(text)).toBe(paragraph(text.replaceAll('"', "&quot;")));
    },
  );
});
