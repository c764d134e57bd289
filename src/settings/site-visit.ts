/**
 * Why a person opens a site in a tab.
 *
 * - `check`: to pass its check. Answers that wait for that are then asked again without the person.
 * - `sign-in`: to sign in there.
 * - `look`: only to see where it leads.
 */
export const siteVisits = ["check", "sign-in", "look"] as const;
export type SiteVisit = (typeof siteVisits)[number];
