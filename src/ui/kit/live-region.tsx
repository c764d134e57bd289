import { signal } from "@preact/signals";

/** How long a text stays in the live region, in ms. Screen readers queue it when it appears. */
const KEPT_MS = 10_000;

interface Announcement {
  id: number;
  text: string;
}

const announcements = signal<readonly Announcement[]>([]);
let lastId = 0;

/** Announces a text to screen readers, after what they are saying. Ignores blank texts. */
export function announce(text: string): void {
  if (text.trim() === "") return;
  const announcement: Announcement = { id: (lastId += 1), text };
  announcements.value = [...announcements.value, announcement];
  setTimeout(() => {
    announcements.value = announcements.value.filter((each) => each !== announcement);
  }, KEPT_MS);
}

/** The element that holds the announcements. Each view has one. */
export function LiveRegion() {
  return (
    <div class="visually-hidden" aria-live="polite">
      {announcements.value.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  );
}
