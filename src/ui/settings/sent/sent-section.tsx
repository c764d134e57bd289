import type { ReadonlySignal } from "@preact/signals";
import type { VNode } from "preact";
import type { UsableBackend } from "../../../backends/backend.ts";
import type { SentLog } from "../../../backends/sent/sent-log.ts";
import { SENT_DAYS, type SentSummary } from "../../../backends/sent/sent-record.ts";
import { fullTime } from "../../../i18n/dates.ts";
import { translatePlural } from "../../../i18n/plurals.ts";
import { translate } from "../../../i18n/translate.ts";
import type { Undo } from "../../client/undo-stack.ts";
import { reachText } from "../backends/recipient-text.ts";
import { Facts } from "../facts.tsx";
import { useSaving } from "../use-saving.tsx";

export interface SentSectionProps {
  /** What went to each backend. undefined: it could not be read. */
  sent: ReadonlySignal<readonly SentSummary[] | undefined>;
  /** Those of today. One that something went to can be gone. */
  backends: readonly UsableBackend[];
  log: Pick<SentLog, "forget" | "restore">;
  undo: Undo;
  /** Reads it once more. */
  readAgain(): void;
}

/** Shows what went where in the last days, and forgets it. */
export function SentSection({ sent, backends, log, undo, readAgain }: SentSectionProps): VNode {
  const { save, problem } = useSaving();

  async function forget({ backendId, name }: SentSummary): Promise<void> {
    let record: Awaited<ReturnType<typeof log.forget>>;
    if (!(await save(async () => (record = await log.forget(backendId))))) return;
    const forgotten = record;
    if (forgotten === undefined) return;
    undo.show({
      text: translate("sentForgotten", name),
      undo: () => void save(() => log.restore(backendId, forgotten)),
    });
  }

  return (
    <>
      <p>{translatePlural("sentHelp", SENT_DAYS)}</p>
      {sent.value === undefined && (
        <div role="alert" class="error">
          <p>{translate("settingsUnreadable")}</p>
          <button type="button" class="button" onClick={readAgain}>
            {translate("tryAgain")}
          </button>
        </div>
      )}
      {sent.value?.length === 0 && <p>{translate("sentNothing")}</p>}
      {sent.value !== undefined && sent.value.length > 0 && (
        <ul class="sent">
          {sent.value.map((summary) => (
            <SentItem
              key={summary.backendId}
              summary={summary}
              backend={backends.find(({ id }) => id === summary.backendId)}
              forget={() => void forget(summary)}
            />
          ))}
        </ul>
      )}
      {problem}
    </>
  );
}

interface SentItemProps {
  summary: SentSummary;
  /** undefined: it is gone, or needs a later version. */
  backend: UsableBackend | undefined;
  forget(): void;
}

function SentItem({ summary, backend, forget }: SentItemProps): VNode {
  const { backendId, questions, withPage, lastAt } = summary;
  const nameId = `sent-name-${backendId}`;
  const facts = [
    backend !== undefined && reachText(backend),
    translatePlural("sentQuestions", questions),
    withPage > 0 ? translatePlural("sentWithPage", withPage) : translate("sentWithoutPage"),
    translate("sentLast", fullTime(lastAt)),
  ];
  return (
    <li data-item={`sent-${backendId}`}>
      <span class="counts">
        <span id={nameId} dir="auto">
          {backend?.name ?? summary.name}
        </span>
        <Facts facts={facts} />
      </span>
      <button type="button" class="button" aria-describedby={nameId} onClick={forget}>
        {translate("forget")}
      </button>
    </li>
  );
}
