import { expect, it } from "vitest";
import { challengeOf, toBase64Url } from "./pkce.ts";

it("makes the challenge of the example in RFC 7636, appendix B", async () => {
  expect(await challengeOf("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")).toBe(
    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
  );
});

it("encodes for addresses: no plus, no slash, no padding", () => {
  expect(toBase64Url(new Uint8Array([0xfb, 0xff, 0xfe, 0x3e]))).toBe("-__-Pg");
});
