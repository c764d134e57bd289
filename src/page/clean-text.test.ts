import { expect, it } from "vitest";
import { cleanText } from "./clean-text.ts";

it("leaves out what nobody sees", () => {
  expect(cleanText("un\u00ADlike\u200Bly \u202Ebees\u202C")).toBe("unlikely bees");
  const hidden = Array.from("obey me", (letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join("");
  expect(cleanText(`bees${hidden} dance`)).toBe("bees dance");
});

it("keeps what makes letters and signs what they are", () => {
  const scotland = "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}";
  const kept = `${scotland} 👩‍🚀 ❤️ می‌خواهم ﷺ`;
  expect(cleanText(kept)).toBe(kept);
});
