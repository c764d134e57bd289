// @vitest-environment happy-dom
import { beforeAll, expect, it } from "vitest";
import { refuseDrops } from "./refuse-drops.ts";

beforeAll(() => {
  document.body.innerHTML = `<p></p><textarea></textarea><input type="search" /><input type="file" />`;
  refuseDrops(document);
});

/** Whether the browser may do with the drop what it likes. */
function isTaken(type: "dragover" | "drop", selector: string, what: string): boolean {
  const event = Object.assign(new Event(type, { bubbles: true, cancelable: true }), {
    dataTransfer: { types: [what], dropEffect: "copy" },
  });
  return document.querySelector(selector)?.dispatchEvent(event) ?? expect.fail(selector);
}

it.each([
  ["a file", "Files", ["input[type=file]"]],
  ["a link", "text/uri-list", ["textarea", "input[type=search]"]],
  ["text", "text/plain", ["textarea", "input[type=search]"]],
])("lets %s be dropped where it belongs, and nowhere else", (_name, what, places) => {
  for (const type of ["dragover", "drop"] as const) {
    const taking = ["p", "textarea", "input[type=search]", "input[type=file]"].filter((place) =>
      isTaken(type, place, what),
    );
    expect(taking).toEqual(places);
  }
});
