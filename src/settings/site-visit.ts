/**
 * What a person opens a site in a tab for: to pass its check, after which what waits for that is asked again by itself; to
 * sign in there; or only to look where it leads.
 */
export const siteVisits = ["check", "sign-in", "look"] as const;
export type SiteVisit = (typeof siteVisits)[number];
