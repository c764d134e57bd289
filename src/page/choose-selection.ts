import type { FrameSelection } from "./selection.ts";

/**
 * Which of the frames' selections the person means: that of the frame in which they are. "closed": they are in one that
 * cannot be read, and nobody knows what is selected there.
 */
export function chooseSelection(frames: readonly FrameSelection[]): { text: string } | "closed" {
  const here = frames.find(({ focus, text }) => focus === "here" && text !== "");
  if (here !== undefined) return here;
  return frames.some(({ focus }) => focus === "closed") ? "closed" : anySelection(frames);
}

/** The first selection, wherever the person is. */
export function anySelection(frames: readonly FrameSelection[]): { text: string } {
  return { text: frames.find(({ text }) => text !== "")?.text ?? "" };
}
