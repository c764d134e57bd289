import { readdirSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, it } from "vitest";
import { files, isTest, ROOT, shipped, type SourceFile } from "./source-files.ts";

/** Lines of a source file that can still be read in one piece. */
const MAX_LINES = 250;
/** A list of cases may be longer. */
const MAX_TEST_LINES = 400;

/** Of all files in scripts/ together. */
const MAX_SCRIPT_LINES = 700;

/** Files of a folder, tests not counted. */
const MAX_FILES = 20;

/** What a file imports: paths from the root for our own files, names for packages. */
function importsOf({ path, text }: SourceFile): string[] {
  const specifiers = text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g);
  return Array.from(specifiers, ([, specifier = ""]) =>
    specifier.startsWith(".")
      ? posix.join(posix.dirname(path), specifier)
      : specifier.replace(/^#browser\//, "src/platform/chromium/"),
  );
}

/** Files below `from` that import anything that `forbidden` matches. */
function importing(from: string, forbidden: RegExp): string[] {
  return shipped
    .filter(({ path }) => path.startsWith(from))
    .flatMap((file) => importsOf(file).map((target) => ({ path: file.path, target })))
    .filter(({ target }) => forbidden.test(target))
    .map(({ path, target }) => `${path} -> ${target}`);
}

/** Circles of imports, each named once. */
function circles(among: readonly SourceFile[]): string[] {
  const imports = new Map(among.map((file) => [file.path, importsOf(file)]));
  const finished = new Set<string>();
  const found: string[] = [];
  function visit(path: string, way: readonly string[]): void {
    if (way.includes(path)) found.push([...way.slice(way.indexOf(path)), path].join(" -> "));
    if (finished.has(path) || way.includes(path)) return;
    for (const target of imports.get(path) ?? []) visit(target, [...way, path]);
    finished.add(path);
  }
  for (const path of imports.keys()) visit(path, []);
  return found;
}

/** What no entrypoint leads to: a tool of the tests without their suffix, or nothing that is used. */
function unreached(among: readonly SourceFile[]): string[] {
  const reached = new Set<string>();
  function visit(path: string): void {
    if (reached.has(path)) return;
    reached.add(path);
    const file = among.find((each) => each.path === path);
    const workers = file?.text.matchAll(/new URL\("([^"]+)", import\.meta\.url\)/g) ?? [];
    for (const [, specifier = ""] of workers) visit(posix.join(posix.dirname(path), specifier));
    for (const target of file === undefined ? [] : importsOf(file)) visit(target);
  }
  const variants = /^src\/platform\/(?:firefox|chromium-proxy)\//;
  for (const { path } of among) if (path.startsWith("entrypoints/") || variants.test(path)) visit(path);
  return among.map(({ path }) => path).filter((path) => !reached.has(path) && !path.endsWith(".d.ts"));
}

describe("the rules' own tools", () => {
  it("find the files", () => {
    const paths = files.map(({ path }) => path);
    expect(paths).toContain("src/ui/client/chat.ts");
    expect(paths).toContain("entrypoints/background.ts");
    expect(paths).toContain("tests/repository.test.ts");
    expect(paths).toContain("wxt.config.ts");
    expect(shipped.length).toBeGreaterThan(60);
  });

  it("read every way of importing", () => {
    const text =
      'import a from "./a.ts";\nimport "../b.css";\nexport { c } from "wxt/browser";\nawait import("./d.ts");';
    expect(importsOf({ path: "src/ui/x.ts", text })).toEqual([
      "src/ui/a.ts",
      "src/b.css",
      "wxt/browser",
      "src/ui/d.ts",
    ]);
    const several = 'import {\n  type A,\n  b,\n} from "../port/b.ts";';
    expect(importsOf({ path: "src/ui/x.ts", text: several })).toEqual(["src/port/b.ts"]);
  });
});

/** What providers share. The other folders beside these are one provider each. */
const SHARED_BY_PROVIDERS = ["transport", "formats"];

describe("arrows between folders", () => {
  it.each([
    "providers",
    "backends",
    "organisation",
    "entries",
    "conversations",
    "secrets",
    "markdown",
    "prompts",
    "i18n",
  ])("%s knows no browser and no view", (folder) => {
    const arrows = importing(`src/${folder}/`, /^wxt\/|^src\/(?:platform|ui|port|turns)\/|^entrypoints\//);
    expect(arrows).toEqual([]);
  });

  it("ui speaks to the background through the port alone", () => {
    expect(importing("src/ui/", /^src\/(?:turns|platform|providers)\//)).toEqual([]);
  });

  it("turns know no view and no port", () => {
    expect(importing("src/turns/", /^wxt\/|^src\/(?:platform|ui|port)\//)).toEqual([]);
  });

  it("platform knows no view", () => {
    expect(importing("src/platform/", /^src\/ui\//)).toEqual([]);
  });

  it("nothing in src imports an entrypoint", () => {
    expect(importing("src/", /^entrypoints\//)).toEqual([]);
  });

  it("the browser is reached from entrypoints and platform alone", () => {
    const elsewhere = importing("src/", /^wxt\/browser$/).filter((arrow) => !arrow.startsWith("src/platform/"));
    expect(elsewhere).toEqual([]);
  });

  it("the client of the views draws nothing", () => {
    expect(importing("src/ui/client/", /\.tsx$|\.css$/)).toEqual([]);
  });

  it("the kit knows nothing of Sidenote but its languages", () => {
    expect(importing("src/ui/kit/", /^(?:src|entrypoints)\/(?!ui\/kit\/|i18n\/)/)).toEqual([]);
  });

  const features = ["composer", "thread", "history", "settings"];

  it.each(features)("%s imports no other feature of the views", (feature) => {
    const others = features.filter((name) => name !== feature).join("|");
    expect(importing(`src/ui/${feature}/`, new RegExp(`^src/ui/(?:${others})/`))).toEqual([]);
  });

  const providers = readdirSync(join(ROOT, "src/providers"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !SHARED_BY_PROVIDERS.includes(entry.name))
    .map(({ name }) => name);

  it.each(providers)("the provider %s imports no other provider, and is registered", (provider) => {
    const other = new RegExp(`^src/providers/(?!(?:${[provider, ...SHARED_BY_PROVIDERS].join("|")})/)[^/]+/`);
    expect(importing(`src/providers/${provider}/`, other)).toEqual([]);
    expect(importing("src/providers/registry.ts", new RegExp(`^src/providers/${provider}/`))).not.toEqual([]);
  });

  it.each(SHARED_BY_PROVIDERS)("%s knows no provider", (shared) => {
    expect(importing(`src/providers/${shared}/`, new RegExp(`^src/providers/(?:${providers.join("|")})/`))).toEqual([]);
  });

  it("go in no circle", () => {
    expect(circles(shipped)).toEqual([]);
    expect(
      circles([
        { path: "src/a.ts", text: 'import "./b.ts";' },
        { path: "src/b.ts", text: 'import "./a.ts";' },
      ]),
    ).toEqual(["src/a.ts -> src/b.ts -> src/a.ts"]);
  });

  it("lead from an entrypoint to everything that ships", () => {
    expect(unreached(shipped)).toEqual([]);
  });
});

describe("folders", () => {
  it("hold no more than one can see at a glance", () => {
    const counts = new Map<string, number>();
    for (const { path } of shipped) counts.set(posix.dirname(path), (counts.get(posix.dirname(path)) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count > MAX_FILES)).toEqual([]);
  });
});

describe("scripts", () => {
  const scripts = files.filter(({ path }) => path.startsWith("scripts/"));

  it("are few, and in the one language that runs before anything is installed", () => {
    expect(scripts.length).toBeGreaterThan(5);
    expect(scripts.filter(({ path }) => !path.endsWith(".mjs"))).toEqual([]);
    const lines = scripts.reduce((sum, { text }) => sum + text.split("\n").length - 1, 0);
    expect(lines).toBeLessThanOrEqual(MAX_SCRIPT_LINES);
  });

  it("share with tests what lies in tests/support", () => {
    const sharing = files
      .filter(({ path }) => !path.startsWith("scripts/"))
      .flatMap((file) => importsOf(file).map((target) => `${file.path} -> ${target}`))
      .filter((arrow) => / -> scripts\/(?!run\.mjs$)/.test(arrow));
    expect(sharing).toEqual([]);
  });
});

describe("style sheets", () => {
  const sheets = shipped.filter(({ path }) => path.endsWith(".css"));
  const holding = (wrong: RegExp) => sheets.filter(({ text }) => wrong.test(text)).map(({ path }) => path);

  it("leave it to the browser how large text is", () => {
    expect(sheets.length).toBeGreaterThan(8);
    expect(holding(/font(?:-size)?:[^;{]*\dpx/)).toEqual([]);
  });

  it("know how high the window is without the toolbars of phones", () => {
    expect(holding(/\d(?:vh|vmax|vmin)\b/)).toEqual([]);
  });
});

describe("differences between browsers", () => {
  const folder = (name: string) => shipped.filter(({ path }) => path.startsWith(`src/platform/${name}/`));
  const exportsOf = (text: string) =>
    Array.from(text.matchAll(/^export (?:async )?(?:function|const) (\w+)/gm), ([, name]) => name);

  it("stand in src/platform, and are chosen when it is built", () => {
    const choosing = /import\.meta\.env\.(?:BROWSER|FIREFOX|CHROME)|navigator\.userAgent|getBrowserInfo/;
    expect(shipped.filter(({ text }) => choosing.test(text)).map(({ path }) => path)).toEqual([]);
    for (const name of ["firefox", "chromium-proxy"]) {
      const inside = `src/platform/${name}/`;
      expect(importing("", new RegExp(`^${inside}`)).filter((arrow) => !arrow.startsWith(inside))).toEqual([]);
    }
  });

  it("have one form: what is imported as #browser is there in each", () => {
    const wanted = new Set(
      shipped.flatMap(({ text }) => Array.from(text.matchAll(/"#browser\/([\w-]+\.ts)"/g), ([, name]) => name)),
    );
    expect(wanted.size).toBeGreaterThan(2);
    for (const name of wanted) {
      const [chromium, firefox] = ["chromium", "firefox"].map((browser) =>
        folder(browser).find(({ path }) => path.endsWith(`/${name}`)),
      );
      expect(exportsOf(firefox?.text ?? ""), name).toEqual(exportsOf(chromium?.text ?? ""));
      expect(firefox, name).toBeDefined();
      const variant = folder("chromium-proxy").find(({ path }) => path.endsWith(`/${name}`));
      if (variant !== undefined) expect(exportsOf(variant.text), name).toEqual(exportsOf(chromium?.text ?? ""));
    }
  });
});

describe("every file", () => {
  it("is short enough to be read in one piece", () => {
    const long = files
      .map(({ path, text }) => ({ path, lines: text.split("\n").length - 1 }))
      .filter(({ path, lines }) => lines > (isTest(path) ? MAX_TEST_LINES : MAX_LINES));
    expect(long).toEqual([]);
  });

  it("is free of the paths of one machine", () => {
    const machine = /(?:^|["'`\s(=])(?:\/(?:home|Users|root|work|tmp)\/|file:\/\/\/(?!\*)|[A-Z]:\\)/m;
    expect(files.filter(({ text }) => machine.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it("runs all of its tests, always", () => {
    const narrowed = /\b(?:test|it|describe)(?:\.\w+)*\.(?:only|skip|skipIf|runIf|todo|fixme|fails?)\b/;
    const tests = files.filter(({ path }) => /\.(?:test|spec)\.(?:tsx?|mjs)$/.test(path));
    expect(tests.length).toBeGreaterThan(20);
    expect(tests.filter(({ text }) => narrowed.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
