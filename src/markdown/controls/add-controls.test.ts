// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { addControls } from "./add-controls.ts";
import { LABELS } from "./labels.test-tools.ts";
import { createParser } from "../parser.ts";

it.each(["1", "$&", "$1", "$$"])("a footnote's button says its label as it was written: %s", (label) => {
  const { parse, render } = createParser("chat");
  document.body.innerHTML = render(parse(`Words[^${label}].\n\n[^${label}]: The note.`).blocks).html;
  addControls(document.body, LABELS);
  const button = document.querySelector('[data-control="to-footnote"]');
  expect(button?.getAttribute("aria-label")).toBe(`Footnote ${label}`);
});
