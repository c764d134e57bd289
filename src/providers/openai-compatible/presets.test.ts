import { expect, test } from "vitest";
import { normaliseAddress } from "../transport/addresses/normalise-address.ts";
import { findPreset, PRESETS } from "./presets.ts";

test("every preset has an address that needs no mending", () => {
  for (const [name, preset] of Object.entries(PRESETS)) {
    expect(findPreset(name)).toBe(preset);
    if ("baseUrl" in preset) expect(normaliseAddress(preset.baseUrl)).toEqual({ baseUrl: preset.baseUrl, changes: [] });
  }
  expect(findPreset("of a later version")).toBe(PRESETS.other);
});
