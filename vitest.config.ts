import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    setupFiles: ["tests/random-seed.ts"],
    include: ["src/**/*.test.ts", "src/**/*.test.tsx", "tests/**/*.test.ts", "scripts/**/*.test.mjs"],
  },
});
