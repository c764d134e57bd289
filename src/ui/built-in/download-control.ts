import { type ReadonlySignal, signal } from "@preact/signals";
import type { BuiltInModel, BuiltInReport, DownloadEnd } from "./built-in-model.ts";

/** What is shown of the browser's model. */
export type BuiltInStatus =
  | { type: "reading" }
  /** The browser does not say how its model is. */
  | { type: "unreadable" }
  | { type: "known"; report: BuiltInReport; failure?: Extract<DownloadEnd, { type: "failed" }> }
  /** `share` from 0 to 1. Absent: the browser does not say how far it is. */
  | { type: "downloading"; report: BuiltInReport; share?: number };

/** Time between two looks at a model that the browser downloads without telling how far it is, in ms. */
const POLL_MS = 2_000;

export interface DownloadControlDependencies {
  model: BuiltInModel;
  /** See `BuiltInModel.inspect`. */
  languages: readonly string[] | undefined;
  /** Called when a download has ended that was shown here, and the model can be asked. */
  onReady?: (() => void) | undefined;
  /** Ends everything here, and no download. */
  signal: AbortSignal;
}

/** Reads how the browser's model is, and downloads it when the person asks for that. */
export interface DownloadControl {
  readonly status: ReadonlySignal<BuiltInStatus>;
  /** Reads it once more. */
  read(): void;
  /** Must be called inside the click. */
  download(): void;
  /** Waits no longer for the download. The browser may go on with it. */
  stop(): void;
}

/** Creates it, and reads how the model is. */
export function createDownloadControl(dependencies: DownloadControlDependencies): DownloadControl {
  const { model, languages, onReady, signal: ended } = dependencies;
  const status = signal<BuiltInStatus>({ type: "reading" });
  /** Whether a download was seen, of which the end is still to come. */
  let awaited = false;
  /** Whether this view can be told how far a download of the browser is. */
  let mayFollow = true;
  let stopping = new AbortController();

  async function inspect(): Promise<void> {
    try {
      take(await model.inspect(languages, ended));
    } catch {
      if (!ended.aborted) status.value = { type: "unreadable" };
    }
  }

  function take(report: BuiltInReport): void {
    if (ended.aborted) return;
    const { state } = report.state;
    if (state === "downloading") {
      awaited = true;
      if (mayFollow) return follow(report);
      status.value = { type: "downloading", report };
      setTimeout(() => void (ended.aborted || inspect()), POLL_MS);
      return;
    }
    const wasAwaited = awaited;
    awaited = false;
    status.value = { type: "known", report };
    if (state === "available" && wasAwaited) onReady?.();
  }

  /** Downloads, or joins a download that runs. */
  function follow(report: BuiltInReport): void {
    const isJoining = report.state.state === "downloading";
    stopping = new AbortController();
    status.value = { type: "downloading", report };
    const end = model.download(report.languages, AbortSignal.any([ended, stopping.signal]), (share) => {
      if (status.value.type === "downloading") status.value = { type: "downloading", report, share };
    });
    awaited = true;
    void end.then((how) => leave(how, report, isJoining));
  }

  function leave(end: DownloadEnd, report: BuiltInReport, isJoining: boolean): void {
    if (ended.aborted) return;
    // Some browsers let nobody join without a click, and a person who stopped wants to see no more of it.
    mayFollow = false;
    if (end.type !== "failed" || isJoining) {
      void inspect();
      return;
    }
    awaited = false;
    status.value = { type: "known", report, failure: end };
    if (end.reason === "refused") void inspectAfter(end);
  }

  /** Where the browser refuses to download, the state can say more than its words. */
  async function inspectAfter(failure: Extract<DownloadEnd, { type: "failed" }>): Promise<void> {
    try {
      const report = await model.inspect(languages, ended);
      if (report.state.state === "downloadable") status.value = { type: "known", report, failure };
      else take(report);
    } catch {
      // What failed is shown already.
    }
  }

  function read(): void {
    status.value = { type: "reading" };
    void inspect();
  }

  read();
  return {
    status,
    read,
    download() {
      if (status.value.type === "known") follow(status.value.report);
    },
    stop: () => stopping.abort(),
  };
}
