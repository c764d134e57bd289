import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import english from "../../public/_locales/en/messages.json" with { type: "json" };
import { CHROMIUM_BUILD } from "../support/builds.ts";

type Texts = Record<keyof typeof english, { message: string }>;

/** How much longer than English a language can be: German and Finnish in short texts. */
const LONGER = 1.4;
const ACCENTED = new Map(
  Object.entries({ a: "áà", e: "éè", i: "íì", o: "óò", u: "úù", A: "Áà", E: "Éè", I: "Íì", O: "Óò", U: "Úù" }),
);
const RIGHT_TO_LEFT_OVERRIDE = "\u202E";
const POP_DIRECTIONAL_FORMATTING = "\u202C";

/** English with accents, 40 % longer, in words that are longer too. */
const longer = changedEnglish(
  (text) => {
    const accented = outsideValues(text, (part) =>
      part.replaceAll(/[aeiou]/gi, (letter) => ACCENTED.get(letter) ?? letter),
    );
    return accented.padEnd(Math.ceil(text.length * LONGER), "ñ");
  },
  { languageCode: "en-XA" },
);

/** English whose words run from the right, in an interface from the right. */
const fromTheRight = changedEnglish(
  (text) =>
    outsideValues(text, (part) =>
      part.replaceAll(/\p{L}+/gu, (word) => RIGHT_TO_LEFT_OVERRIDE + word + POP_DIRECTIONAL_FORMATTING),
    ),
  { languageCode: "ar-XB", languageDirection: "rtl" },
);

/** Languages that nobody speaks, by the names that browsers have for such: what breaks with them breaks with real ones. */
export const PSEUDO_LANGUAGES: Record<string, Texts> = { en_XA: longer, ar_XB: fromTheRight };

/** Where the build lies that has them, from the project's folder: one for each process that runs tests. */
export const PSEUDO_BUILD = join(".output", `chrome-mv3-pseudo-languages-${process.env["TEST_WORKER_INDEX"] ?? ""}`);

/** Makes that build of the production build: the same, with more languages. */
export async function buildWithPseudoLanguages(): Promise<void> {
  await rm(resolve(PSEUDO_BUILD), { recursive: true, force: true });
  await cp(resolve(CHROMIUM_BUILD), resolve(PSEUDO_BUILD), { recursive: true });
  for (const [code, texts] of Object.entries(PSEUDO_LANGUAGES)) {
    const folder = resolve(PSEUDO_BUILD, "_locales", code);
    await mkdir(folder);
    await writeFile(join(folder, "messages.json"), JSON.stringify(texts));
  }
}

function changedEnglish(change: (text: string) => string, own: Partial<Record<keyof Texts, string>>): Texts {
  const names = Object.keys(english) as (keyof Texts)[];
  const entries = names.map((key) => [
    key,
    { message: own[key] ?? (key.startsWith("language") ? english[key].message : change(english[key].message)) },
  ]);
  return Object.fromEntries(entries) as Texts;
}

/** Changes a text, but not the places of its values. */
function outsideValues(text: string, change: (part: string) => string): string {
  return text
    .split(/(\$\d)/)
    .map((part) => (/^\$\d$/.test(part) ? part : change(part)))
    .join("");
}
