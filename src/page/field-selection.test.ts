// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { fieldSelection } from "./field-selection.ts";

function select(html: string, start: number, end: number, wasUsed = true): string {
  document.body.innerHTML = html;
  const field = document.querySelector<HTMLInputElement>("input, textarea");
  field?.setSelectionRange(start, end);
  return fieldSelection(field, wasUsed);
}

it("takes what a person selected in a field", () => {
  expect(select("<textarea>Bees dance well</textarea>", 5, 10)).toBe("dance");
  expect(select("<textarea>Bees</textarea>", 0, 4)).toBe("Bees");
  expect(select(`<input name="title" value="Bees dance">`, 0, 10)).toBe("Bees dance");
  expect(select(`<input type="search" value="old query words">`, 0, 3)).toBe("old");
});

it.each([
  `<input type="search" value="old query words">`,
  `<input name="q" value="old query words">`,
  `<input id="site-search" value="old query words">`,
  `<input placeholder="Поиск" value="old query words">`,
  `<form role="search"><input value="old query words"></form>`,
])("leaves the words that a search box selects by itself: %s", (html) => {
  expect(select(html, 0, 15)).toBe("");
});

it("leaves what a page selected before anybody used it", () => {
  expect(select("<textarea>Bees dance</textarea>", 0, 10, false)).toBe("");
  expect(select(`<input value="Bees dance">`, 0, 4, false)).toBe("");
});

it("never takes a password, nor the place of the caret", () => {
  expect(select(`<input type="password" value="secret">`, 0, 6)).toBe("");
  expect(select("<textarea>Bees</textarea>", 2, 2)).toBe("");
  expect(fieldSelection(document.body, true)).toBe("");
  expect(fieldSelection(null, true)).toBe("");
});
