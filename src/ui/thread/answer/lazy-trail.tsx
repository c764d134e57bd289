import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { loadPersistently } from "../../../markdown/load-persistently.ts";
import type { MessageActions } from "../message-actions.ts";
import type * as TrailModule from "./trail.tsx";
import type { TrailProps } from "./trail.tsx";

export interface LazyTrailProps extends TrailProps {
  actions: TrailProps["actions"] & Pick<MessageActions, "report">;
}

const loaded = signal<typeof TrailModule | undefined>(undefined);

/** A `Trail`, whose code is loaded with the first answer that has one: most have none. */
export function LazyTrail({ message, actions }: LazyTrailProps) {
  const isNeeded = message.trail !== undefined;
  useEffect(() => {
    if (!isNeeded || loaded.value !== undefined) return;
    loadPersistently(() => import("./trail.tsx")).then((module) => (loaded.value = module), actions.report);
  }, [isNeeded]);
  if (!isNeeded || loaded.value === undefined) return null;
  return <loaded.value.Trail message={message} actions={actions} />;
}
