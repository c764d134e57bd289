/**
 * What is drawn by code that is loaded only when an answer needs it. A promise says that the code is on its way, and ends
 * when asking again makes sense; it never rejects. undefined: this stays as it was written.
 */
export interface OptionalRenderers {
  /** TeX as MathML. */
  maths(tex: string, display: boolean): string | Promise<void> | undefined;
  /** Code as HTML with a span for each word that has a colour. */
  highlight(code: string, language: string): string | Promise<void> | undefined;
}

/** Asks extras, and keeps the promises of those that are not there yet. */
export interface CollectedRenderers {
  maths(tex: string, display: boolean): string | undefined;
  highlight(code: string, language: string): string | undefined;
  /** The promises since this was asked last. */
  takeLoading(): Promise<void>[];
}

export function collectLoading(extras: OptionalRenderers | undefined): CollectedRenderers {
  let loading: Promise<void>[] = [];
  function note(result: string | Promise<void> | undefined): string | undefined {
    if (typeof result !== "object") return result;
    loading.push(result);
    return undefined;
  }
  return {
    maths: (tex, display) => note(extras?.maths(tex, display)),
    highlight: (code, language) => note(extras?.highlight(code, language)),
    takeLoading() {
      const taken = loading;
      loading = [];
      return taken;
    },
  };
}
