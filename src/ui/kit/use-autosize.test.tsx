// @vitest-environment happy-dom
import { render } from "preact";
import { useRef } from "preact/hooks";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useAutosize } from "./use-autosize.ts";

/** The height of a line, in pixels. */
const LINE = 20;
const BORDERS = 2;

function Box({ text }: { text: string }) {
  const box = useRef<HTMLTextAreaElement>(null);
  useAutosize(box, text);
  return <textarea ref={box} value={text} />;
}

function heightOf(text: string): string | undefined {
  act(() => render(<Box text={text} />, document.body));
  return document.querySelector("textarea")?.style.blockSize;
}

/** Lays text boxes out as browsers do: what is in them is as high as its lines, and never less than the box. */
beforeEach(() => {
  const set = (name: string, get: (this: HTMLTextAreaElement) => number) =>
    vi.spyOn(HTMLTextAreaElement.prototype, name as "scrollHeight", "get").mockImplementation(get);
  const fixed = (area: HTMLTextAreaElement) => Number.parseFloat(area.style.blockSize) || 0;
  set("offsetHeight", function () {
    return fixed(this) || LINE + BORDERS;
  });
  set("clientHeight", function () {
    return (fixed(this) || LINE + BORDERS) - BORDERS;
  });
  set("scrollHeight", function () {
    return Math.max(this.value.split("\n").length * LINE, this.clientHeight);
  });
});
afterEach(() => {
  render(null, document.body);
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it("grows and shrinks with the text where the browser does not do that by itself", () => {
  vi.stubGlobal("CSS", { supports: () => false });
  expect(heightOf("one")).toBe("22px");
  expect(heightOf("one\ntwo\nthree")).toBe("62px");
  expect(heightOf("one\ntwo")).toBe("42px");
  expect(heightOf("x".repeat(200_000))).toBe("100dvh");
  expect(heightOf("one")).toBe("22px");
});

it("leaves it to the browser where that does", () => {
  vi.stubGlobal("CSS", { supports: (name: string, value: string) => name === "field-sizing" && value === "content" });
  expect(heightOf("one\ntwo\nthree")).toBe("");
});
