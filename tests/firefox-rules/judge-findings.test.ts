import { describe, expect, it } from "vitest";
import { EXCEPTIONS, judgeFindings } from "./judge-findings.ts";

describe("judgeFindings", () => {
  const finding = { code: "UNSAFE_VAR_ASSIGNMENT", message: "Unsafe", file: "a.js", line: 1, column: 7 };
  const exception = { code: "UNSAFE_VAR_ASSIGNMENT", place: /^e\.innerHTML=/, reason: "a library's" };

  it("lets pass what is named, and nothing else", () => {
    expect(judgeFindings([finding], () => "e.innerHTML=t", [exception])).toEqual({
      problems: [],
      excused: ["a.js:1:7 UNSAFE_VAR_ASSIGNMENT: a library's"],
    });
    expect(judgeFindings([{ code: "OTHER", message: "Bad" }], () => "e.innerHTML=t", []).problems).toEqual([
      "the whole:0:0 OTHER: Bad",
    ]);
    expect(judgeFindings([finding], () => "view.outerHTML=t", [exception]).problems).toHaveLength(2);
  });

  it("tells of an exception that nothing needs any more", () => {
    expect(judgeFindings([], () => "").problems).toHaveLength(EXCEPTIONS.length);
  });
});
