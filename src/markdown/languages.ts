import type { LanguageFn } from "highlight.js";

interface Language {
  label: string;
  /** Other names, as they stand after a fence. */
  names?: readonly string[];
  /** Languages that stand within this one. */
  needs?: readonly string[];
  load(): Promise<{ default: LanguageFn }>;
}

/** The languages whose code is coloured; each is loaded when an answer has code in it. */
export const LANGUAGES: Readonly<Record<string, Language>> = {
  bash: { label: "Bash", names: ["sh", "zsh"], load: () => import("highlight.js/lib/languages/bash") },
  c: { label: "C", names: ["h"], load: () => import("highlight.js/lib/languages/c") },
  cpp: { label: "C++", names: ["c++", "cc", "hpp", "cxx"], load: () => import("highlight.js/lib/languages/cpp") },
  csharp: { label: "C#", names: ["cs", "c#"], load: () => import("highlight.js/lib/languages/csharp") },
  css: { label: "CSS", load: () => import("highlight.js/lib/languages/css") },
  dart: { label: "Dart", load: () => import("highlight.js/lib/languages/dart") },
  diff: { label: "Diff", names: ["patch"], load: () => import("highlight.js/lib/languages/diff") },
  dockerfile: { label: "Dockerfile", names: ["docker"], load: () => import("highlight.js/lib/languages/dockerfile") },
  elixir: { label: "Elixir", names: ["ex", "exs"], load: () => import("highlight.js/lib/languages/elixir") },
  go: { label: "Go", names: ["golang"], load: () => import("highlight.js/lib/languages/go") },
  graphql: { label: "GraphQL", names: ["gql"], load: () => import("highlight.js/lib/languages/graphql") },
  haskell: { label: "Haskell", names: ["hs"], load: () => import("highlight.js/lib/languages/haskell") },
  ini: { label: "INI", names: ["toml"], load: () => import("highlight.js/lib/languages/ini") },
  java: { label: "Java", load: () => import("highlight.js/lib/languages/java") },
  javascript: {
    label: "JavaScript",
    names: ["js", "jsx", "mjs", "cjs"],
    load: () => import("highlight.js/lib/languages/javascript"),
  },
  json: { label: "JSON", names: ["jsonc", "json5"], load: () => import("highlight.js/lib/languages/json") },
  kotlin: { label: "Kotlin", names: ["kt", "kts"], load: () => import("highlight.js/lib/languages/kotlin") },
  latex: { label: "LaTeX", names: ["tex"], load: () => import("highlight.js/lib/languages/latex") },
  lua: { label: "Lua", load: () => import("highlight.js/lib/languages/lua") },
  makefile: { label: "Makefile", names: ["make", "mk"], load: () => import("highlight.js/lib/languages/makefile") },
  markdown: { label: "Markdown", names: ["md"], load: () => import("highlight.js/lib/languages/markdown") },
  objectivec: { label: "Objective-C", names: ["objc"], load: () => import("highlight.js/lib/languages/objectivec") },
  perl: { label: "Perl", names: ["pl"], load: () => import("highlight.js/lib/languages/perl") },
  php: { label: "PHP", load: () => import("highlight.js/lib/languages/php") },
  powershell: {
    label: "PowerShell",
    names: ["ps1", "ps", "pwsh"],
    load: () => import("highlight.js/lib/languages/powershell"),
  },
  python: { label: "Python", names: ["py", "python3"], load: () => import("highlight.js/lib/languages/python") },
  r: { label: "R", load: () => import("highlight.js/lib/languages/r") },
  ruby: { label: "Ruby", names: ["rb"], load: () => import("highlight.js/lib/languages/ruby") },
  rust: { label: "Rust", names: ["rs"], load: () => import("highlight.js/lib/languages/rust") },
  scala: { label: "Scala", load: () => import("highlight.js/lib/languages/scala") },
  scss: { label: "SCSS", load: () => import("highlight.js/lib/languages/scss") },
  shell: {
    label: "Shell",
    names: ["console", "shellsession"],
    needs: ["bash"],
    load: () => import("highlight.js/lib/languages/shell"),
  },
  sql: { label: "SQL", names: ["postgresql", "mysql", "sqlite"], load: () => import("highlight.js/lib/languages/sql") },
  swift: { label: "Swift", load: () => import("highlight.js/lib/languages/swift") },
  typescript: {
    label: "TypeScript",
    names: ["ts", "tsx", "mts", "cts"],
    load: () => import("highlight.js/lib/languages/typescript"),
  },
  xml: {
    label: "HTML",
    names: ["html", "xhtml", "svg", "vue", "svelte"],
    needs: ["css", "javascript"],
    load: () => import("highlight.js/lib/languages/xml"),
  },
  yaml: { label: "YAML", names: ["yml"], load: () => import("highlight.js/lib/languages/yaml") },
};

const BY_NAME: ReadonlyMap<string, string> = new Map(
  Object.entries(LANGUAGES).flatMap(([id, { names = [] }]) => [id, ...names].map((name) => [name, id] as const)),
);

/** The language that is meant by what stands after a fence, such as `py` or `Python`. */
export function languageId(name: string): string | undefined {
  return BY_NAME.get(name.toLowerCase());
}

/** The name of a language as people write it; what stands after the fence, where the language is not known. */
export function languageLabel(name: string): string {
  const id = languageId(name);
  if (id === undefined) return name;
  // One grammar reads several languages.
  if (["xml", "svg", "toml", "tsx", "jsx", "vue"].includes(name.toLowerCase())) return name.toUpperCase();
  return LANGUAGES[id]?.label ?? name;
}
