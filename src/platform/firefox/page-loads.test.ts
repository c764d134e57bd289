import { beforeEach, expect, test, vi } from "vitest";
import { listenToPageLoads } from "./page-loads.ts";

const { onUpdated, apis } = vi.hoisted(() => ({
  onUpdated: { addListener: vi.fn(), removeListener: vi.fn() },
  apis: { windows: {} as object | undefined },
}));
vi.mock("./firefox.ts", () => ({ firefox: { tabs: { onUpdated } } }));
vi.mock("../desktop-apis.ts", () => ({ desktopApis: () => apis }));

beforeEach(() => vi.clearAllMocks());

test("on Android the background is not started for tabs while nothing waits", () => {
  apis.windows = undefined;
  const loads = listenToPageLoads(() => undefined);
  expect(onUpdated.addListener).toHaveBeenCalledExactlyOnceWith(expect.any(Function));
  const [listener] = onUpdated.addListener.mock.lastCall ?? [];
  loads.wakeFor(false);
  expect(onUpdated.removeListener).toHaveBeenCalledExactlyOnceWith(listener);
  loads.wakeFor(true);
  expect(onUpdated.addListener).toHaveBeenLastCalledWith(listener);
});

test("on a computer the browser asks the filter, and it is listened to always", () => {
  apis.windows = {};
  const loads = listenToPageLoads(() => undefined);
  loads.wakeFor(false);
  expect(onUpdated.addListener).toHaveBeenCalledExactlyOnceWith(
    expect.any(Function),
    expect.objectContaining({ properties: ["status"] }),
  );
  expect(onUpdated.removeListener).not.toHaveBeenCalled();
});
