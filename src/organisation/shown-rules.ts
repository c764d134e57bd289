/** What views are told of the rules of an organisation: all but its backends, which they find among the others. */
export interface ShownRules {
  /** The types of providers that may be asked. undefined: all. */
  readonly allowedKinds: readonly string[] | undefined;
  /** Where may be asked, as `coversAddress` reads it. undefined: everywhere. */
  readonly allowedAddresses: readonly string[] | undefined;
  /** Whether nobody but the organisation says in which order backends are asked. */
  readonly fixedOrder: boolean;
  readonly allowChatgptt: boolean;
  /** The rules that cannot be read, or are not known here, by their names. */
  readonly unreadable: readonly string[];
}

/** Where entries that rules are laid over hold what views are told of them. Nothing is stored under it. */
export const RULES_KEY = "rules-of-organisation";
