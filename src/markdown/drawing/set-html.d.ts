/**
 * The part of the HTML Sanitizer API that is used here. TypeScript's DOM library lacks it.
 * https://wicg.github.io/sanitizer-api/
 */
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
