/** The HTML Sanitizer API as far as it is used here; not in TypeScript's DOM library yet. https://wicg.github.io/sanitizer-api/ */
interface SanitizerConfig {
  elements?: (string | { name: string; namespace?: string; attributes?: string[] })[];
  attributes?: string[];
  dataAttributes?: boolean;
  comments?: boolean;
}

type Sanitizer = object;

declare let Sanitizer: new (configuration: SanitizerConfig) => Sanitizer;

interface Element {
  setHTML(html: string, options?: { sanitizer?: Sanitizer }): void;
}
