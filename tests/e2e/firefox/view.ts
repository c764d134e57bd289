import type { Browser } from "puppeteer-core";
import { createRemote, type Remote, sendBidi, withCalls } from "../../support/firefox-remote.ts";

interface Place {
  x: number;
  y: number;
}

/** A document that a person sees in Firefox, and the mouse and keyboard in it. Events are the browser's own, and trusted. */
export interface FirefoxView extends Remote {
  click(place: Place, button?: "left" | "right"): Promise<void>;
  hover(place: Place): Promise<void>;
  /** Holds the main button down there, or lets it go. */
  hold(place: Place, isDown: boolean): Promise<void>;
  /** One key, e.g. `a`, `Enter` or `Shift+Enter`. */
  press(key: string): Promise<void>;
  isOpen(): Promise<boolean>;
  close(): Promise<void>;
}

/** A tab of its own, which the protocol knows. */
export function createTabView(browser: Browser, context: string): FirefoxView {
  const perform = (actions: object[]) => sendBidi(browser, "input.performActions", { context, actions });
  const move = ({ x, y }: Place) => ({ type: "pointerMove", x: Math.round(x), y: Math.round(y) });
  /** WebDriver's code points for keys without a character. https://www.w3.org/TR/webdriver/#keyboard-actions */
  const codes: Record<string, string> = {
    Enter: "\uE007",
    Shift: "\uE008",
    Escape: "\uE00C",
    Tab: "\uE004",
    Control: "\uE009",
  };
  return {
    ...createRemote(browser, context),
    async click(place, button = "left") {
      const number = button === "left" ? 0 : 2;
      const actions = [move(place), { type: "pointerDown", button: number }, { type: "pointerUp", button: number }];
      await perform([{ type: "pointer", id: "mouse", actions }]);
    },
    async hover(place) {
      await perform([{ type: "pointer", id: "mouse", actions: [move(place)] }]);
    },
    async hold(place, isDown) {
      const actions = [move(place), { type: isDown ? "pointerDown" : "pointerUp", button: 0 }];
      await perform([{ type: "pointer", id: "mouse", actions }]);
    },
    async press(key) {
      const keys = key.split(/(?<=.)\+/).map((name) => codes[name] ?? name);
      const down = keys.map((value) => ({ type: "keyDown", value }));
      const up = keys.toReversed().map((value) => ({ type: "keyUp", value }));
      await perform([{ type: "key", id: "keyboard", actions: [...down, ...up] }]);
    },
    async isOpen() {
      const tree = await sendBidi<{ contexts: { context: string }[] }>(browser, "browsingContext.getTree", {});
      return tree.contexts.some((tab) => tab.context === context);
    },
    async close() {
      await sendBidi(browser, "browsingContext.close", { context });
    },
  };
}

/** How the browser's own window finds the frame in which a sidebar or a popup stands. */
const FRAMES = {
  sidebar: `(() => { const frame = SidebarController.isOpen ? SidebarController.browser : undefined;
    const inner = frame?.contentDocument?.querySelector("browser[webextension-view-type=sidebar]");
    if (!inner) return undefined;
    const [outer, box] = [frame.getBoundingClientRect(), inner.getBoundingClientRect()];
    return { inner, x: outer.x + box.x, y: outer.y + box.y }; })()`,
  popup: `(() => { const inner = document.querySelector("browser[webextension-view-type=popup]");
    if (!inner) return undefined;
    const box = inner.getBoundingClientRect();
    return { inner, x: box.x, y: box.y }; })()`,
};

/**
 * The sidebar or the popup, which the protocol does not know: a page of the extension (`lever`) reaches its document,
 * and the browser's own window (`chrome`) its mouse and keyboard. `token` tells this one from a later one.
 */
export function createPanelView(
  type: keyof typeof FRAMES,
  token: string,
  { lever, chrome }: { lever: Remote; chrome: Remote },
): FirefoxView {
  const find = `browser.extension.getViews({ type: "${type}" }).find((one) => one.sidenoteTestToken === "${token}")`;

  function run<Result>(body: string): Promise<Result> {
    return lever.run(
      `const view = ${find}; if (view === undefined) throw new Error("The ${type} is closed");
       with (view) { return await (async () => { ${body} })(); }`,
    );
  }

  function mouse(types: readonly string[], { x, y }: Place, button = 0): Promise<void> {
    return chrome.run(
      `const frame = ${FRAMES[type]};
       for (const type of ${JSON.stringify(types)}) window.synthesizeMouseEvent(type, frame.x + ${x}, frame.y + ${y},
         { button: ${button}, clickCount: type === "mousemove" ? 0 : 1 }, { isDOMEventSynthesized: false });`,
    );
  }

  return {
    ...withCalls(run),
    click: (place, button = "left") => mouse(["mousemove", "mousedown", "mouseup"], place, button === "left" ? 0 : 2),
    hover: (place) => mouse(["mousemove"], place),
    hold: (place, isDown) => mouse(["mousemove", isDown ? "mousedown" : "mouseup"], place),
    press: (key) =>
      chrome.run(
        `(${FRAMES[type]}).inner.focus();
         const keyboard = Cc["@mozilla.org/text-input-processor;1"].createInstance(Ci.nsITextInputProcessor);
         keyboard.beginInputTransactionForTests(window);
         const keys = ${JSON.stringify(key.split(/(?<=.)\+/))}.map((name) => new KeyboardEvent("", { key: name,
           code: name === "Enter" || name === "Escape" || name === "Tab" ? name : "",
           keyCode: { Enter: 13, Escape: 27, Tab: 9, Shift: 16 }[name] ?? 0 }));
         for (const one of keys) keyboard.keydown(one);
         for (const one of keys.reverse()) keyboard.keyup(one);`,
      ),
    isOpen: () => lever.run(`return ${find} !== undefined`),
    async close() {
      await run("view.close()");
    },
  };
}
