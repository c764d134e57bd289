interface Language {
  label: string;
  /** Other names that people write after a fence. */
  names?: readonly string[];
  /** Languages that are embedded in this one. */
  needs?: readonly string[];
}

/** The languages whose code is coloured. */
export const LANGUAGES: Readonly<Record<string, Language>> = {
  bash: { label: "Bash", names: ["sh", "zsh"] },
  c: { label: "C", names: ["h"] },
  cpp: { label: "C++", names: ["c++", "cc", "hpp", "cxx"] },
  csharp: { label: "C#", names: ["cs", "c#"] },
  css: { label: "CSS" },
  dart: { label: "Dart" },
  diff: { label: "Diff", names: ["patch"] },
  dockerfile: { label: "Dockerfile", names: ["docker"] },
  elixir: { label: "Elixir", names: ["ex", "exs"] },
  go: { label: "Go", names: ["golang"] },
  graphql: { label: "GraphQL", names: ["gql"] },
  haskell: { label: "Haskell", names: ["hs"] },
  ini: { label: "INI", names: ["toml"] },
  java: { label: "Java" },
  javascript: {
    label: "JavaScript",
    names: ["js", "jsx", "mjs", "cjs"],
  },
  json: { label: "JSON", names: ["jsonc", "json5"] },
  kotlin: { label: "Kotlin", names: ["kt", "kts"] },
  latex: { label: "LaTeX", names: ["tex"] },
  lua: { label: "Lua" },
  makefile: { label: "Makefile", names: ["make", "mk"] },
  markdown: { label: "Markdown", names: ["md"] },
  objectivec: { label: "Objective-C", names: ["objc"] },
  perl: { label: "Perl", names: ["pl"] },
  php: { label: "PHP" },
  powershell: {
    label: "PowerShell",
    names: ["ps1", "ps", "pwsh"],
  },
  python: { label: "Python", names: ["py", "python3"] },
  r: { label: "R" },
  ruby: { label: "Ruby", names: ["rb"] },
  rust: { label: "Rust", names: ["rs"] },
  scala: { label: "Scala" },
  scss: { label: "SCSS" },
  shell: {
    label: "Shell",
    names: ["console", "shellsession"],
    needs: ["bash"],
  },
  sql: { label: "SQL", names: ["postgresql", "mysql", "sqlite"] },
  swift: { label: "Swift" },
  typescript: {
    label: "TypeScript",
    names: ["ts", "tsx", "mts", "cts"],
  },
  xml: {
    label: "HTML",
    names: ["html", "xhtml", "svg", "vue", "svelte"],
    needs: ["css", "javascript"],
  },
  yaml: { label: "YAML", names: ["yml"] },
};

const BY_NAME: ReadonlyMap<string, string> = new Map(
  Object.entries(LANGUAGES).flatMap(([id, { names = [] }]) => [id, ...names].map((name) => [name, id] as const)),
);

/** Returns the id of the language that a fence names, such as `py` or `Python`. undefined: unknown. */
export function languageId(name: string): string | undefined {
  return BY_NAME.get(name.toLowerCase());
}

/** Returns the name of a language as people write it, or `name` itself if the language is unknown. */
export function languageLabel(name: string): string {
  const id = languageId(name);
  if (id === undefined) return name;
  // These names share a grammar with another language.
  if (["xml", "svg", "toml", "tsx", "jsx", "vue"].includes(name.toLowerCase())) return name.toUpperCase();
  return LANGUAGES[id]?.label ?? name;
}
