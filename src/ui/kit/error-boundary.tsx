import { Component, type ComponentChildren } from "preact";
import { translate } from "../../i18n/translate.ts";
import { TryAgainButton } from "./try-again-button.tsx";

export interface ErrorBoundaryProps {
  /** The texts of the children, as they were written. Shown if drawing fails. */
  texts(): readonly string[];
  /** When this changes, drawing is tried again. */
  retryOn?: unknown;
  children: ComponentChildren;
}

interface Failure {
  /** The value of `retryOn` at that time. */
  on: unknown;
}

/** If the children throw while they are drawn, shows a sentence and their bare text instead of a blank. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { failure: Failure | undefined }> {
  override state = { failure: undefined as Failure | undefined };

  override componentDidCatch(error: unknown): void {
    // For developers who have the console open.
    console.error(error);
    this.setState({ failure: { on: this.props.retryOn } });
  }

  override render({ texts, retryOn, children }: ErrorBoundaryProps): ComponentChildren {
    const { failure } = this.state;
    if (failure === undefined || failure.on !== retryOn) return children;
    return (
      <div class="not-drawn">
        <div class="error">
          <p>{translate("notDrawn")}</p>
          <div class="button-row">
            <TryAgainButton onClick={() => this.setState({ failure: undefined })} />
          </div>
        </div>
        <p class="not-drawn-text">
          {texts()
            .filter((text) => text !== "")
            .join("\n\n")}
        </p>
      </div>
    );
  }
}
