import * as z from "zod/mini";
import { normaliseAddress } from "./normalise-address.ts";

/** Checks that an address is as `normaliseAddress` gives it. */
export const baseUrlSchema = z.string().check(({ value, issues }) => {
  // A check of our own is smaller than zod's `refine`, and every view loads it.
  const address = normaliseAddress(value);
  if (!("baseUrl" in address) || address.baseUrl !== value) issues.push({ code: "custom", input: value });
});
