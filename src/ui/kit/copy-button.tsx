import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { announce } from "./live-region.tsx";
import { IconButton } from "./icon-button.tsx";
import { CheckIcon, CopyIcon } from "./icons.tsx";
import { translate } from "../../i18n/translate.ts";

/** How long "Copied" stays, in ms: long enough to be read aloud. */
const COPIED_MS = 2_000;

/** Copies the source of a text: the Markdown, not what is drawn of it. */
export function CopyButton({ text }: { text: string }) {
  const result = useSignal<"copied" | "failed" | undefined>(undefined);
  useEffect(() => {
    if (result.value === undefined) return undefined;
    const timer = setTimeout(() => (result.value = undefined), COPIED_MS);
    return () => clearTimeout(timer);
  }, [result.value]);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      result.value = "copied";
      announce(translate("copied"));
    } catch {
      result.value = "failed";
      announce(translate("copyFailed"));
    }
  }

  return (
    <span class="copy">
      <IconButton label={translate("copy")} onClick={() => void copy()}>
        {result.value === "copied" ? <CheckIcon /> : <CopyIcon />}
      </IconButton>
      {result.value === "failed" && <span class="copy-status">{translate("copyFailed")}</span>}
    </span>
  );
}
