import { RetryIcon } from "./icons.tsx";
import { translate } from "../../i18n/translate.ts";
import { timeLeft } from "../../i18n/time-left.ts";
import { useSecondsUntil } from "./use-countdown.ts";

export interface TryAgainButtonProps {
  /** The earliest time of the next try, in ms since 1970. The button counts down to it. Default: now. */
  notBefore?: number | undefined;
  onClick(): void;
}

export function TryAgainButton({ notBefore = 0, onClick }: TryAgainButtonProps) {
  const seconds = useSecondsUntil(notBefore);
  return (
    <button type="button" class="button" onClick={onClick} disabled={seconds > 0}>
      <RetryIcon />
      {seconds > 0 ? translate("tryAgainIn", timeLeft(seconds)) : translate("tryAgain")}
    </button>
  );
}
