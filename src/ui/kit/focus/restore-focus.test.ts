// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Gap, restoreFocus } from "./restore-focus.ts";

let container: HTMLElement;
let heirs: { lost: HTMLElement; gap: Gap }[];
let end: () => void;
const byId = (id: string) => document.getElementById(id) as HTMLElement;

beforeEach(() => {
  document.body.innerHTML = `
    <main><p id="row"><button id="one"></button></p><p id="next"><button id="two"></button></p></main>
    <input id="elsewhere" />`;
  container = document.querySelector("main") as HTMLElement;
  heirs = [];
  end = restoreFocus(container, (lost, gap) => {
    heirs.push({ lost, gap });
    return byId("two");
  });
});
afterEach(() => end());

/** Observers of changes and what was put off until after a change have had their turn. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

it("gives the focus of what goes away to its heir, with what stood around it", async () => {
  byId("one").focus();
  const [lost, next] = [byId("one"), byId("next")];
  byId("row").remove();
  await settled();
  expect(heirs).toMatchObject([{ lost, gap: { after: next } }]);
  expect(document.activeElement).toBe(byId("two"));
});

it("leaves the focus where the person went meanwhile", async () => {
  byId("one").focus();
  byId("elsewhere").focus();
  byId("row").remove();
  await settled();
  expect(heirs).toEqual([]);
  expect(document.activeElement).toBe(byId("elsewhere"));
});

it("leaves the focus where somebody else put it when it went away", async () => {
  byId("one").focus();
  byId("row").remove();
  byId("elsewhere").focus();
  await settled();
  expect(document.activeElement).toBe(byId("elsewhere"));
});

it("gives none for what had been left for nothing before it went away", async () => {
  byId("one").focus();
  byId("one").blur();
  await settled();
  byId("row").remove();
  await settled();
  expect(heirs).toEqual([]);
});

it("gives none for what goes away without the focus", async () => {
  byId("two").focus();
  byId("row").remove();
  await settled();
  expect(heirs).toEqual([]);
});
