import { expect, test } from "vitest";
import { isSameSite } from "./same-site.ts";

test.each([
  ["https://chat.example/", "https://chat.example/chat", true],
  ["https://www.chat.example/x", "https://chat.example/", true],
  ["https://chat.example/x", "https://www.chat.example/", true],
  ["http://chat.example/", "https://chat.example/", false],
  ["http://www.chat.example/", "https://chat.example/", false],
  ["https://localhost/", "http://localhost/", true],
  ["http://localhost:8080/", "http://localhost:8080/chat", true],
  ["http://localhost:8081/", "http://localhost:8080/chat", false],
  ["https://chat.example:8443/", "https://chat.example/", false],
  ["https://wwww.chat.example/", "https://chat.example/", false],
  ["https://www.chat.example.evil.example/", "https://chat.example/", false],
  ["https://m.chat.example/", "https://chat.example/", false],
  ["about:blank", "https://chat.example/", false],
  ["", "https://chat.example/", false],
])("%s is of %s: %s", (url, site, same) => {
  expect(isSameSite(url, site)).toBe(same);
});
