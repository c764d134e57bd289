import { afterEach, expect, test, vi } from "vitest";
import { fetchSafely } from "./fetch-safely.ts";

afterEach(() => vi.unstubAllGlobals());

test.each([
  "https://chat.example/",
  "http://localhost:8080/",
  "http://[::1]/",
  "http://192.168.1.7/",
  "http://nas.local/",
  "http://nas/",
])("%s is fetched", async (url) => {
  const fetched = vi.fn<typeof fetch>(async () => new Response("Hi"));
  vi.stubGlobal("fetch", fetched);
  expect(await (await fetchSafely(url, { method: "POST" })).text()).toBe("Hi");
  await fetchSafely(new Request(url));
  expect(fetched.mock.calls[0]).toEqual([url, { method: "POST" }]);
});

test.each(["http://chat.example/", "http://8.8.8.8/", "http://127.0.0.1.chat.example/"])(
  "nothing is sent to %s",
  async (url) => {
    const fetched = vi.fn<typeof fetch>(async () => new Response("Hi"));
    vi.stubGlobal("fetch", fetched);
    await expect(fetchSafely(url)).rejects.toThrow(TypeError);
    await expect(fetchSafely(new Request(url))).rejects.toThrow(TypeError);
    expect(fetched).not.toHaveBeenCalled();
  },
);
