import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  // Two cores: one for the browser under test, one for the other.
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env["CI"] !== undefined,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  projects: [
    // Takes minutes, most of them waiting, and so starts first, beside the others.
    { name: "patience", testMatch: "patience.spec.ts" },
    { name: "chromium", testIgnore: "patience.spec.ts" },
  ],
});
