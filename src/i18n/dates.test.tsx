// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { dayHeading, fullTime, shortTime } from "./dates.ts";
import { personLocale } from "./person-locale.ts";
import { useToday } from "../ui/history/use-today.ts";

vi.mock("./translate.ts", () => ({ translate: (key: string) => (key === "languageCode" ? "en" : key) }));

beforeEach(() => {
  vi.stubEnv("TZ", "Europe/Berlin");
  vi.useFakeTimers();
});
afterEach(() => {
  act(() => render(null, document.body));
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const at = (text: string) => new Date(text).getTime();
const browserIn = (language: string) => vi.spyOn(navigator, "language", "get").mockReturnValue(language);
/** Some browsers put a narrow space before AM. */
const plain = (text: string) => text.replaceAll("\u202F", " ");

describe("the day of a conversation", () => {
  it.each([
    ["2026-11-29T00:05", "2026-11-29T23:50", "today"],
    ["2026-11-28T23:55", "2026-11-29T00:05", "yesterday"],
    ["2026-11-27T23:55", "2026-11-29T00:05", "November 27"],
    ["2025-11-29T12:00", "2026-11-29T00:05", "November 29, 2025"],
    // The day before has 23 hours, or 25.
    ["2026-03-29T12:00", "2026-03-30T00:30", "yesterday"],
    ["2026-03-28T23:45", "2026-03-30T00:30", "March 28"],
    ["2026-10-25T00:10", "2026-10-26T23:30", "yesterday"],
    ["2026-12-31T12:00", "2027-01-01T00:30", "yesterday"],
  ])("%s is at %s called %s", (moment, now, name) => {
    browserIn("en-US");
    expect(dayHeading(at(moment), at(now))).toBe(name);
  });

  it("is another one after midnight, also where the machine slept meanwhile", () => {
    const shown: string[] = [];
    function Heading() {
      const now = useToday();
      return <p>{dayHeading(at("2026-11-29T12:00"), now)}</p>;
    }
    const take = () => shown.push(document.body.textContent ?? "");
    vi.setSystemTime(at("2026-11-29T23:59"));
    browserIn("en-US");
    act(() => render(<Heading />, document.body));
    take();
    act(() => void vi.advanceTimersByTime(61_000));
    take();
    vi.setSystemTime(at("2026-12-01T09:00"));
    act(() => void document.dispatchEvent(new Event("visibilitychange")));
    take();
    expect(shown).toEqual(["today", "yesterday", "November 29"]);
    act(() => render(null, document.body));
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("dates and times are written as where the person lives", () => {
  it.each([
    ["en-US", "3:05 PM", "Nov 29, 2026, 3:05 PM"],
    ["en-GB", "15:05", "29 Nov 2026, 15:05"],
    ["de", "15:05", "29 Nov 2026, 15:05"],
  ])("%s: %s", (language, time, full) => {
    browserIn(language);
    const moment = at("2026-11-29T15:05");
    expect(plain(shortTime(moment))).toBe(time);
    expect(plain(fullTime(moment))).toBe(full);
  });

  it.each([
    ["en", "en-GB", "en-GB"],
    ["en", "en", "en-US"],
    ["ru", "ru", "ru-RU"],
    ["en", "fr-CA", "en-CA"],
    ["en", "", "en"],
    ["en", "C.UTF-8", "en"],
  ])("texts in %s in a browser in %s: %s", (texts, person, locale) => {
    expect(personLocale(texts, person)).toBe(locale);
  });

  it("with one format for all rows", () => {
    browserIn("en-GB");
    shortTime(0);
    const made = vi.spyOn(Intl, "DateTimeFormat");
    for (let row = 0; row < 100; row += 1) shortTime(row * 1_000_000);
    expect(made).not.toHaveBeenCalled();
  });
});
