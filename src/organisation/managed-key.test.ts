import { expect, test, vi } from "vitest";
import { Secret } from "../secrets/secret.ts";
import { withManagedKeys } from "./managed-key.ts";

const DESK = { name: "Desk", kind: "ollama", key: "sk-secret-1" };

test("a key of the organisation is in its policy as it is now, and kept out of logs; all others are stored", async () => {
  let policy: Record<string, unknown> = { backends: [DESK] };
  const passes = vi.fn();
  const readStored = vi.fn(async () => new Secret("stored"));
  const read = withManagedKeys({ readStored, readPolicy: async () => policy, passes });
  expect((await read("managed:Desk"))?.reveal()).toBe("sk-secret-1");
  expect(passes.mock.calls.map(([key]: Secret[]) => key?.reveal())).toEqual(["sk-secret-1"]);
  expect(readStored).not.toHaveBeenCalled();
  policy = {};
  expect(await read("managed:Desk")).toBeUndefined();
  expect((await read("backend:key:1"))?.reveal()).toBe("stored");
});
