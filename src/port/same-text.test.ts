import * as fc from "fast-check";
import { afterEach, beforeEach, it, vi } from "vitest";
import { createWorld, type Step } from "./world.test-tools.ts";

/** Enough runs to find each bug that this test has found before, every time. They take about 8 s. */
const RUNS = 5_000;

const view = fc.constantFrom(0, 1);
const count = fc.constantFrom(1, 2, 100);
/** Texts without brackets, because brackets mark where the text of another reply begins. */
const text = fc.string({ minLength: 1, maxLength: 4, unit: fc.constantFrom("a", "é", "🐝", " ", "\n") });

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constantFrom("ask" as const, "ask" as const, "retry" as const, "go-on" as const, "stop" as const),
      view,
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("lose" as const), view }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constantFrom("take-back" as const, "send-now" as const, "rename" as const), view }),
  },
  { weight: 8, arbitrary: fc.record({ type: fc.constant("text" as const), text }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom("finish" as const, "fail" as const, "end" as const) }) },
  { weight: 14, arbitrary: fc.record({ type: fc.constantFrom("tell" as const, "confirm" as const), view, count }) },
  { weight: 8, arbitrary: fc.record({ type: fc.constant("wait" as const), ms: fc.constantFrom(0, 5, 16, 60, 600) }) },
  { weight: 8, arbitrary: fc.record({ type: fc.constant("flow" as const) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("die" as const) }) },
);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it(
  "every view shows what is stored, whatever is lost, late, stopped or asked again",
  { timeout: 600_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60, size: "max" }), async (steps) => {
        const world = createWorld();
        try {
          for (const taken of steps) await world.take(taken);
          await world.comeToRest();
          await world.check();
        } finally {
          world.end();
        }
      }),
      { numRuns: RUNS },
    );
  },
);
