import type { Command } from "./commands.ts";

/**
 * Whether a command is repeated after a break until it has been carried out. The others are part of each greeting, or
 * no longer make sense by then.
 */
export function mustArrive({ type }: Command): boolean {
  switch (type) {
    case "ask":
    case "retry":
    case "go-on":
    case "edit":
    case "delete":
    case "restore":
    case "erase":
    case "draft":
    case "draft-target":
    case "hand-over":
    case "intent-done":
      return true;
    case "hello":
    case "watch":
    case "recover":
    case "stop":
    case "list":
    case "search":
    case "count":
    case "bin":
    case "open-site":
    case "check-site":
    case "check-proxy":
    case "list-models":
    case "test-backend":
    case "stop-test":
    case "sign-in":
    case "imported":
    case "received":
      return false;
    default:
      return type satisfies never;
  }
}
