import { listText } from "../../i18n/lists.ts";
import { translate } from "../../i18n/translate.ts";
import type { BuiltInReport, DownloadEnd, UnavailableReason } from "./built-in-model.ts";

/** Says how the browser's model is and what to do. Where it cannot be used, the reasons say the rest. */
export function stateText({ state }: BuiltInReport): string {
  switch (state.state) {
    case "available":
      return translate("builtInAvailable");
    case "downloadable":
      return translate("builtInDownloadable");
    case "downloading":
      return translate("builtInDownloading");
    case "unavailable":
      return translate("builtInUnavailable");
    default:
      return state satisfies never;
  }
}

/** Says why there may be no model, and what to do. */
export function reasonText(reason: UnavailableReason, { languages, known }: BuiltInReport): string {
  switch (reason) {
    case "browser":
      return translate("builtInNoBrowser");
    case "language":
      return translate("builtInNoLanguage", languageNames(languages), languageNames(known));
    case "hardware":
      return translate("builtInNoHardware");
    case "disk-space":
      return translate("builtInNoSpace");
    case "model-service":
      return translate("builtInNoService");
    case "policy":
      return translate("builtInNoPolicy");
    default:
      return reason satisfies never;
  }
}

/** Says how far a download is. @param share from 0 to 1; undefined: nobody knows */
export function progressText(share: number | undefined): string {
  if (share === undefined) return translate("builtInDownloading");
  if (share >= 1) return translate("builtInPreparing");
  return translate("builtInDownloaded", percentText(share));
}

/** Says why a download failed. */
export function failureText(reason: Extract<DownloadEnd, { type: "failed" }>["reason"]): string {
  switch (reason) {
    case "network":
      return translate("builtInFailedNetwork");
    case "refused":
      return translate("builtInFailedRefused");
    case "other":
      return translate("builtInFailed");
    default:
      return reason satisfies never;
  }
}

/** Says that the model does not know the language of the interface, and what it knows. undefined: it does, or a reason says it. */
export function languageText({ state, known }: BuiltInReport): string | undefined {
  if (state.state === "unavailable") return undefined;
  const own = new Intl.Locale(translate("languageCode")).language;
  if (known.length === 0 || known.includes(own)) return undefined;
  return translate("builtInLanguages", languageNames([own]), languageNames(known));
}

function languageNames(tags: readonly string[]): string {
  const names = new Intl.DisplayNames(translate("languageCode"), { type: "language" });
  return listText(tags.map((tag) => names.of(tag) ?? tag));
}

function percentText(share: number): string {
  // Rounded down, so that it never says 100 % before all is there.
  const options = { style: "percent", maximumFractionDigits: 0, roundingMode: "floor" } as const;
  return new Intl.NumberFormat(translate("languageCode"), options).format(share);
}
