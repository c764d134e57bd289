import { Fragment, type VNode } from "preact";

/** Short facts about one thing, on one line. Those that are missing are left out. */
export function Facts({ facts }: { facts: readonly (string | false | undefined)[] }): VNode {
  return (
    <span class="facts">
      {facts
        .filter((fact) => typeof fact === "string")
        .map((fact, index) => (
          <Fragment key={fact}>
            {index > 0 && " · "}
            <bdi>{fact}</bdi>
          </Fragment>
        ))}
    </span>
  );
}
