import * as z from "zod/mini";

/** Whom a question goes to. */
export const targetSchema = z.object({
  /** The id of the backend. If it is not known, the question fails, and no other backend is asked in its place. */
  backendId: z.string(),
  /** The model to ask for. Default: the one that is stored with the backend. */
  model: z.optional(z.string()),
  /** Whether the model thinks before it answers, where it leaves that open. Default: its own. */
  think: z.optional(z.boolean()),
  /** Whether nobody else is asked when it fails. Default: others may be. */
  only: z.optional(z.boolean()),
});
export type Target = z.infer<typeof targetSchema>;

/** Stands for a target that this version does not understand. No backend has this id. */
export const UNKNOWN_TARGET: Target = { backendId: "" };
