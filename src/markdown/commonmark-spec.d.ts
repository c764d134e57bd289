/** The text of the CommonMark specification with its examples; only for tests. */
declare module "commonmark-spec" {
  export const tests: readonly { markdown: string; html: string; number: number }[];
}
