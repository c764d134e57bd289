import { expect, test, vi } from "vitest";
import { sampleMessage } from "../../../conversations/samples.test-tools.ts";
import { continuedText } from "./continued-text.ts";

vi.mock("../../../i18n/translate.ts", () => ({
  translate: (key: string, ...values: string[]) => (key === "languageCode" ? "en" : values.join(" | ")),
}));

test("an answer that several wrote names all of them, in order", () => {
  const continued = [
    { site: "two.example", model: "m2", from: 2 },
    { site: "three.example", from: 3 },
  ];
  const answer = sampleMessage({ id: "a", text: "Bees", site: "one.example", continued });
  expect(continuedText(answer)).toBe("one.example | two.example (m2) and three.example");
});
