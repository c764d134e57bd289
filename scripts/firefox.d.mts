export declare const OLDEST_FIREFOX: number;
export declare const FIREFOX_BUILD: string;

/**
 * Finds all of a person's Firefoxes on this machine: `FIREFOX_PATH` alone where it is set, or else those in the places
 * where systems keep it. Whether they start, and how old they are, is not looked at.
 */
export declare function findFirefoxes(
  environment?: Readonly<Record<string, string | undefined>>,
  platform?: string,
): string[];
