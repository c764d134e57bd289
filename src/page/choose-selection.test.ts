import { expect, it } from "vitest";
import { anySelection, chooseSelection } from "./choose-selection.ts";
import type { FrameSelection } from "./selection.ts";

const frame = (focus: FrameSelection["focus"], text = ""): FrameSelection => ({ focus, text });

it.each<[string, FrameSelection[], ReturnType<typeof chooseSelection>]>([
  ["nothing", [frame("here")], { text: "" }],
  ["the page's", [frame("here", "page"), frame("elsewhere", "frame")], { text: "page" }],
  ["the frame's, of an older one in the page", [frame("below", "page"), frame("here", "frame")], { text: "frame" }],
  ["the inner frame's", [frame("below", "page"), frame("below", "outer"), frame("here", "inner")], { text: "inner" }],
  ["the page's where the frame has none", [frame("below", "page"), frame("here")], { text: "page" }],
  ["a frame's where the person is in the page", [frame("here"), frame("elsewhere", "frame")], { text: "frame" }],
  ["that of another site's frame", [frame("closed", "page"), frame("elsewhere", "frame")], "closed"],
  ["that of another site's frame in a frame", [frame("below", "page"), frame("closed")], "closed"],
  ["that of a frame without an origin", [frame("closed", "page"), frame("here", "sandbox")], { text: "sandbox" }],
])("means %s", (_name, frames, chosen) => {
  const choice = chooseSelection(frames);
  expect(choice === "closed" ? choice : { text: choice.text }).toEqual(chosen);
});

it("takes the rest where the person wants that", () => {
  expect(anySelection([frame("closed", "page"), frame("elsewhere", "frame")]).text).toBe("page");
  expect(anySelection([]).text).toBe("");
});
