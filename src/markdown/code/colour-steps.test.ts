import { expect, it } from "vitest";
import { colourSteps } from "./colour-steps.ts";
import { doColourJob } from "./do-colour-job.ts";
import type { ColourReport } from "./colour-job.ts";

it("counts characters as they are shown, and nests", () => {
  const html = '<span class="hljs-meta">a &lt; <span class="hljs-string">&quot;b&#x27;</span></span>\n&amp;lt;';
  expect(colourSteps(html)).toEqual(["hljs-meta", 4, "hljs-string", 3, null, null, 5]);
});

it.each([
  ["javascript", "const a = `x < ${b && 'c'}`; // <b>\n"],
  ["xml", '<p title="&quot;">\n<script>let a = "<b>";</script>\n'],
  ["shell", "$ echo \"a & b\" > 'c'\n"],
])("a job gives steps that are as long as the code: %s", async (languageId, code) => {
  const reports: ColourReport[] = [];
  await doColourJob({ code, languageId }, (report) => reports.push(report));
  const [begun, coloured] = reports;
  expect(begun).toEqual({ type: "begun" });
  if (coloured?.type !== "coloured") throw new Error("It has no colours");
  const lengths = coloured.steps.filter((step) => typeof step === "number");
  expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(code.length);
  expect(coloured.steps.filter((step) => step === null)).toHaveLength(
    coloured.steps.filter((step) => typeof step === "string").length,
  );
  expect(coloured.steps.length).toBeGreaterThan(5);
});
