import { expect, test, vi } from "vitest";
import { sampleMessage } from "../../../conversations/samples.test-tools.ts";
import { continuedText } from "./continued-text.ts";

vi.mock("../../../i18n/translate.ts", () => ({
  translate: (key: string, ...values: string[]) => (key === "languageCode" ? "en" : values.join(" | ")),
}));

test("an answer that several wrote names all of them, in order", () => {
  const continued = [
    { backend: { id: "2", name: "two.example" }, model: "m2", from: 2 },
    { backend: { id: "3", name: "three.example" }, from: 3 },
  ];
  const answer = sampleMessage({ id: "a", text: "Bees", backend: { id: "1", name: "one.example" }, continued });
  expect(continuedText(answer)).toBe("one.example | two.example (m2) and three.example");
});
