import { signal } from "@preact/signals";

/** How long a text stays where screen readers find it, in ms: they take it when it comes, and read it later. */
const KEPT_MS = 10_000;

interface Announcement {
  id: number;
  text: string;
}

const announcements = signal<readonly Announcement[]>([]);
let lastId = 0;

/** Says something to those who do not see the view, when they have heard what they are hearing. */
export function announce(text: string): void {
  if (text.trim() === "") return;
  const announcement: Announcement = { id: (lastId += 1), text };
  announcements.value = [...announcements.value, announcement];
  setTimeout(() => {
    announcements.value = announcements.value.filter((each) => each !== announcement);
  }, KEPT_MS);
}

/** The place where announcements come to stand; there is one in each view. */
export function LiveRegion() {
  return (
    <div class="visually-hidden" aria-live="polite">
      {announcements.value.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  );
}
