/**
 * Renderers whose code is loaded when an answer first needs it. Each returns:
 * - a string: the HTML,
 * - a promise: the code is loading. It resolves when asking again makes sense, and never rejects,
 * - undefined: the source stays as written.
 */
export interface OptionalRenderers {
  /** Draws TeX as MathML. */
  maths(tex: string, display: boolean): string | Promise<void> | undefined;
  /** Draws code as HTML with a span for each coloured word. */
  highlight(code: string, language: string): string | Promise<void> | undefined;
}

/** The same renderers, with the promises collected. */
export interface CollectedRenderers {
  maths(tex: string, display: boolean): string | undefined;
  highlight(code: string, language: string): string | undefined;
  /** Returns the promises since the last call. */
  takeLoading(): Promise<void>[];
}

/**
 * Wraps renderers so that each returns HTML or undefined, and collects their promises. Default: no renderers, all stays
 * as written.
 */
export function collectLoading(renderers: OptionalRenderers | undefined): CollectedRenderers {
  let loading: Promise<void>[] = [];
  function note(result: string | Promise<void> | undefined): string | undefined {
    if (typeof result !== "object") return result;
    loading.push(result);
    return undefined;
  }
  return {
    maths: (tex, display) => note(renderers?.maths(tex, display)),
    highlight: (code, language) => note(renderers?.highlight(code, language)),
    takeLoading() {
      const taken = loading;
      loading = [];
      return taken;
    },
  };
}
