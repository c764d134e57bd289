import * as z from "zod/mini";

/** What a backend of this type says of itself: the address of a site's chat or its front page. */
export const siteConfigSchema = z.looseObject({
  /** https, or http on loopback. */
  url: z.string().check(({ value, issues }) => {
    // A check of our own is smaller than zod's `refine`, and every view loads it.
    if (!URL.canParse(value)) issues.push({ code: "custom", input: value });
  }),
});
export type SiteConfig = z.infer<typeof siteConfigSchema>;
