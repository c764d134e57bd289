import { windowOf } from "../conversations/temporary.ts";
import { desktopApis } from "./desktop-apis.ts";
import type { TabKind } from "./site-tabs.ts";

/** Whether a conversation is one of a private window. One whose window is gone counts as such: it may have been. */
export async function kindOfWindow(conversationId: string): Promise<TabKind> {
  const windowId = windowOf(conversationId);
  if (windowId === undefined) return { private: false };
  const window = await desktopApis()
    .windows?.get(windowId)
    .catch(() => undefined);
  return { private: window?.incognito ?? true };
}
