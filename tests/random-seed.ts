import fc from "fast-check";

/** In CI the same cases each time, so that a change is judged by what it did; elsewhere properties go on looking. */
const CI_SEED = 20_261_125;

if (process.env["CI"] !== undefined) fc.configureGlobal({ seed: CI_SEED });
