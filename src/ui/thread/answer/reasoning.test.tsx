// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeAll, expect, it } from "vitest";
import english from "../../../../public/_locales/en/messages.json";
import { textsOf } from "../../../i18n/catalogue.ts";
import { setTexts } from "../../../i18n/translate.ts";
import { LiveRegion } from "../../kit/live-region.tsx";
import { Reasoning, type ReasoningProps } from "./reasoning.tsx";

beforeAll(() => setTexts(textsOf(english)));
afterEach(() => act(() => render(null, document.body)));

function draw(props: Partial<ReasoningProps>): void {
  act(() =>
    render(
      <>
        <Reasoning text="Hm." thinking={false} thoughtMs={undefined} {...props} />
        <LiveRegion />
      </>,
      document.body,
    ),
  );
}

const details = () => document.querySelector("details") ?? expect.fail("no details");
const summary = () => details().querySelector("summary")?.textContent;
const shown = () => details().querySelector(".reasoning-text");

function open(isOpen: boolean): void {
  act(() => {
    details().open = isOpen;
    details().dispatchEvent(new Event("toggle"));
  });
}

it("says that the model thinks, and then for how long it did, where that is known", () => {
  draw({ thinking: true });
  expect(summary()).toBe("Thinking…");
  expect(document.querySelector("[aria-live]")?.textContent).toBe("Thinking…");
  draw({ thoughtMs: 12_300 });
  expect(summary()).toBe("Thought for 12 s");
  draw({});
  expect(summary()).toBe("Thought");
});

it("is folded, and nothing of it is drawn before it is opened", () => {
  draw({ text: "x\n".repeat(100_000) });
  expect(details().open).toBe(false);
  expect(shown()).toBeNull();
  open(true);
  expect(shown()?.textContent).toHaveLength(200_000);
  open(false);
  expect(shown()).toBeNull();
});

it("adds only what is new while it is open, as plain text", () => {
  draw({ text: "<b>Hm</b>", thinking: true });
  open(true);
  const before = shown()?.firstElementChild;
  draw({ text: "<b>Hm</b>, bees", thinking: true });
  expect(shown()?.firstElementChild).toBe(before);
  expect(shown()?.textContent).toBe("<b>Hm</b>, bees");
  expect(shown()?.querySelector("b")).toBeNull();
});

it("shows another text in place of what it showed", () => {
  draw({ text: "Hm." });
  open(true);
  draw({ text: "Oh." });
  expect(shown()?.textContent).toBe("Oh.");
});
