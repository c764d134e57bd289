/** A page that a tab has loaded. */
export interface LoadedPage {
  tabId: number;
  url: string;
  private: boolean;
}

/** The pages of sites that we have access to, as tabs load them. */
export interface PageLoads {
  /** Whether the browser is to start the background for one, should it have gone by then. */
  wakeFor(needed: boolean): void;
}

/** As much of a tab as is looked at. */
export interface UpdatedTab {
  url?: string | undefined;
  incognito: boolean;
}

/** The listener for a tab's changes that calls `loaded` for pages. The address is known where we have access to the site. */
export function whenLoaded(loaded: (page: LoadedPage) => void) {
  return (tabId: number, { status }: { status?: string | undefined }, { url, incognito }: UpdatedTab): void => {
    if (status === "complete" && url !== undefined) loaded({ tabId, url, private: incognito });
  };
}
