import { defineConfig } from "@playwright/test";

/** What is tested in Firefox too, from the same descriptions. */
const IN_BOTH = [
  "access.spec.ts",
  "accessibility.spec.ts",
  "backend-order.spec.ts",
  "backends.spec.ts",
  "context-menu.spec.ts",
  "driver.spec.ts",
  "fallback.spec.ts",
  "gemini.spec.ts",
  "generations.spec.ts",
  "hostile-answers.spec.ts",
  "human-check.spec.ts",
  "key-redirects.spec.ts",
  "llama-anthropic.spec.ts",
  "llama-openai.spec.ts",
  "messages.spec.ts",
  "model-keyboard.spec.ts",
  "no-answer-lost.spec.ts",
  "old-profile.spec.ts",
  "ollama.spec.ts",
  "organisation.spec.ts",
  "panel.spec.ts",
  "popup.spec.ts",
  "private-addresses.spec.ts",
  "proxy.spec.ts",
  "question-bounds.spec.ts",
  "reading.spec.ts",
  "sign-in.spec.ts",
  "views.spec.ts",
];

/** Tests of how much time passes, which need the machine for themselves; they run when all others have ended. */
const ALONE = /@alone/;

export default defineConfig<object, { engine: "chromium" | "firefox" }>({
  testDir: "tests/e2e",
  outputDir: "test-results/others",
  // One more than there are cores on a small machine: a sixth of the time each test waits, and a core would be idle.
  workers: 3,
  fullyParallel: true,
  forbidOnly: process.env["CI"] !== undefined,
  retries: 0,
  // Only what hangs is to meet these limits: a busy machine takes several times as long as an idle one.
  timeout: 600_000,
  // Pictures have one form for all machines: the fonts come along. Edges of letters may differ a little.
  snapshotPathTemplate: "{testDir}/pictures/{arg}{ext}",
  expect: { timeout: 120_000, toHaveScreenshot: { maxDiffPixelRatio: 0.01 } },
  reporter: "list",
  // Beside the pictures that every failed test leaves, in Chromium alone: see tests/e2e/evidence.ts. It holds the DOM at
  // each step; a film of all pages would take a sixth of the time of all tests.
  use: { trace: { mode: "retain-on-failure", screenshots: false, snapshots: true } },
  projects: [
    // Takes minutes, most of them waiting: `npm test` runs it beside the others, which would empty its folder.
    { name: "long-running", testMatch: "long-running.spec.ts", outputDir: "test-results/long-running" },
    { name: "chromium", testIgnore: "long-running.spec.ts", grepInvert: ALONE },
    { name: "firefox", testMatch: IN_BOTH, grepInvert: ALONE, use: { engine: "firefox" } },
    // A trace takes time, and these measure it.
    { name: "chromium-alone", grep: ALONE, workers: 1, dependencies: ["chromium", "firefox"], use: { trace: "off" } },
    { name: "firefox-alone", grep: ALONE, workers: 1, dependencies: ["chromium-alone"], use: { engine: "firefox" } },
  ],
});
